import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '..', 'node_modules', 'electron');

/** Path of Electron's program, or null when npm has not brought it. Never loads the package: that would fetch it. */
export function electronProgram() {
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const program = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(program) ? program : null;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Tries once a day to fetch Electron's program with its own installer, for at most two minutes. Where it cannot be had
 * (no network, a closed one) the answer is null and nothing is half installed.
 */
export function fetchElectron(say) {
  const installer = join(folder, 'install.js');
  const tried = join(folder, '.outturn-tried');
  const last = statSync(tried, { throwIfNoEntry: false });
  if (!existsSync(installer) || (last && Date.now() - last.mtimeMs < day)) return null;
  say('Fetching Electron, once (about 110 MB) …');
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: 120_000 });
  const program = electronProgram();
  if (!program) {
    writeFileSync(tried, 'Electron could not be fetched; tried again after a day.\n');
    say('Electron cannot be had from here.');
  }
  return program;
}
