import { join } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { audienceInformation } from '../../../shared/report/audience.ts';
import type { Audience, ReportFormat } from '../../../shared/report/document.ts';
import { fileNameFrom } from '../files/file-names.ts';
import type { Publishable } from '../publication/for-publication.ts';
import { reportFiles, reportInput } from './report.ts';
import { reportInterval } from './report-interval.ts';
import { workbookOf } from './workbook.ts';

export type OutputBase = { snapshot: Snapshot; scenario: Scenario };
/** A scenario to write outputs of; it is loaded when its turn comes. */
export type BatchItem = { name: string; load: () => Promise<OutputBase> };
/** What to write of each: a workbook in these units, and a report for each audience. */
export type BatchOrder = {
  units: 'pounds' | 'thousands' | null;
  /** Workbooks for publication: small numbers withheld. */
  publication?: boolean;
  audiences: readonly Audience[];
  format: ReportFormat;
  /** Paths behind the ranges of workbooks and reports; 0 = the central projection only. */
  paths: number;
};
export type BatchTools = {
  worker: string;
  fonts: string;
  now: Date;
  folder: string;
  /** The data and scenario as public papers may tell them (publication/for-publication.ts). */
  publish: (base: OutputBase) => Publishable | Promise<Publishable>;
  write: (path: string, bytes: Uint8Array, kind: 'workbook' | 'report', base: OutputBase) => Promise<unknown>;
};
export type BatchResult = { files: string[]; failed: { name: string; code: string; message: string }[] };

/**
 * Writes the outputs of many scenarios into a folder, one after the other, all audiences of a scenario from one snapshot
 * and one simulation. A scenario that cannot be written is listed and does not stop the others. Progress counts outputs.
 * Throws `cancelled` when the signal says so; what was written by then stays.
 */
export async function runBatch(
  items: readonly BatchItem[],
  order: BatchOrder,
  tools: BatchTools,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<BatchResult> {
  const each = (order.units === null ? 0 : 1) + order.audiences.length;
  const total = items.length * each;
  const result: BatchResult = { files: [], failed: [] };
  const taken = new Set<string>();
  progress(0, total);
  for (const [index, item] of items.entries()) {
    const name = freeName(item.name, taken);
    try {
      let done = 0;
      await writeOutputs(name, await item.load(), order, tools, signal, (paths) => {
        result.files.push(...paths);
        done += 1;
        progress(index * each + done, total);
      });
    } catch (error) {
      if (signal.aborted) throw new OutturnError('cancelled', 'Writing was cancelled. What was written stays.');
      const known = error instanceof OutturnError;
      result.failed.push({
        name: item.name,
        code: known ? error.code : 'internal',
        message: known ? error.message : 'Its outputs could not be made.',
      });
    }
    progress((index + 1) * each, total);
  }
  return result;
}

async function writeOutputs(
  name: string,
  base: OutputBase,
  { units, publication = false, audiences, format, paths }: BatchOrder,
  { worker, fonts, now, folder, write, publish }: BatchTools,
  signal: AbortSignal,
  written: (paths: string[]) => void,
): Promise<void> {
  const { snapshot, scenario } = base;
  const put = async (file: string, bytes: Uint8Array, kind: 'workbook' | 'report') => {
    if (signal.aborted) throw new OutturnError('cancelled', 'Writing was cancelled.');
    const path = join(folder, file);
    await write(path, bytes, kind, base);
    return path;
  };
  const isPublic = (audience: Audience) => audienceInformation[audience].public;
  const open = publication || audiences.some(isPublic) ? await publish(base) : null;
  const interval = await reportInterval(snapshot, scenario, paths, worker, () => {}, signal);
  if (units !== null) {
    const from = publication && open ? open : { ...base, stock: null };
    const bytes = await workbookOf(from.snapshot, from.scenario, units, now, publication, from.stock, interval);
    written([await put(fileNameFrom(name, 'xlsx'), bytes, 'workbook')]);
  }
  if (audiences.length === 0) return;
  const inside = reportInput(snapshot, scenario, interval, now);
  const outside = open && reportInput(open.snapshot, open.scenario, interval, now, open.stock);
  for (const audience of audiences) {
    const paths: string[] = [];
    const input = isPublic(audience) && outside ? outside : inside;
    for (const { file, bytes } of await reportFiles(input, audience, format, name, { fonts, now }))
      paths.push(await put(file, bytes, 'report'));
    written(paths);
  }
}

/** As much of a name as every file named after it keeps: the rest may be cut to make room for what the file is. */
const keptCharacters = 36;

/** Two scenario files may have one name in different folders, or names that are alike where file names are cut. */
function freeName(wanted: string, taken: Set<string>): string {
  const keyOf = (name: string) => fileNameFrom(name, '').toLowerCase().slice(0, keptCharacters);
  let name = wanted;
  for (let number = 2; taken.has(keyOf(name)); number += 1)
    name = `${wanted.slice(0, keptCharacters - 4).trimEnd()} ${number}`;
  taken.add(keyOf(name));
  return name;
}
