import { monthsToCome, pressureValue } from '../finance/pressures.ts';
import { newLever } from '../levers/new-lever.ts';
import { addDays } from '../model/calendar.ts';
import type { Lever, LeverKind } from '../model/lever.ts';
import { type Pence, sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assumption } from './assumption-values.ts';
import { forecast } from './forecast.ts';
import { asClosed, ledgerFor, openMonths } from './ledger.ts';
import { type Measure, outturnOf } from './lever-effect.ts';
import { leveredPressure } from './pressures-forecast.ts';
import { type TornadoBar, type TornadoInput, tornado } from './tornado.ts';

/** How far each assumption is turned, low and high. */
export type TornadoRange = {
  price: number;
  entrants: number;
  exits: number;
  amber: [number, number];
  delay: number;
  most: number;
};
export const tornadoRange: TornadoRange = {
  /** Per cent on prices, entrants and exits, either way. */
  price: 2,
  entrants: 10,
  exits: 10,
  /** Weight of amber savings. */
  amber: [0.5, 1],
  /** Months a large saving comes later. */
  delay: 3,
  /** Savings and pressures shown, largest first, of each. */
  most: 5,
};

/**
 * Tornado of a scenario (docs/model.md §13): prices, entrants, exits, the weight of amber, a delay of each large saving
 * and each large pressure happening or not, one at a time, on top of the scenario's own levers. Pence against the
 * central forecast, widest first. A pressure that is not counted adds what it would cost if it came.
 */
export function outturnTornado(
  snapshot: Snapshot,
  scenario: Scenario,
  measure: Measure = outturnOf,
  range: TornadoRange = tornadoRange,
): { central: Pence; bars: TornadoBar[] } {
  const base = forecast(snapshot, scenario);
  const central = measure(base);
  const from = addDays(snapshot.dataDate, 1);
  const turned = (kind: LeverKind, value: number, more: Partial<Lever> = {}) => {
    const lever = { ...newLever(kind, `tornado-${kind}`, from), value, ...more };
    return measure(forecast(snapshot, { ...scenario, levers: [...scenario.levers, lever] }));
  };
  const eitherWay = (key: string, label: string, kind: LeverKind, size: number): TornadoInput => ({
    ...{ key, label, low: -size, high: size },
    measure: (value) => turned(kind, value),
  });
  const inputs: TornadoInput[] = [
    eitherWay('price', `Prices ±${range.price} %`, 'price-uplift', range.price),
    eitherWay('entrants', `Children entering ±${range.entrants} %`, 'entrants-percent', range.entrants),
    eitherWay('exits', `Children leaving ±${range.exits} %`, 'exits-percent', range.exits),
    {
      key: 'rag-amber',
      label: `Amber savings delivered ${range.amber[0] * 100}–${range.amber[1] * 100} % (${assumption(snapshot, scenario, 'rag-amber') * 100} %)`,
      low: range.amber[0],
      high: range.amber[1],
      measure: (value) =>
        measure(forecast(snapshot, { ...scenario, assumptions: { ...scenario.assumptions, 'rag-amber': value } })),
    },
  ];
  const savings = base.savings.rows
    .filter((row) => row.class === 'saving' && row.expected !== 0)
    .sort((a, b) => Math.abs(b.expected) - Math.abs(a.expected))
    .slice(0, range.most);
  for (const row of savings) {
    inputs.push({
      ...{
        key: `saving:${row.reference}`,
        label: `${row.name}: up to ${range.delay} months later`,
        low: 0,
        high: range.delay,
      },
      measure: (value) => (value === 0 ? central : turned('saving-delay', value, { reference: row.reference })),
    });
  }
  for (const { reference, name, spread } of pressureSpreads(snapshot, scenario).slice(0, range.most)) {
    inputs.push({
      ...{ key: `pressure:${reference}`, label: `${name}: does not happen / happens`, low: 0, high: 100 },
      measure: (value) => central + (value === 0 ? spread.low : spread.high),
    });
  }
  return { central, bars: tornado(inputs, central) };
}

/** What each open pressure adds to the outturn when it does not come and when it does, largest first. */
function pressureSpreads(snapshot: Snapshot, asked: Scenario) {
  const scenario = asClosed(snapshot, asked);
  const open = openMonths(ledgerFor(snapshot, asked));
  return snapshot.pressures
    .filter((row) => row.year === scenario.year && row.status !== 'closed')
    .map((row) => {
      const { probabilityPercent, impactFactor } = leveredPressure(row, scenario.levers);
      const left = sum(monthsToCome(row, (period) => open(row.lineCode, period)));
      const at = (percent: number) =>
        pressureValue(row, snapshot.mitigations, { probabilityPercent: percent, impactFactor }).expected * left;
      const central = row.counted === 1 ? at(probabilityPercent) : 0;
      return { reference: row.reference, name: row.name, spread: { low: -central, high: at(100) - central } };
    })
    .filter(({ spread }) => spread.high - spread.low !== 0)
    .sort((a, b) => b.spread.high - b.spread.low - (a.spread.high - a.spread.low));
}
