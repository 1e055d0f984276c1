import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { createCall } from '../../electron/services/boundary/call.ts';
import type { DesktopPort } from '../../electron/services/context/desktop-port.ts';
import { createHandlers } from '../../electron/services/handlers/handlers.ts';
import { type Answer, api, type MethodName, methodNames } from '../../shared/api.ts';
import { everything } from '../integration/import/helpers.ts';
import { scriptedDesktop, temporaryFolder } from '../integration/services/services-helpers.ts';
import { arbitraryInput } from './arbitrary-input.ts';

/** A method that has not answered after this many milliseconds hangs: machines may be busy. */
const longest = 120_000;

/** The real services behind the real boundary, on a small copy; a person who chooses every kind of file, or none. */
async function started() {
  const folder = temporaryFolder();
  const [profile, files, written] = ['profile', 'files', 'written'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const one of [profile, files, written]) mkdirSync(one);
  for (const one of everything) if ('bytes' in one) writeFileSync(join(files, one.name), one.bytes);
  writeFileSync(join(files, 'garbage.outturn'), 'PK\u0003\u0004 not a scenario');
  writeFileSync(join(files, 'garbage.xlsx'), 'PK\u0003\u0004 not a workbook');
  writeFileSync(join(files, 'empty.csv'), '');
  const { desktop } = scriptedDesktop();
  let turn = 0;
  const choices = [null, ...readdirSync(files).map((name) => join(files, name)), files, join(files, 'gone.csv')];
  const next = () => {
    turn += 1;
    return choices[(turn * 7) % choices.length] ?? null;
  };
  const chosen = (path: string | null, purpose: Parameters<DesktopPort['tokenOfPath']>[1]) =>
    path === null ? null : { path, token: desktop.tokenOfPath(path, purpose) };
  const restless: DesktopPort = {
    ...desktop,
    showOpen: async (purpose) => {
      const one = chosen(next(), purpose);
      return one === null ? null : [one];
    },
    showSave: async (purpose, name) =>
      chosen(turn++ % 3 === 0 ? null : join(turn % 5 === 0 ? join(written, 'no', 'where') : written, name), purpose),
    showFolder: async (purpose) => chosen(turn++ % 2 === 0 ? null : written, purpose),
    openExternal: async () => false,
  };
  const root = new URL('../../', import.meta.url);
  let seconds = 0;
  const { handlers, close } = createHandlers({
    paths: {
      profile,
      sampleCouncil: files,
      fonts: new URL('electron/fonts', root).pathname,
      worker: new URL('electron/worker.ts', root).pathname,
    },
    protection: () => null,
    clock: () => new Date(Date.UTC(2024, 1, 10, 9, 0, seconds++)),
    desktop: restless,
    version: '0.1.0',
  });
  const unexpected: { method: string; error: unknown }[] = [];
  const boundary = createCall({
    handlers: { ...handlers, nextCommand: async () => null, filesDropped: async () => ({}) as never },
    unexpected: (method, error) => void unexpected.push({ method, error }),
  });
  const call = (method: MethodName, input: unknown) =>
    Promise.race([
      boundary(method, input),
      new Promise<Answer<unknown>>((_, reject) => {
        setTimeout(() => reject(new Error(`${method} did not answer`)), longest).unref();
      }),
    ]);
  const tokens = everything.map(({ name }) => desktop.tokenOfPath(join(files, name), 'import'));
  const preview = await call('importDropped', { tokens });
  await call('importCommit', { token: preview.ok ? (preview.value as { token: string }).token : '' });
  return { call, unexpected, close };
}

/**
 * Sends `runs` random payloads to every method: each must be answered in words, none may fail in a way that nobody
 * expected, and what was refused must have changed nothing. Gives how many methods took a payload.
 */
export async function hostilePage(runs: number, seed: number): Promise<{ methods: number; took: number }> {
  const { call, unexpected, close } = await started();
  const taken = new Set<string>();
  const state = async () => {
    const [rows, scenario, sync] = await Promise.all([
      call('snapshot', {}),
      call('scenarioCurrent', {}),
      call('syncStatus', {}),
    ]);
    return JSON.stringify([rows, scenario, sync]);
  };
  // Long work is another's subject: here it is begun small and stopped at the end.
  const methods = methodNames.filter((name) => name !== 'nextCommand');
  const order = fc
    .constantFrom(...methods)
    .chain((method) => fc.tuple(fc.constant(method), arbitraryInput(api[method].input as never)));
  let before = await state();
  await fc.assert(
    fc.asyncProperty(order, async ([method, input]) => {
      const sent = input as { paths?: number };
      if (typeof sent === 'object' && sent !== null && typeof sent.paths === 'number') sent.paths = 100;
      const answer = await call(method, input);
      expect(unexpected.map((one) => `${one.method}: ${(one.error as Error)?.stack ?? one.error}`)).toEqual([]);
      const after = await state();
      if (answer.ok) taken.add(method);
      else {
        expect(answer.error.code).toMatch(/^[a-z][a-z-]+$/);
        expect(answer.error.message).not.toMatch(/\bat .*\.ts:|SQLITE_|\/tmp\//);
        expect({ method, input, changed: after !== before }).toEqual({ method, input, changed: false });
      }
      before = after;
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  await close();
  return { methods: methods.length, took: taken.size };
}
