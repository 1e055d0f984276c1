import { mkdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { gapTexts } from '../../../shared/scenario/forecast-notes.ts';
import { type BatchOrder, type OutputBase, runBatch } from '../exports/batch.ts';
import { writeAndKeep } from '../exports/write-and-keep.ts';
import { fileSystem } from '../files/file-system.ts';
import { replaceFile } from '../files/replace-file.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import { forPublication, type Publishable } from '../publication/for-publication.ts';
import { keptExports } from '../sync/kept-exports.ts';
import type { CommandResult, Environment, Progress } from './environment.ts';
import { type BaseOptions, baseOf, requireLines, withWorkspace } from './workspace.ts';

/** Options of a command that takes `--scenario` more than once. */
export type ManyOptions = Omit<BaseOptions, 'scenario'> & { scenario: string[]; out: string };
export const collect = (value: string, before: string[]): string[] => [...before, value];

/** The options of one scenario file, or of none. */
export function oneOf({ scenario: _, ...options }: ManyOptions, file: string | undefined): BaseOptions {
  return { ...options, ...(file === undefined ? {} : { scenario: file }) };
}

/** Writes an output, noted in the local copy where there is one. */
export async function writeOutput(
  options: Pick<BaseOptions, 'workspace'>,
  environment: Environment,
  path: string,
  bytes: Uint8Array,
  kind: 'workbook' | 'report',
  base: OutputBase,
): Promise<void> {
  if (!options.workspace) {
    await replaceFile(path, bytes, null, fileSystem);
    return;
  }
  const keep = keptExports(folderOfCopy(options.workspace)).keep;
  await withWorkspace(options.workspace, environment, false, (store) =>
    writeAndKeep({ store, path, keep, now: environment.clock() }, bytes, { kind, ...base }),
  );
}

/** What may be published, by the answers and the ledger of the local copy where there is one. */
export function publishable(
  options: Pick<BaseOptions, 'workspace'>,
  environment: Environment,
  base: OutputBase,
): Promise<Publishable> {
  if (!options.workspace) return Promise.resolve(forPublication(null, base, 'paper'));
  return withWorkspace(options.workspace, environment, false, (store) => forPublication(store, base, 'paper'));
}

/** What the ledger behind an output lacks, in sentences: each is in the output, and the command does not end well. */
export function lackingOf({ snapshot, scenario }: OutputBase): string[] {
  return gapTexts(forecast(snapshot, scenario));
}

/** Writes the outputs of many scenario files, or of many audiences, into the folder `--out`. */
export async function writeMany(
  command: string,
  options: ManyOptions,
  order: BatchOrder,
  environment: Environment,
  say: Progress,
): Promise<CommandResult> {
  const folder = resolve(options.out);
  if (/\.(xlsx|pdf|html|png)$/i.test(folder))
    throw new OutturnError(
      'invalid-input',
      `There is more than one file to write: --out must be a folder, not “${basename(folder)}”.`,
    );
  mkdirSync(folder, { recursive: true });
  const files = options.scenario.length > 0 ? options.scenario : [undefined];
  const { paths, clock } = environment;
  let last = 0;
  const lacking: { name: string; texts: string[] }[] = [];
  const result = await runBatch(
    files.map((file) => {
      const name = file === undefined ? 'Forecast' : basename(file).replace(/\.outturn$/i, '');
      const load = async () => {
        const base = await baseOf(oneOf(options, file), environment);
        requireLines(base);
        const texts = lackingOf(base);
        if (texts.length > 0) lacking.push({ name, texts });
        return base;
      };
      return { name, load };
    }),
    order,
    {
      ...{ worker: paths.worker, fonts: paths.fonts, now: clock(), folder },
      publish: (base) => publishable(options, environment, base),
      write: (path, bytes, kind, base) => writeOutput(options, environment, path, bytes, kind, base),
    },
    (done, total) => {
      if (done > last) say(`${done} of ${total} written`);
      last = done;
    },
    new AbortController().signal,
  );
  return {
    json: { command, folder, files: result.files, failed: result.failed, lacking },
    text: [
      `Wrote ${result.files.length} ${result.files.length === 1 ? 'file' : 'files'} in ${folder}`,
      ...result.files.map((path) => `  ${basename(path)}`),
      ...result.failed.map((one) => `FAILED  ${one.name}: ${one.message}`),
      ...lacking.flatMap((one) => one.texts.map((text) => `! ${one.name}: ${text}`)),
    ].join('\n'),
    problems: result.failed.length > 0 || lacking.length > 0,
  };
}
