import { bands } from '../../model/bands.ts';

/** Counts and monthly hazards by band and group, each a row per band. */
export type MonthlyFlowInput = {
  opening: readonly (readonly number[])[];
  /** Hazard a month of leaving care. */
  exits: readonly (readonly number[])[];
  /** Hazard a month of moving, per band: [from][to]. */
  moves: readonly (readonly (readonly number[])[])[];
  /** Entrants in the month. */
  entrants: readonly (readonly number[])[];
  /** Months a child spends in each band; an infinite figure switches ageing off. */
  bandMonths?: readonly number[];
};
export type MonthlyFlow = {
  closing: number[][];
  leavers: number[][];
  agedOut: number;
  /** 18th birthdays by group. */
  agedOutOf: number[];
  /** Movers by group: [from][to]. */
  moved: number[][];
  entrants: number;
  /** closing − (opening + entrants − leavers − aged out). */
  residual: number;
};

/** Months in each band as held by the model. */
export const monthsInBand = bands.map((band) => band.toMonth - band.fromMonth);

/**
 * One month where only counts by band and group are held (docs/model.md §4, case FLOW-04): with H the sum of a cell's
 * hazards, leavers and movers are x(1 − e^−H) shared pro rata; survivors ÷ months in band grow into the next band; then
 * entrants bear (1 − e^−H)/H of a month's risk, their own leavers and movers pro rata. Movers arrive in the same band.
 */
export function monthlyFlow(input: MonthlyFlowInput): MonthlyFlow {
  const { opening, exits, moves, entrants, bandMonths = monthsInBand } = input;
  const leavers = opening.map((row) => row.map(() => 0));
  const moved = (opening[0] ?? []).map(() => (opening[0] ?? []).map(() => 0));
  const settled = opening.map((row, band) => {
    const after = [...row];
    row.forEach((children, group) => {
      spread(children, 1, band, group, after, leavers[band]!, moved, exits, moves);
    });
    return after;
  });
  const [grown, agedOutOf] = age(settled, bandMonths);
  const agedOut = agedOutOf.reduce((sum, value) => sum + value, 0);
  entrants.forEach((row, band) => {
    row.forEach((children, group) => {
      grown[band]![group]! += children;
      spread(children, 0.5, band, group, grown[band]!, leavers[band]!, moved, exits, moves);
    });
  });
  const count = (rows: readonly (readonly number[])[]) => rows.flat().reduce((sum, value) => sum + value, 0);
  const residual = count(grown) - (count(opening) + count(entrants) - count(leavers) - agedOut);
  return { closing: grown, leavers, agedOut, agedOutOf, moved, entrants: count(entrants), residual };
}

/** Takes a cell's leavers and movers from `into[group]`; `part` 1 = the whole month, 0.5 = arrivals spread over it. */
function spread(
  children: number,
  part: 1 | 0.5,
  band: number,
  group: number,
  into: number[],
  leavers: number[],
  moved: number[][],
  exits: MonthlyFlowInput['exits'],
  moves: MonthlyFlowInput['moves'],
): void {
  const exit = exits[band]![group]!;
  const out = moves[band]![group]!;
  const hazard = out.reduce((sum, rate, to) => sum + (to === group ? 0 : rate), exit);
  if (!(hazard > 0) || children === 0) return;
  const left = -Math.expm1(-hazard);
  const gone = children * (part === 1 ? left : 1 - left / hazard);
  into[group]! -= gone;
  leavers[group]! += (gone * exit) / hazard;
  out.forEach((rate, to) => {
    if (to === group) return;
    into[to]! += (gone * rate) / hazard;
    moved[group]![to]! += (gone * rate) / hazard;
  });
}

function age(rows: readonly (readonly number[])[], bandMonths: readonly number[]): [number[][], number[]] {
  const agedOut = (rows[0] ?? []).map(() => 0);
  const grown = rows.map((row) => [...row]);
  rows.forEach((row, band) => {
    row.forEach((children, group) => {
      const older = children / bandMonths[band]!;
      grown[band]![group]! -= older;
      if (band + 1 < rows.length) grown[band + 1]![group]! += older;
      else agedOut[group]! += older;
    });
  });
  return [grown, agedOut];
}
