import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { MutatedKind, MutationCount } from './mutations.ts';

const child = new URL('./mutation-child.ts', import.meta.url).pathname;

/** Opens hostile files in a process of its own, so that a crash is seen and its peak memory is its own. */
export async function runMutations(kind: MutatedKind, count: number, seed: number): Promise<MutationCount> {
  const words = [child, kind, String(count), String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1e8 });
  return JSON.parse(stdout) as MutationCount;
}
