import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { dataDateOf } from '../../../db/snapshot.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import { importReturn } from '../../../shared/ssda903/return.ts';
import type { ParsedReturn } from '../../../shared/ssda903/types.ts';
import { readFiles } from '../import/read-files.ts';
import { isReturnTable } from '../import/returns.ts';
import { nameOf } from '../import/source-table.ts';

/**
 * The files of SSDA903 returns as a snapshot, cleaned and mapped as an import would (with the default codes), and what
 * cleaning made of them in notes. Nothing is kept: children are numbered as they appear. Throws
 * `file-missing`, what reading throws, and `not-a-table` where no file is of a return.
 */
export async function readReturnFiles(
  paths: readonly string[],
  birth: 'month' | 'day',
  worker: string,
): Promise<{ snapshot: Snapshot; parsed: ParsedReturn; notes: string[] }> {
  const files = paths.map((path) => ({ name: basename(path), path: resolve(path) }));
  const missing = files.find((file) => !existsSync(file.path));
  if (missing) throw new OutturnError('file-missing', `“${missing.name}” is not there.`);
  const read = await readFiles(files, worker);
  const failed = read.find((file) => file.error);
  if (failed?.error) throw failed.error;
  const tables = read.flatMap((file) => file.tables).filter(isReturnTable);
  if (tables.length === 0) {
    throw new OutturnError(
      'not-a-table',
      'No file here is of an SSDA903 return. Other extracts go through `outturn import` first.',
    );
  }
  const found = importReturn(
    tables.map((table) => ({ file: nameOf(table), rows: table.rows })),
    { pseudonymise: numbered(), birth },
  );
  const [asked] = found.parsed.unplaced;
  if (asked) throw new OutturnError('year-unknown', `${asked.file}: ${asked.why}`, { file: asked.file });
  const withIds = <T extends object>(rows: readonly T[]) => rows.map((row, at) => ({ id: at + 1, ...row }));
  const snapshot = emptySnapshot('');
  snapshot.placementGroups = withIds(found.placementGroups);
  snapshot.placementCodes = withIds(found.placementCodes);
  snapshot.placements = withIds(found.placements);
  const years = found.parsed.episodes.map((row) => row.year).sort();
  snapshot.dataDate = dataDateOf(snapshot, null, years.at(-1) ?? null);
  const { read: rows, kept, setAside, children } = found.cleaned.counts;
  const notes = [
    `${rows} episode rows read, ${kept} kept after cleaning, ${setAside} set aside, ${children} children; nothing was stored`,
    ...found.report
      .filter((line) => line.severity !== 'inform')
      .map((line) => `${line.title}: ${line.rows} rows ${line.action}, ${line.children} children`),
  ];
  return { snapshot, parsed: found.parsed, notes };
}

/** Children by number in order of appearance: all that a projection that keeps nothing needs of them. */
function numbered(): (child: string) => string {
  const numbers = new Map<string, string>();
  return (child) => {
    const normal = child.trim().toUpperCase();
    const found = numbers.get(normal) ?? `child-${numbers.size + 1}`;
    numbers.set(normal, found);
    return found;
  };
}
