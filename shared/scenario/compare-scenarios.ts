import { sequentialEffects, shapleyEffects } from '../finance/attribution.ts';
import { bridge } from '../finance/bridge.ts';
import type { BridgeStep } from '../model/forecast.ts';
import type { Lever } from '../model/lever.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { bridgeAcrossYears } from './compare-years.ts';
import { forecast } from './forecast.ts';
import { type AttributionMethod, leverActs, type Measure, outturnOf } from './lever-effect.ts';

type Change = { key: string; label: string };

/**
 * The difference between two scenarios on the same data, lever by lever: each lever that is in one only or differs is a
 * step, other settings (assumptions, method, year, period) are one more, and an Unexplained step is always there. Steps
 * sum to the difference to the penny (docs/model.md §13). Scenarios of two years are compared by what moved between the
 * years instead: no lever explains it. Sequential steps follow the second scenario's order, settings
 * first, levers taken away last; Shapley prefers no order.
 */
export function bridgeByLever(
  snapshot: Snapshot,
  a: Scenario,
  b: Scenario,
  method: AttributionMethod = 'shapley',
  measure: Measure = outturnOf,
): BridgeStep[] {
  if (a.year !== b.year && measure === outturnOf)
    return bridgeAcrossYears(forecast(snapshot, a), forecast(snapshot, b), snapshot);
  const changes = changesBetween(a, b);
  const value = (applied: readonly boolean[]) => {
    const made = new Set(changes.filter((_, index) => applied[index]).map((change) => change.key));
    return measure(forecast(snapshot, between(a, b, made)));
  };
  const amounts =
    method === 'shapley' ? shapleyEffects(changes.length, value, b.seed) : sequentialEffects(changes.length, value);
  const difference = measure(forecast(snapshot, b)) - measure(forecast(snapshot, a));
  return bridge(
    difference,
    changes.map((change, index) => ({ ...change, amount: amounts[index] ?? 0 })),
  );
}

const settings = ({ year, period, assumptions, method }: Scenario) =>
  JSON.stringify([year, period, Object.entries(assumptions).sort(), method]);
const acts = ({ name, note, ...lever }: Lever) => JSON.stringify(lever);
const keyOf = (lever: Lever) => `lever:${lever.id}`;

function changesBetween(a: Scenario, b: Scenario): Change[] {
  const old = new Map(a.levers.map((lever) => [lever.id, lever]));
  const kept = new Set(b.levers.map((lever) => lever.id));
  const changed = b.levers.filter((lever) => {
    const before = old.get(lever.id);
    if (!before) return leverActs(lever);
    return acts(before) !== acts(lever) && (leverActs(before) || leverActs(lever));
  });
  const gone = a.levers.filter((lever) => !kept.has(lever.id) && leverActs(lever));
  return [
    ...(settings(a) === settings(b) ? [] : [{ key: 'settings', label: 'Assumptions and method' }]),
    ...changed.map((lever) => ({ key: keyOf(lever), label: lever.name })),
    ...gone.map((lever) => ({ key: keyOf(lever), label: `Without: ${lever.name}` })),
  ];
}

/** The first scenario with some of the changes made. */
function between(a: Scenario, b: Scenario, made: ReadonlySet<string>): Scenario {
  const old = new Map(a.levers.map((lever) => [lever.id, lever]));
  const kept = new Set(b.levers.map((lever) => lever.id));
  const levers = b.levers.flatMap((lever) => (made.has(keyOf(lever)) ? lever : (old.get(lever.id) ?? [])));
  const gone = a.levers.filter((lever) => !kept.has(lever.id) && !made.has(keyOf(lever)));
  const { year, period, assumptions, method, seed } = made.has('settings') ? b : a;
  return { ...a, year, period, assumptions, method, seed, levers: [...levers, ...gone] };
}
