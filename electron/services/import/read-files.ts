import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { formatOf, isArchive } from './formats/formats.ts';
import { readFile, unknownFormat } from './formats/read-file.ts';
import { printedTables } from './printed/printed-tables.ts';
import { limits, type SourceTable } from './source-table.ts';
import { guardedEntries, inflateEntry } from './zip-directory.ts';

/** A file to import: a path (a folder or a zip stands for the tables in it), or bytes already read. */
export type ImportFile = { name: string; path: string } | { name: string; bytes: Uint8Array };
/** What came of one file: its tables, or why there are none. */
export type FileTables = {
  file: string;
  tables: SourceTable[];
  error: Error | null;
  /** A file that stands in a folder or a zip and is no table: said, but no fault. */
  passed?: string;
};

/** Files that systems leave in folders and zips, which nobody means by "the files in it". */
const litter = /(^|\/)(__MACOSX\/|\.|~\$|thumbs\.db$|desktop\.ini$)/i;
/** Kinds that may hold a table though they cannot be read here: passing them over would lose it. */
const maybeTables = /\.(numbers|gsheet|accdb|mdb|dbf|parquet|json|jsonl|wk\d|wks|qpw|sav|dta|7z|rar|gz|tgz|tar|zip)$/i;
const notRead = 'not a kind of file that is read here';

type Place = { file: ImportFile; within: boolean; folder?: string };

/** Replaces folders by the files in them, in name order. */
function expanded(files: readonly ImportFile[]): Place[] {
  return files.flatMap((file): Place[] => {
    if (!('path' in file)) return [{ file, within: false }];
    if (!existsSync(file.path) || !statSync(file.path).isDirectory())
      return [{ file, within: false, folder: basename(dirname(resolve(file.path))) }];
    const folder = basename(resolve(file.path));
    return readdirSync(file.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return { name: path.slice(file.path.length).replaceAll('\\', '/').replace(/^\//, ''), path };
      })
      .filter(({ name }) => !litter.test(`/${name}`.replaceAll('/./', '/')) && !litter.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((one) => ({ file: one, within: true, folder }));
  });
}

function bytesOf(file: ImportFile): Uint8Array {
  if ('path' in file) {
    const state = statSync(file.path, { throwIfNoEntry: false });
    if (!state?.isFile()) {
      throw new OutturnError('file-missing', `${file.name} was not found. It may have been moved or renamed.`, {
        file: file.name,
      });
    }
    if (state.size > limits.fileBytes) throw tooLarge(file.name);
    return readFileSync(file.path);
  }
  if (file.bytes.byteLength > limits.fileBytes) throw tooLarge(file.name);
  return file.bytes;
}

function tooLarge(file: string): OutturnError {
  const most = limits.fileBytes / 1024 ** 2;
  return new OutturnError(
    'file-too-large',
    `${file} is larger than ${most} MB, the most that is read. Split it by year.`,
    { file },
  );
}

/** The tables of one file; `within` a folder or a zip, what is no table is passed over and said. */
async function tablesOf(
  file: string,
  bytes: () => Uint8Array,
  within: boolean,
  worker: string | URL,
): Promise<FileTables> {
  try {
    if (!formatOf(file)) {
      if (within && !maybeTables.test(file)) return { file, tables: [], error: null, passed: notRead };
      throw unknownFormat(file);
    }
    return { file, tables: (await readFile(file, bytes(), worker)).flatMap(printedTables), error: null };
  } catch (error) {
    if (!(error instanceof OutturnError)) throw error;
    return { file, tables: [], error };
  }
}

/** The tables of a zip; a zip within it, as our own export of registers holds one of returns, is opened once and no deeper. */
async function archived(file: ImportFile, worker: string | URL, depth = 0): Promise<FileTables[]> {
  const bytes = bytesOf(file);
  const results: FileTables[] = [];
  for (const entry of guardedEntries(file.name, bytes)) {
    const name = entry.name.replaceAll('\\', '/');
    if (name.endsWith('/') || litter.test(name)) continue;
    const inner = `${file.name}/${name}`;
    const read = () => inflateEntry(file.name, bytes, entry);
    if (depth === 0 && isArchive(name)) results.push(...(await archived({ name: inner, bytes: read() }, worker, 1)));
    else results.push(await tablesOf(inner, read, true, worker));
  }
  return results;
}

/** Files of one name, out of different folders, are told apart by these: what is said of one must not be taken for another. */
function named(places: readonly Place[]): Place[] {
  const counts = new Map<string, number>();
  for (const { file } of places) counts.set(file.name, (counts.get(file.name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return places.map((place) => {
    const { file, folder } = place;
    if ((counts.get(file.name) ?? 0) < 2) return place;
    const within = folder === undefined ? file.name : `${folder}/${file.name}`;
    const before = seen.get(within) ?? 0;
    seen.set(within, before + 1);
    const name = before === 0 ? within : within.replace(/(\.[^./]+)?$/, ` (${before + 1})$1`);
    const { folder: _folder, ...rest } = place;
    return { ...rest, file: { ...file, name } };
  });
}

/** Told before each file is read: how many are, of how many, and its name. What it throws stops the reading. */
export type ReadProgress = (done: number, total: number, file: string) => void;

/** Reads every file into tables of text. One bad file does not stop the others: its error is given beside its name. */
export async function readFiles(
  files: readonly ImportFile[],
  worker: string | URL,
  progress?: ReadProgress,
): Promise<FileTables[]> {
  const results: FileTables[] = [];
  const places = named(expanded(files));
  for (const [at, { file, within, folder }] of places.entries()) {
    progress?.(at, places.length, file.name);
    // Who asks how far it is, or cancels, is heard between two files.
    if (progress) await new Promise((go) => setImmediate(go));
    const from = results.length;
    try {
      if (isArchive(file.name)) results.push(...(await archived(file, worker)));
      else results.push(await tablesOf(file.name, () => bytesOf(file), within, worker));
    } catch (error) {
      if (!(error instanceof OutturnError)) throw error;
      results.push({ file: file.name, tables: [], error });
    }
    if (folder !== undefined)
      for (const { tables } of results.slice(from)) for (const table of tables) table.folder = folder;
  }
  return results;
}

/** True for a text of a folder or a zip that turned out to be no table: a note beside the extracts, not a fault. */
export const mayBeNote = (file: string): boolean =>
  /\/.*\.txt$|^read.?me.*\.txt$/i.test(basename(file) === file ? file : `/${file}`);
