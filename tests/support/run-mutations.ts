import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { MutatedKind, MutationCount } from './mutations.ts';

const child = new URL('./mutation-child.ts', import.meta.url).pathname;

/**
 * A heap that is tidied when it is full, not when there is time: what is measured is then what the files need, not the
 * rubbish of thousands of them. A file that needs more ends the process, which fails the test.
 */
const smallHeap = ['--max-old-space-size=320', '--max-semi-space-size=16'];

/** Opens hostile files in a process of its own, so that a crash is seen and its peak memory is its own. */
export async function runMutations(kind: MutatedKind, count: number, seed: number): Promise<MutationCount> {
  const args = [...smallHeap, child, kind, String(count), String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  return JSON.parse(stdout) as MutationCount;
}
