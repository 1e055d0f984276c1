import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandLine } from '../../../electron/services/command-line/program.ts';
import { wrongOutput } from '../../support/json-outputs.ts';

const root = new URL('../../../', import.meta.url);
export type Run = {
  code: number;
  out: string;
  err: string;
  json: () => Record<string, never> & { [key: string]: unknown };
};

/** The clock of the commands stands still; a test that meets a real server sets it. */
export const still = { now: '2024-02-10T09:00:00.000Z' };

/** Runs one command in this process with a still clock; what it prints is kept. */
export async function outturn(...args: string[]): Promise<Run> {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    version: '0.1.0',
    clock: () => new Date(still.now),
    paths: {
      sampleCouncil: new URL('electron/sample-council', root).pathname,
      fonts: new URL('electron/fonts', root).pathname,
      worker: new URL('electron/worker.ts', root).pathname,
      outputs: join(tmpdir(), 'outturn-outputs'),
    },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  const json = () => {
    const document = JSON.parse(out);
    const wrong = wrongOutput(document);
    if (wrong !== null) throw new Error(`${args[0]}: not of the form in docs/api/json-outputs.json: ${wrong}`);
    return document;
  };
  return { code, out, err, json };
}

/** A folder of its own for a test, removed afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
