import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KillCount, type KillMode, lookAt, prepare, rowsOfLargeFile, writeExtracts } from './after-kill.ts';
import { released } from './released-versions.ts';
import { seeded } from './seeded.ts';

const child = new URL('./kill-child.ts', import.meta.url).pathname;
const fixtures = new URL('../fixtures/versions', import.meta.url).pathname;
/** Killed while one long thing is under way; the others are killed after the first of many changes was answered. */
const inTheMiddle = (mode: KillMode) => mode === 'migrate' || mode === 'open';
/** How long after that a process is killed, at most, in milliseconds. */
const longest: Record<KillMode, number> = {
  save: 120,
  autosave: 60,
  // Reading a large file, putting its rows into a store, and changes meanwhile.
  open: 3000,
  import: 600,
  migrate: 100,
};

/** Starts the working process and kills it after some milliseconds; gives the highest number it answered for. */
function runAndKill(mode: KillMode, folder: string, first: number, after: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, mode, folder, String(first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, errors, timed] = ['', '', false];
    running.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    running.stdout.on('data', (chunk) => {
      out += chunk;
      if (!timed && out.includes(inTheMiddle(mode) ? 'started\n' : `ack ${mode} `)) {
        timed = true;
        setTimeout(() => running.kill('SIGKILL'), after);
      }
    });
    running.on('close', (code, signal) => {
      // A migration may be done before the kill comes: then it was too late, and counts as no kill.
      if (signal !== 'SIGKILL' && !(mode === 'migrate' && code === 0)) return reject(new Error(`${code} ${errors}`));
      const lines = out.split('\n').filter((line) => line.startsWith(`ack ${mode} `));
      const last = Number(lines.at(-1)?.split(' ')[2] ?? 0);
      resolve(signal === 'SIGKILL' ? last : null);
    });
  });
}

/** Kills a working process `count` times at moments chosen by `seed`, looking at what is left after each. */
export async function killWhile(mode: KillMode, count: number, seed: number): Promise<KillCount> {
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), `outturn-kill-${mode}-`));
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const result: KillCount = { mode, kills: 0, acknowledged: 0, lost: [], torn: [] };
  try {
    await prepare(folder, mode === 'open' ? rowsOfLargeFile : 0);
    let next = 1;
    while (result.kills < count) {
      if (mode === 'migrate') {
        rmSync(profile, { recursive: true, force: true });
        mkdirSync(profile);
        const older = released.schema[Math.floor(random() * released.schema.length)] ?? 5;
        copyFileSync(join(fixtures, `workspace-${older}.sqlite`), join(profile, 'workspace.sqlite'));
      }
      if (mode === 'import') writeExtracts(folder, next);
      const last = await runAndKill(mode, folder, next, random() * longest[mode]);
      if (last === null) continue;
      if (last === 0 && !inTheMiddle(mode)) throw new Error(`${mode}: killed before anything was answered`);
      result.kills += 1;
      if (last > 0) result.acknowledged += mode === 'migrate' ? 1 : last - next + 1;
      const where = `kill ${result.kills}`;
      // A file and a store go on from run to run; a working copy is looked at and put away after each.
      const acknowledged = mode === 'autosave' || mode === 'open' ? last : Math.max(last, next - 1);
      const found = await lookAt(mode, folder, acknowledged, where, result);
      if (mode !== 'migrate') next = Math.max(found, acknowledged, next - 1) + 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return result;
}
