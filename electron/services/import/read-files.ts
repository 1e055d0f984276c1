import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbookFile } from './read-workbook.ts';
import { limits, type SourceTable } from './source-table.ts';
import { guardedEntries, inflateEntry } from './zip-directory.ts';

/** A file to import: a path (a folder or a zip stands for the tables in it), or bytes already read. */
export type ImportFile = { name: string; path: string } | { name: string; bytes: Uint8Array };
/** What came of one file: its tables, or why there are none. */
export type FileTables = { file: string; tables: SourceTable[]; error: Error | null };

const tableName = /\.(csv|txt|tsv|xlsx)$/i;

/** Replaces folders by the tables in them, in name order. */
function expanded(files: readonly ImportFile[]): ImportFile[] {
  return files.flatMap((file) => {
    if (!('path' in file) || !existsSync(file.path) || !statSync(file.path).isDirectory()) return [file];
    const names = readdirSync(file.path, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(csv|tsv|xlsx|zip)$/i.test(name) && !basename(name).startsWith('~$'),
    );
    return names.sort().map((name) => ({ name: name.replaceAll('\\', '/'), path: join(file.path, name) }));
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

async function tablesOf(name: string, bytes: Uint8Array, worker: string | URL): Promise<SourceTable[]> {
  if (/\.xlsx$/i.test(name)) return await readWorkbookFile(name, bytes, worker);
  if (/\.(xls|xlsm|xlsb|ods)$/i.test(name)) {
    throw new OutturnError(
      'not-a-table',
      `${name} is not a kind of file that is read here. Open it in Excel, save it as XLSX or CSV and import that.`,
      {
        file: name,
      },
    );
  }
  return [readCsv(name, bytes)];
}

/** Reads every file into tables of text. One bad file does not stop the others: its error is given beside its name. */
export async function readFiles(files: readonly ImportFile[], worker: string | URL): Promise<FileTables[]> {
  const results: FileTables[] = [];
  for (const file of expanded(files)) {
    try {
      const bytes = bytesOf(file);
      if (!/\.zip$/i.test(file.name)) {
        results.push({ file: file.name, tables: await tablesOf(file.name, bytes, worker), error: null });
        continue;
      }
      for (const entry of guardedEntries(file.name, bytes)) {
        if (!tableName.test(entry.name)) continue;
        const name = `${file.name}/${entry.name}`;
        const tables = await tablesOf(name, inflateEntry(file.name, bytes, entry), worker);
        results.push({ file: name, tables, error: null });
      }
    } catch (error) {
      if (!(error instanceof OutturnError)) throw error;
      results.push({ file: file.name, tables: [], error });
    }
  }
  return results;
}
