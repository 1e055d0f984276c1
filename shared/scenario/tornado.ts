/** Tornado (docs/model.md §13): each assumption at its low and at its high, the others held. */
export type TornadoInput = {
  key: string;
  label: string;
  low: number;
  high: number;
  measure: (value: number) => number;
};
export type TornadoBar = {
  key: string;
  label: string;
  low: number;
  high: number;
  atLow: number;
  atHigh: number;
  swing: number;
};

/**
 * Bars in order of swing, widest first; ties keep their order. `atLow` and `atHigh` are differences from `central`,
 * in the unit of the measure.
 */
export function tornado(inputs: readonly TornadoInput[], central: number): TornadoBar[] {
  return inputs
    .map(({ key, label, low, high, measure }) => {
      const atLow = measure(low) - central;
      const atHigh = measure(high) - central;
      const swing = Math.max(atLow, atHigh, 0) - Math.min(atLow, atHigh, 0);
      return { key, label, low, high, atLow, atHigh, swing };
    })
    .sort((a, b) => b.swing - a.swing);
}
