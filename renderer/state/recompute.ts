import { effectsInOrder } from '../../shared/finance/attribution.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { asFailure } from './bridge.ts';
import { baseOf, positionOf, runForecast } from './engine.ts';
import { get, set } from './store.ts';

/**
 * Live what-if. However many changes arrive within a frame, one forecast is made for the frame that shows them.
 * The base is made again only when what it depends on has changed. Effects of single levers follow when the hand rests.
 */
let frame = 0;
let baseKey: { snapshot: Snapshot; key: string } | null = null;
let baseTime = 0;
let effectsRun = 0;

/** Asks for a forecast in the next frame. */
export function requestForecast(): void {
  if (frame) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    recompute();
  });
}

/** Asks for a forecast once the rows just changed are on the screen: a pasted block shows before its figures follow. */
export function requestForecastAfterPaint(): void {
  if (frame) return;
  frame = requestAnimationFrame(() => {
    setTimeout(() => {
      frame = 0;
      recompute();
    }, 0);
  });
}

/** Makes the base (if need be) and the scenario's forecast now. */
export function recompute(): void {
  const { snapshot, open } = get();
  const money = snapshot !== null && snapshot.budgetLines.length > 0;
  if (!snapshot || !open || !(money || holdsChildren(snapshot))) {
    const none = { base: null, result: null, childrenOnly: null };
    set({ ...none, milliseconds: null, effects: {}, calculationFailure: null });
    return;
  }
  const scenario = open.scenario;
  try {
    let base = get().base ?? get().childrenOnly?.base ?? null;
    const key = [scenario.year, scenario.period, scenario.method, scenario.seed].join('|');
    if (!base || baseKey?.snapshot !== snapshot || baseKey.key !== key) {
      const first = runForecast(snapshot, baseOf(scenario));
      base = first.forecast;
      baseTime = first.milliseconds;
      baseKey = { snapshot, key };
    }
    const plain = scenario.levers.every((lever) => !lever.on) && Object.keys(scenario.assumptions).length === 0;
    // With nothing assumed the scenario is the base.
    const made = plain ? { forecast: base, milliseconds: baseTime } : runForecast(snapshot, scenario);
    const { milliseconds } = made;
    if (!money) {
      // Returns alone: there are children to project, and no money to set beside them.
      const childrenOnly = { base, result: made.forecast };
      set({ base: null, result: null, childrenOnly, milliseconds, effects: {}, calculationFailure: null });
      return;
    }
    set({ base, result: made.forecast, childrenOnly: null, milliseconds, calculationFailure: null });
    scheduleEffects(snapshot, scenario);
  } catch (error) {
    // The last good figures stay on the screen, with the reason they did not move.
    set({ calculationFailure: asFailure(error) });
  }
}

/** True where single placements or monthly counts of children in care are held. */
const holdsChildren = ({ placements, demandSeries }: Snapshot): boolean =>
  placements.length > 0 || demandSeries.some((row) => row.measure === 'stock' && row.value !== null);

/** Steps through the levers in order, one forecast a task, and stops when a newer change arrives. */
function scheduleEffects(snapshot: Snapshot, scenario: Scenario): void {
  effectsRun += 1;
  const run = effectsRun;
  const acting = scenario.levers.filter((lever) => lever.on);
  const found: Record<string, number> = Object.fromEntries(scenario.levers.map((lever) => [lever.id, 0]));
  const steps = effectsInOrder(acting.length, (applied) =>
    positionOf(runForecast(snapshot, { ...scenario, levers: acting.filter((_, at) => applied[at]) }).forecast),
  );
  let at = 0;
  const step = () => {
    if (run !== effectsRun) return;
    try {
      const next = steps.next();
      if (next.done) return set({ effects: found });
      const lever = acting[at];
      if (lever) found[lever.id] = next.value;
      at += 1;
    } catch {
      // A lever that cannot be applied is named by the calculation's own failure.
      return;
    }
    setTimeout(step, 0);
  };
  setTimeout(step, 90);
}
