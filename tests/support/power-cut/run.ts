import { execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type KillMode, lookAt, prepare, writeExtracts } from '../after-kill.ts';
import { released } from '../released-versions.ts';
import { seeded } from '../seeded.ts';
import { type Cut, Disk } from './disk.ts';
import { type FileEvent, readTrace, traced } from './trace.ts';

/** What of the product is recorded: `open` is left out, whose 52,000 rows make a trace of gigabytes. */
export const powerModes = ['save', 'autosave', 'import', 'migrate'] as const satisfies readonly KillMode[];
type PowerMode = (typeof powerModes)[number];
type Files = Map<string, Buffer | 'folder'>;
/** One run of the product: what was there before, all it asked of the file system, and what was there at the end. */
export type Recording = { mode: PowerMode; root: string; before: Files; events: FileEvent[]; after: Files };
/** What came of the cuts; `answered`: cuts that came after something was answered. */
export type PowerCuts = { mode: string; states: number; answered: number; lost: string[]; torn: string[] };

const child = new URL('../kill-child.ts', import.meta.url).pathname;
const fixtures = new URL('../../fixtures/versions', import.meta.url).pathname;
const cuts: readonly Cut[] = ['none', 'some', 'names', 'sectors', 'all'];

/** Runs the product until it has answered for `answers` changes, and records it. */
export async function record(mode: PowerMode, answers: number, seed: number): Promise<Recording> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), `outturn-power-${mode}-`)));
  const root = join(place, 'disk');
  try {
    mkdirSync(join(root, 'profile'), { recursive: true });
    await prepare(root, 0);
    if (mode === 'import') writeExtracts(root, 1);
    if (mode === 'migrate') {
      const older = released.schema[seed % released.schema.length] ?? 5;
      copyFileSync(join(fixtures, `workspace-${older}.sqlite`), join(root, 'profile/workspace.sqlite'));
    }
    const before = filesIn(root);
    const [program = '', ...options] = [...traced(join(place, 'trace')), process.execPath, child];
    await promisify(execFile)(program, [...options, mode, root, '1', String(answers)], {
      env: { ...process.env, UV_USE_IO_URING: '0' },
    });
    return {
      mode,
      root,
      before,
      events: readTrace(readFileSync(join(place, 'trace'), 'latin1')),
      after: filesIn(root),
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Files that are otherwise than the recording says, when all of it is played: the harness would have missed something. */
export function missed({ root, before, events, after }: Recording): string[] {
  const disk = new Disk(root, before, true);
  for (const event of events) disk.apply(event);
  const played = disk.afterCut('all', () => 1);
  const differs = (path: string) => {
    const [one, other] = [played.get(path), after.get(path)];
    return (
      one === undefined ||
      other === undefined ||
      (one !== other && Buffer.compare(Buffer.from(one), Buffer.from(other)) !== 0)
    );
  };
  // The index of the write-ahead log is shared memory: written past the file system, and made anew at each opening.
  return [...new Set([...played.keys(), ...after.keys()])].filter((path) => !path.endsWith('-shm') && differs(path));
}

/** Cuts the power `count` times at events of a recording chosen by `seed`, and looks at each disk that is left. */
export async function cutPower(recording: Recording, count: number, seed: number, flushes = true): Promise<PowerCuts> {
  const { mode, root, before, events } = recording;
  const random = seeded(seed);
  const result: PowerCuts = { mode, states: 0, answered: 0, lost: [], torn: [] };
  const first = events.findIndex((event) => event.kind === 'said');
  const changing = events.flatMap(({ kind }, at) =>
    kind === 'close' || kind === 'open' || kind === 'said' || at < first ? [] : [at],
  );
  const moments = Array.from({ length: count }, () => changing[Math.floor(random() * changing.length)] ?? 0).sort(
    (a, b) => a - b,
  );
  const disk = new Disk(root, before, flushes);
  let [at, said] = [0, ''];
  for (const [index, moment] of moments.entries()) {
    for (; at <= moment; at += 1) {
      const event = events[at];
      if (event?.kind === 'said') said += event.text;
      if (event) disk.apply(event);
    }
    const answers = said.split('\n').filter((line) => line.startsWith(`ack ${mode} `)).length;
    const cut = cuts[index % cuts.length] ?? 'none';
    result.states += 1;
    if (answers > 0) result.answered += 1;
    await lookAtState(recording, disk.afterCut(cut, random), answers, `cut at ${moment}, ${cut} left`, result);
  }
  return result;
}

async function lookAtState({ mode, root }: Recording, files: Files, answers: number, where: string, result: PowerCuts) {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-after-cut-'));
  try {
    mkdirSync(join(folder, 'profile'), { recursive: true });
    for (const [path, content] of files) {
      if (path.endsWith('-shm')) continue;
      const there = join(folder, path.slice(root.length));
      if (content === 'folder') mkdirSync(there, { recursive: true });
      else {
        mkdirSync(dirname(there), { recursive: true });
        writeFileSync(there, content, { mode: 0o600 });
      }
    }
    await lookAt(mode, folder, answers, where, {
      mode,
      kills: 0,
      acknowledged: 0,
      lost: result.lost,
      torn: result.torn,
    });
  } catch (error) {
    result.torn.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesIn(root: string): Files {
  const found: Files = new Map();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    found.set(path, entry.isDirectory() ? 'folder' : readFileSync(path));
  }
  return found;
}
