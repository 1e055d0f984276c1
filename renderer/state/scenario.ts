import type { OpenScenario } from '../../shared/api.ts';
import { newLever } from '../../shared/levers/new-lever.ts';
import { addMonths, monthStart } from '../../shared/model/calendar.ts';
import type { Lever, LeverKind } from '../../shared/model/lever.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import { refuseApprovedChange } from '../../shared/scenario/approval.ts';
import { asFailure, call } from './bridge.ts';
import { requestForecast } from './recompute.ts';
import { get, notify, openScenarioSheet, set } from './store.ts';

/**
 * Changes of the open scenario: seen at once, kept in the working copy soon after, undone in words. A drag of a slider
 * is one step however many values it passes through: steps with the same `mark` within two seconds join.
 */
let lastMark = '';
let lastMarkAt = 0;
let keepTimer = 0;
let keptAt = Number.NEGATIVE_INFINITY;

let leaving = 0;

/**
 * Runs what puts another scenario into the window: the last change of the one before is kept first, and none is taken
 * until the other is there — it would be a change of a scenario that is no longer open.
 */
export async function leaveScenario<T>(work: () => Promise<T>): Promise<T> {
  await keepNow();
  leaving += 1;
  try {
    return await work();
  } finally {
    leaving -= 1;
  }
}

/** Says so, and is true, while another scenario is on its way into the window. */
export function refuseWhileLeaving(): boolean {
  if (leaving > 0) notify('Another scenario is being opened: change it once it is here.');
  return leaving > 0;
}

/** Replaces the scenario by what `change` makes of it; false where it may not be changed, which is said. `mark` joins rapid changes of the same thing into one step. */
export function changeScenario(label: string, change: (scenario: Scenario) => Scenario, mark = ''): boolean {
  const { open, past } = get();
  if (!open || refuseWhileLeaving()) return false;
  const before = open.scenario;
  const after = reviewedAgain(before, change(before));
  const refusal = refused(before, after);
  if (refusal) {
    notify(refusal, 'bad', { label: 'Reopen…', run: () => openScenarioSheet('sign-off') });
    return false;
  }
  const now = performance.now();
  const last = past.at(-1);
  const joins = mark !== '' && mark === lastMark && now - lastMarkAt < 2000 && last?.kind === 'scenario';
  lastMark = mark;
  lastMarkAt = now;
  const step = { kind: 'scenario' as const, label, before: joins ? last.before : before, after };
  set({
    open: { ...open, scenario: after, unsaved: true },
    past: joins ? [...past.slice(0, -1), step] : [...past, step].slice(-500),
    future: [],
  });
  requestForecast();
  keepSoon();
  return true;
}

/** Why an approved scenario may not become another; null when it may. */
function refused(before: Scenario, after: Scenario): string | null {
  try {
    refuseApprovedChange(before, after);
    return null;
  } catch (error) {
    return asFailure(error).message;
  }
}

/** A reviewed scenario that is changed is a draft again: what was reviewed is no longer what it says. */
function reviewedAgain(before: Scenario, after: Scenario): Scenario {
  const same = before.levers === after.levers && before.assumptions === after.assumptions;
  const settings = (each: Scenario) => [each.year, each.period, each.method, each.seed, each.paths].join('|');
  if (before.status !== 'reviewed' || after.status !== 'reviewed') return after;
  return same && settings(before) === settings(after) ? after : { ...after, status: 'draft' };
}

/** Puts a scenario in place without a step of its own: undo and redo. */
export function placeScenario(scenario: Scenario): void {
  const { open } = get();
  if (!open || refuseWhileLeaving()) return;
  const refusal = refused(open.scenario, scenario);
  if (refusal) {
    notify(refusal, 'bad');
    return;
  }
  lastMark = '';
  set({ open: { ...open, scenario: { ...scenario, name: open.scenario.name }, unsaved: true } });
  requestForecast();
  keepSoon();
}

/**
 * The first change goes at once and a drag's every 300 ms at most: waiting for a drag to end would leave its work
 * unkept for as long as it lasts, and a window closed right after a change would lose it.
 */
function keepSoon(): void {
  if (keepTimer !== 0) return;
  keepTimer = window.setTimeout(keepNow, Math.max(0, keptAt + 300 - performance.now()));
}

// A window that closes, reloads or is put away with a change still waiting sends it first.
globalThis.addEventListener?.('pagehide', () => {
  if (keepTimer !== 0) void keepNow();
});

/** Writes the scenario to the working copy. Saving waits for it, so that a file never misses the last change. */
export async function keepNow(): Promise<void> {
  clearTimeout(keepTimer);
  keepTimer = 0;
  keptAt = performance.now();
  const { open } = get();
  if (!open) return;
  const answer = await call('scenarioUpdate', { scenario: open.scenario, ...(open.id ? { of: open.id } : {}) });
  if (!answer.ok) {
    // Another scenario has come meanwhile: what is on the screen is not what was refused.
    if (answer.error.code === 'scenario-closed' && get().open?.id !== open.id) return;
    notify(`The change is on the screen but not in the working copy: ${answer.error.message}`, 'bad');
    return;
  }
  const current = get().open;
  if (current?.id !== open.id) return;
  // The officer may have gone on meanwhile: their scenario stays, only what main knows better is taken.
  if (current) {
    set({
      open: {
        ...answer.value,
        scenario: signedAs(current.scenario, answer.value.scenario),
        unsaved: answer.value.unsaved || current.scenario !== open.scenario,
      },
      workingCopyAt: new Date().toISOString(),
    });
  }
}

/** The scenario on the screen with the sign-off that main holds: a page signs nothing by itself. */
export function signedAs(scenario: Scenario, { status, signOff, preparedBy }: Scenario): Scenario {
  const same =
    scenario.status === status &&
    scenario.preparedBy === preparedBy &&
    (scenario.signOff?.length ?? 0) === (signOff?.length ?? 0);
  return same ? scenario : { ...scenario, status, signOff, preparedBy };
}

/** Shows the open scenario as it has been signed or reopened: a signature is not undone by Ctrl+Z. */
export function showSigned(open: OpenScenario): void {
  set({ open, past: [], future: [] });
  requestForecast();
}

/** Shows a scenario that main has opened or made. */
export function showScenario(open: OpenScenario): void {
  lastMark = '';
  set({ open, past: [], future: [], effects: {}, base: null, result: null });
  requestForecast();
}

/** A lever's name in the words of undo. */
const named = (lever: Lever) => lever.name || lever.kind;

export function addLever(kind: LeverKind, start: Partial<Lever> = {}): string {
  const { snapshot } = get();
  const from = addMonths(monthStart(snapshot?.dataDate ?? '2000-01-01'), 1);
  const lever: Lever = { ...newLever(kind, crypto.randomUUID(), from), ...start };
  changeScenario(`add lever “${named(lever)}”`, (scenario) => ({ ...scenario, levers: [...scenario.levers, lever] }));
  return lever.id;
}

export function changeLever(id: string, values: Partial<Lever>, label: string): void {
  changeScenario(
    label,
    (scenario) => ({
      ...scenario,
      levers: scenario.levers.map((lever) => (lever.id === id ? { ...lever, ...values } : lever)),
    }),
    `${id}:${Object.keys(values).join()}`,
  );
}

export function removeLever(lever: Lever): void {
  changeScenario(`remove lever “${named(lever)}”`, (scenario) => ({
    ...scenario,
    levers: scenario.levers.filter((other) => other.id !== lever.id),
  }));
}

/** Puts a lever at another place in the order: later levers act on what earlier ones left. */
export function moveLever(id: string, to: number): void {
  changeScenario('reorder levers', (scenario) => {
    const lever = scenario.levers.find((other) => other.id === id);
    if (!lever) return scenario;
    const rest = scenario.levers.filter((other) => other.id !== id);
    rest.splice(Math.max(0, Math.min(rest.length, to)), 0, lever);
    return { ...scenario, levers: rest };
  });
}
