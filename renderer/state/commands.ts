import { navigate } from 'wouter/use-hash-location';
import type { BackupRecord, OpenScenario } from '../../shared/api.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import { ask } from './ask.ts';
import { call, callSnapshot } from './bridge.ts';
import { openToCompare } from './compare.ts';
import { readMemory } from './memory.ts';
import { recompute } from './recompute.ts';
import { changeScenario, keepNow, leaveScenario, showScenario, signedAs } from './scenario.ts';
import { get, notify, set, takeMemory } from './store.ts';

const askAll = () =>
  Promise.all([
    call('appInformation', {}),
    call('storeStatus', {}),
    callSnapshot(),
    call('scenarioCurrent', {}),
    call('findings', {}),
  ]);
let early: ReturnType<typeof askAll> | null = null;

/** Asks for what the window needs at the start before its first frame is made: the answers come meanwhile. */
export function readAhead(): void {
  void readMemory();
  early = askAll();
}

/** Reads everything the window needs: at the start, after an import, and after a scenario with its own data is opened. */
export async function load(): Promise<void> {
  const memory = readMemory();
  const asked = early ?? askAll();
  early = null;
  const [information, status, snapshot, open, findings] = await asked;
  const bad = [information, status, snapshot, open].find((answer) => !answer.ok);
  if (bad && !bad.ok) {
    set({ stage: 'failed', failure: bad.error });
    return;
  }
  await memory;
  if (get().stage !== 'ready') takeMemory();
  if (!information.ok || !status.ok || !snapshot.ok || !open.ok) return;
  set({
    stage: 'ready',
    failure: null,
    information: information.value,
    status: status.value,
    snapshot: snapshot.value,
    open: open.value,
    findings: findings.ok ? findings.value : [],
    past: [],
    future: [],
    base: null,
    result: null,
    effects: {},
  });
  recompute();
}

/** Says once a start that IT has a newer version ready, where its policy names a place that tells. */
export async function tellNewVersion(): Promise<void> {
  const answer = await call('newVersion', {});
  if (!answer.ok || answer.value === null) return;
  const { version, text } = answer.value;
  notify(`Outturn ${version} is ready from your IT team. ${text ?? 'Ask them for it.'}`);
}

/** Shows the local copy anew when another program, such as a command, has changed it. */
export async function followOthers(): Promise<void> {
  const { stage, status } = get();
  if (stage !== 'ready') return;
  const answer = await call('storeStatus', {});
  if (!answer.ok || answer.value.others === status?.others) return;
  await keepNow();
  await load();
  notify('Another program has changed the local copy. The window shows it as it is now.');
}

/** Runs long work with its name in the status bar. */
export async function during<T>(label: string, work: () => Promise<T>): Promise<T> {
  const from = document.activeElement;
  set({ busy: label });
  try {
    return await work();
  } finally {
    set({ busy: null });
    // A button that is off while its work runs loses the focus: it has it again, unless it has gone elsewhere.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && from instanceof HTMLElement) from.focus({ preventScroll: true });
    });
  }
}

async function shown(open: OpenScenario | null): Promise<boolean> {
  if (!open) return false;
  const before = get().open;
  showScenario(open);
  await load();
  if (before?.unsaved && before.id !== open.id) {
    notify(`Unsaved changes to “${before.fileName ?? before.scenario.name}” have been kept: find them under Start.`);
  }
  return true;
}

export const loadSample = () =>
  during('Loading the sample council…', async () => {
    const result = await ask('sampleLoad', {});
    if (!result) return false;
    await load();
    notify(
      `Sample council loaded: ${result.added.toLocaleString('en-GB')} rows. Everything generated is labelled synthetic.`,
      'good',
    );
    return true;
  });

export async function newScenario(name: string, year: string, period: number): Promise<boolean> {
  return leaveScenario(async () => shown(await ask('scenarioNew', { name, year, period })));
}

/** A new draft at another period with the levers and assumptions of a scenario, which itself stays as it is. */
export async function startFrom(source: Scenario, name: string, period: number): Promise<boolean> {
  if (!(await newScenario(name, source.year, period))) return false;
  const { levers, assumptions, method, seed, paths } = source;
  return changeScenario(`take over what “${source.name}” assumes`, (scenario) => ({
    ...scenario,
    ...{ levers, assumptions, method, seed, paths },
  }));
}

/** Brings a copy back. False when it is under a passphrase that was not given. */
export async function bringBack(backup: BackupRecord, passphrase: string | null): Promise<boolean> {
  const answer = await leaveScenario(() => call('backupRestore', { token: backup.token, passphrase }));
  if (!answer.ok) {
    const { code, message } = answer.error;
    if (code === 'passphrase-needed') return false;
    if (code !== 'cancelled') notify(message, 'bad');
    return true;
  }
  await shown(answer.value);
  notify(
    backup.kind === 'scenario'
      ? `“${backup.name}” is open as unsaved work beside its file.`
      : 'The local copy is as it was then; the one before is among the backups.',
    'good',
  );
  return true;
}

/** Opens a file, asking for its passphrase when it has one. `token` null: the officer chooses in a dialog. */
function openFile(token: string | null, passphrase: string | null): Promise<boolean> {
  const opening = async () => {
    const answer =
      token === null
        ? await call('scenarioOpen', { passphrase })
        : await call('scenarioOpenToken', { token, passphrase });
    if (answer.ok) {
      if (get().overlay === 'passphrase') set({ overlay: null, locked: null });
      const opened = await shown(answer.value);
      // However it was opened, the first question is where it lands.
      if (opened) navigate('/outturn');
      return opened;
    }
    const { code, message } = answer.error;
    if (code === 'passphrase-needed' || code === 'wrong-passphrase') {
      set({
        overlay: 'passphrase',
        locked: {
          problem: code === 'wrong-passphrase' ? message : null,
          again: (given) => openFile(token, given),
        },
      });
    } else if (code !== 'cancelled') notify(message, 'bad');
    return false;
  };
  return during('Opening…', () => leaveScenario(opening));
}

export const openScenario = () => openFile(null, null);
export const openToken = (token: string) => openFile(token, null);
export const openLocked = (passphrase: string) => get().locked?.again(passphrase) ?? Promise.resolve(false);

function took(open: OpenScenario | null, label: string): void {
  if (!open) return;
  const current = get().open;
  // A lever may have moved while the file was written; a scenario saved for the first time may have got its name.
  const scenario = signedAs(current?.scenario ?? open.scenario, open.scenario);
  set({ open: { ...open, scenario: { ...scenario, name: open.scenario.name } } });
  notify(`${label} ${open.fileName ?? open.scenario.name}`, 'good');
}

export async function saveScenario(): Promise<void> {
  await keepNow();
  const answer = await call('scenarioSave', { onConflict: 'refuse' });
  if (answer.ok) {
    took(answer.value, 'Saved');
    return;
  }
  if (answer.error.code === 'file-changed') {
    set({
      question: {
        title: 'The file has been changed by somebody else',
        text: `${answer.error.message} Your work is kept here either way.`,
        yes: 'Save mine as…',
        run: () => void saveScenarioAs(),
        others: [
          { label: 'Compare with theirs', run: () => void compareWithDisk() },
          {
            label: 'Replace theirs',
            run: () => void ask('scenarioSave', { onConflict: 'replace' }).then((open) => took(open, 'Replaced')),
          },
        ],
      },
    });
    return;
  }
  if (answer.error.code === 'file-locked' && get().open?.lockedBy) {
    set({
      question: {
        title: 'Somebody else has this file open',
        text: answer.error.message,
        yes: 'Save as…',
        run: () => void saveScenarioAs(),
        others: [{ label: 'Take it over…', run: () => requestAnimationFrame(takeOver) }],
      },
    });
    return;
  }
  notify(answer.error.message, 'bad', { label: 'Save as…', run: () => void saveScenarioAs() });
}

/** The open scenario beside its own file as a colleague has left it. */
async function compareWithDisk(): Promise<void> {
  if (await openToCompare({ token: null, own: true })) navigate('/compare');
}

/** Takes the open file over from whoever has it open, once the officer knows what that means. */
export function takeOver(): void {
  const { lockedBy, fileName } = get().open ?? {};
  if (!lockedBy) return;
  set({
    question: {
      title: `Take ${fileName ?? 'the file'} over?`,
      text: `${lockedBy.owner} on ${lockedBy.machine} has it open. If they are still at work and save, their file and yours will differ, and Outturn will ask whose is kept. Take it over when you know that nobody works on it.`,
      yes: 'Take it over',
      run: async () => {
        const open = await ask('scenarioTakeOver', {});
        const current = get().open;
        if (open) set({ open: { ...open, scenario: current?.scenario ?? open.scenario } });
        if (open) notify('The file is yours: Save writes to it.', 'good');
      },
    },
  });
}

export async function saveScenarioAs(): Promise<void> {
  await keepNow();
  const signed = get().open?.scenario.status ?? 'draft';
  const open = await ask('scenarioSaveAs', {});
  took(open, 'Saved as');
  if (signed !== 'draft' && open?.scenario.status === 'draft')
    notify(`The copy is a draft: it has not been ${signed}. The file before it stays as it was.`);
}

export const exportWorkbook = (publication = false) =>
  during('Writing the workbook…', async () => {
    await keepNow();
    const units = get().unit === 'pounds' ? 'pounds' : 'thousands';
    const done = await ask('workbookExport', { units, publication });
    if (done?.saved) notify(`Workbook written: ${done.saved}`, 'good');
    return done;
  });
