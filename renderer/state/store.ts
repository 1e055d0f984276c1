import { create } from 'zustand';
import type { ImportPreview, OpenedScenario, OpenScenario, StoreStatus } from '../../shared/api.ts';
import type { MoneyUnit } from '../../shared/format/format.ts';
import type { Forecast } from '../../shared/model/forecast.ts';
import type { Failure, Finding } from '../../shared/model/problem.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { recallOne, remember } from './memory.ts';

export type Notice = {
  id: number;
  tone: 'info' | 'good' | 'bad';
  text: string;
  action?: { label: string; run: () => void };
};
/** A figure to explain in the side sheet. */
export type Drill = { line: string | null; figure: string; month?: number };
/** One step that Ctrl+Z takes back: an edit of the data, or a change of the scenario. */
export type Step =
  | { kind: 'data'; label: string }
  | { kind: 'scenario'; label: string; before: Scenario; after: Scenario };
export type ScenarioPart = 'versions' | 'sign-off' | 'assumptions' | 'data' | 'backups' | 'protection';
export type Overlay =
  | 'passphrase'
  | 'palette'
  | 'shortcuts'
  | 'new-scenario'
  | 'add-lever'
  | 'goal-seek'
  | 'glossary'
  | 'tour'
  | 'scenario'
  | null;

/** Something that is not done before the officer has said yes. */
export type Question = {
  title: string;
  text: string;
  yes: string;
  run: () => void;
  /** Other things that may be meant. */
  others?: { label: string; run: () => void }[];
};
/** What a heading means, shown beside it. */
export type Meaning = { title: string; paragraphs: string[]; beside: HTMLElement };

export type State = {
  stage: 'loading' | 'ready' | 'failed';
  failure: Failure | null;
  information: {
    version: string;
    engineVersion: string;
    dataFolder: string;
    platform: string;
    synthetic: boolean;
  } | null;
  status: StoreStatus | null;
  snapshot: Snapshot | null;
  open: OpenScenario | null;
  base: Forecast | null;
  result: Forecast | null;
  /** Base and scenario where children are held and no budget lines: for the Demand screen alone. */
  childrenOnly: { base: Forecast; result: Forecast } | null;
  milliseconds: number | null;
  calculationFailure: Failure | null;
  /** Net effect of each lever in pence, in list order; absent while being worked out. */
  effects: Record<string, number>;
  findings: Finding[];
  unit: MoneyUnit;
  /** Children with one decimal, as they are worked out; whole children otherwise. */
  decimals: boolean;
  panel: boolean;
  overlay: Overlay;
  /** The part of the scenario’s sheet that is shown when it opens. */
  scenarioPart: ScenarioPart;
  question: Question | null;
  meaning: Meaning | null;
  drill: Drill | null;
  notices: Notice[];
  past: Step[];
  future: Step[];
  /** A file that waits for its passphrase: what was wrong with the last one, and how it is tried again. */
  locked: { problem: string | null; again: (passphrase: string) => Promise<boolean> } | null;
  /** Files opened beside the scenario, to compare. */
  compared: OpenedScenario[];
  busy: string | null;
  workingCopyAt: string | null;
  /** What importing files dropped on the window would do, until the imports screen takes it up. */
  dropped: ImportPreview | null;
};

export const useStore = create<State>()(() => ({
  stage: 'loading',
  failure: null,
  information: null,
  status: null,
  snapshot: null,
  open: null,
  base: null,
  result: null,
  childrenOnly: null,
  milliseconds: null,
  calculationFailure: null,
  effects: {},
  findings: [],
  unit: 'thousands',
  decimals: false,
  panel: true,
  overlay: null,
  scenarioPart: 'versions',
  question: null,
  meaning: null,
  drill: null,
  notices: [],
  past: [],
  future: [],
  locked: null,
  compared: [],
  busy: null,
  workingCopyAt: null,
  dropped: null,
}));

export const set = useStore.setState;
export const get = useStore.getState;

/** Opens what there is to say of the open scenario, at the part asked for. */
export function openScenarioSheet(part: ScenarioPart = 'versions'): void {
  set({ overlay: 'scenario', scenarioPart: part });
}

let noticeNumber = 0;
/** Shows a message; good and plain ones leave by themselves, failures stay until dismissed. */
export function notify(text: string, tone: Notice['tone'] = 'info', action?: Notice['action']): void {
  noticeNumber += 1;
  const notice: Notice = { id: noticeNumber, tone, text, ...(action ? { action } : {}) };
  set((state) => ({ notices: [...state.notices.filter((other) => other.text !== text), notice].slice(-3) }));
  if (tone !== 'bad') leaveLater(notice.id, action ? stay * 4 : stay);
}

const stay = 6000;
let paused = false;
const due = new Set<number>();

function leaveLater(id: number, after: number): void {
  setTimeout(() => {
    if (paused) due.add(id);
    else dismiss(id);
  }, after);
}

/** While a message is under the mouse or has the focus, none leaves. */
export function holdNotices(): void {
  paused = true;
}

/** The hand or the eye has gone: messages whose time was up get as long again. */
export function releaseNotices(): void {
  paused = false;
  for (const id of due) leaveLater(id, stay);
  due.clear();
}

export function dismiss(id: number): void {
  set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

/** Puts the choices of the last start in place. */
export function takeMemory(): void {
  set({
    unit: recallOne<MoneyUnit>('unit', ['pounds', 'thousands', 'millions'], 'thousands'),
    decimals: recallOne('children', ['whole', 'decimal'], 'whole') === 'decimal',
    panel: recallOne('panel', ['open', 'closed'], 'open') === 'open',
  });
}

export function setUnit(unit: MoneyUnit): void {
  remember('unit', unit);
  set({ unit });
}

export function setDecimals(decimals: boolean): void {
  remember('children', decimals ? 'decimal' : 'whole');
  set({ decimals });
}

export function setPanel(panel: boolean): void {
  remember('panel', panel ? 'open' : 'closed');
  set({ panel });
}
