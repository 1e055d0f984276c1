import type { Store } from '../../../db/store.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import { type Detected, detect, headersToMatch, normalHeader } from './detect.ts';
import type { Source } from './plan.ts';
import { type FileTables, mayBeNote } from './read-files.ts';
import { type ReadOptions, readRows } from './read-rows.ts';
import { isReturnTable, type ReturnFile, type ReturnImport, readReturns } from './returns.ts';
import { type DataSettings, settingsOf } from './settings-table.ts';
import { nameOf, type SourceTable } from './source-table.ts';

/** One table of an import, as far as it could be understood. */
export type UnderstoodFile = {
  /** Headers to be matched by hand, where a person said what the file holds and it could not be read so. */
  headers?: Record<string, string>;
  /** Its place among the tables of the import. */
  index: number;
  name: string;
  kind: string;
  source: Source | null;
  /** The table of a file of a return, for its refused rows. */
  returned: SourceTable | null;
  register: RegisterName | null;
  error: OutturnError | null;
  ignored: string[];
};
export type Understood = {
  files: UnderstoodFile[];
  returns: ReturnImport | null;
  settings: DataSettings;
  /** Mappings a person has given, to remember once committed. */
  mappings: { register: RegisterName; header: string; column: string }[];
};
export type UnderstandOptions = ReadOptions & {
  register: RegisterName | null;
  mapping: Readonly<Record<string, string>> | null;
  /** Collection year of the returns among the files, when a person says it. */
  year: string | null;
  /** Today: no return of a year that has not begun exists. */
  today: string;
  /** Set when a person says that the files are of an SSDA903 return. */
  returned: boolean;
  /** What a file holds, by its name, where that is known beforehand. */
  registerOf: Readonly<Record<string, RegisterName>>;
};

/** Tells what each table holds and reads its rows. What cannot be understood carries its error; nothing is written. */
export function understand(store: Store, files: readonly FileTables[], options: UnderstandOptions): Understood {
  const understood: Understood = { files: [], returns: null, settings: {}, mappings: [] };
  const returns: ReturnFile[] = [];
  const given = new Map(
    Object.entries(options.mapping ?? {}).map(([header, column]) => [normalHeader(header), column]),
  );
  const remembered = store.rows(store.query.selectFrom('import_mappings').select(['register', 'header', 'column_key']));
  const mapping = (register: RegisterName) =>
    new Map([
      ...remembered.filter((row) => row.register === register).map((row) => [row.header, row.column_key] as const),
      ...given,
    ]);
  for (const { file, tables, error, passed } of files) {
    if (error) understood.files.push(failed(understood.files.length, file, error as OutturnError));
    if (passed)
      understood.files.push({
        ...blank(understood.files.length, file),
        kind: 'notes',
        ignored: [`the whole file: ${passed}`],
      });
    const fromFile: UnderstoodFile[] = [];
    for (const table of tables) {
      const index = understood.files.length + fromFile.length;
      if (table.hidden) {
        fromFile.push({ ...blank(index, nameOf(table)), kind: 'hidden', ignored: [hiddenMessage] });
        continue;
      }
      const settings = settingsOf(table);
      const register = options.registerOf[file] ?? options.register;
      if (!register && isReturnTable(table)) {
        returns.push({ index, table });
        fromFile.push({ ...blank(index, nameOf(table)), kind: 'ssda903', returned: table });
      } else if (options.returned) {
        fromFile.push(failed(index, nameOf(table), notOfReturn(nameOf(table))));
      } else if (settings) {
        Object.assign(understood.settings, settings.settings);
        const ignored = settings.unknown.map((row) => `row ${row}: not a setting that is known`);
        fromFile.push({ ...blank(index, nameOf(table)), kind: 'settings', ignored });
      } else if (table.rows.some((row) => row.some((cell) => cell.trim() !== ''))) {
        fromFile.push(tableOf(table, index, { register, mapping }, options));
      } else if (tables.length === 1) {
        fromFile.push(
          failed(index, nameOf(table), new OutturnError('not-a-table', `${nameOf(table)} is empty.`, { file })),
        );
      }
    }
    understood.files.push(...withoutNotes(fromFile, mayBeNote(file)));
  }
  if (returns.length > 0) understood.returns = readReturns(store, returns, options);
  for (const [index, why] of understood.returns?.unplaced ?? []) {
    const file = understood.files.find((one) => one.index === index);
    if (file) file.error = new OutturnError('year-unknown', `${file.name}: ${why}`, { file: file.name });
  }
  for (const { source } of understood.files) {
    if (!source) continue;
    const { register, placed } = source.detected;
    for (const { header, column } of placed) {
      if (given.has(normalHeader(header))) understood.mappings.push({ register, header: normalHeader(header), column });
    }
  }
  return understood;
}

const hiddenMessage = 'the whole sheet: it is hidden, so it was not read. Unhide it in Excel and save, if it is wanted';

const notOfReturn = (name: string) =>
  new OutturnError(
    'unknown-kind',
    `${name}: no row of the first 20 holds the headers of a file of the SSDA903 return (CHILD, DECOM, DEC, PLACE …).`,
    { file: name },
  );

const blank = (index: number, name: string): UnderstoodFile => ({
  index,
  name,
  kind: 'none',
  source: null,
  returned: null,
  register: null,
  error: null,
  ignored: [],
});
const failed = (index: number, name: string, error: OutturnError): UnderstoodFile => ({ ...blank(index, name), error });

/**
 * A sheet of a workbook that is no table is not a failure when another sheet of it is one. Where none is, a hidden sheet
 * may be the one that was meant.
 */
function withoutNotes(files: UnderstoodFile[], note: boolean): UnderstoodFile[] {
  if (!note && !files.some((file) => file.source || file.kind === 'ssda903' || file.kind === 'settings')) {
    return files.map((file) =>
      file.kind === 'hidden'
        ? failed(file.index, file.name, new OutturnError('not-a-table', `${file.name}: ${hiddenMessage}.`))
        : file,
    );
  }
  return files.map((file) =>
    file.error?.code === 'unknown-kind'
      ? {
          ...blank(file.index, file.name),
          kind: 'notes',
          ignored: ['the whole sheet: it holds no known headers'],
        }
      : file,
  );
}

function tableOf(
  table: SourceTable,
  index: number,
  hints: Parameters<typeof detect>[1],
  options: UnderstandOptions,
): UnderstoodFile {
  const name = nameOf(table);
  let detected: Detected | null = null;
  try {
    detected = withoutBirthDates(detect(table, hints), options);
    const read = readRows(table, detected, index, options);
    const { register } = detected;
    const ignored = [
      ...detected.ignored,
      ...read.unnamed.map((letters) => `column ${letters}: it has no header, so its cells were not read`),
      ...(read.leftOut.notes.length > 0
        ? [`row ${read.leftOut.notes.join(', ')}: a heading or a note, not a row of the table`]
        : []),
    ];
    return {
      index,
      name,
      kind: register,
      source: { index, table, detected: { ...detected, placed: read.placed }, read },
      returned: null,
      register,
      error: null,
      ignored,
    };
  } catch (error) {
    if (!(error instanceof OutturnError)) throw error;
    const unread = {
      ...failed(index, name, error),
      register: detected?.register ?? null,
      ignored: detected?.ignored ?? [],
    };
    if (detected || !hints.register) return unread;
    const { register } = hints;
    return { ...unread, register, headers: headersToMatch(table, register, hints.mapping(register)) };
  }
}

/** Full birth dates are held only when the import is told so. */
function withoutBirthDates(detected: Detected, options: UnderstandOptions): Detected {
  if (options.birthDate === 'day') return detected;
  const dropped = detected.placed.filter((placed) => placed.column === 'birthDate');
  if (dropped.length === 0) return detected;
  return {
    ...detected,
    placed: detected.placed.filter((placed) => placed.column !== 'birthDate'),
    ignored: [
      ...detected.ignored,
      ...dropped.map((one) => `${one.header}: full birth dates are not held unless asked for`),
    ],
  };
}
