import type { Store } from '../../../db/store.ts';
import type { Recognised } from '../../../shared/api.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { type OfAuthority, ofOneAuthority, ofOneRegion, requireSameAuthority } from './authorities.ts';
import {
  type Candidate,
  candidates,
  detect,
  draftMapping,
  type Hints,
  headersToMatch,
  isKnownHeader,
} from './detect.ts';
import type { Source } from './import-plan.ts';
import type { ReadOptions } from './incoming.ts';
import { mappingOf, rememberedMappings, wholeMapping } from './mapped-table.ts';
import type { Detected } from './place-columns.ts';
import { ofPosting } from './postings.ts';
import { type FileTables, mayBeNote } from './read-files.ts';
import { readRows } from './read-rows.ts';
import { isReturnTable, type ReturnFile, type ReturnImport, readReturns, returnHeaderRow } from './returns.ts';
import { samplesOf } from './samples.ts';
import { type DataSettings, settingsOf } from './settings-table.ts';
import { formsOf } from './shape/forms.ts';
import { severalTables } from './shape/several-tables.ts';
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
  /** How it was read, or may be: what a person changes, keeps and gives again. */
  mapping?: TableMapping;
  /** What it may hold, where nobody said it, the likeliest first. */
  candidates?: Recognised[];
  /** Some cells of each column that a person may be asked about. */
  samples?: Record<string, string[]>;
};
export type Understood = {
  files: UnderstoodFile[];
  returns: ReturnImport | null;
  settings: DataSettings;
  /** Mappings a person has given, to remember once committed. */
  mappings: { register: RegisterName; header: string; column: string }[];
  /** Whole mappings a person has given, of the tables that were read by them. */
  tables: TableMapping[];
  /** Whose data came in, by the headers that said it. */
  authorities: Record<string, string>;
};
export type UnderstandOptions = ReadOptions & {
  register: RegisterName | null;
  mapping: Readonly<Record<string, string>> | null;
  /** Whole mappings of tables (shared/import-mapping): a table takes the one that fits it. */
  tables: readonly TableMapping[];
  /** Whose rows are read of a table of several authorities, and whose this copy holds. */
  authority: string | null;
  authorityKnown: Readonly<Record<string, string>>;
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
  const understood: Understood = { files: [], returns: null, settings: {}, mappings: [], tables: [], authorities: {} };
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
  const known = rememberedMappings(store);
  const hintsFor = (register: RegisterName | null): Hints => ({
    register,
    mapping,
    whole: (table) =>
      wholeMapping(
        table,
        options.tables,
        // A header matched by hand goes before what is remembered of the table.
        given.size > 0 ? [] : known.filter((one) => register === null || one.register === register),
      ),
  });
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
        const file = returnOf(table, index, options, understood);
        if (file.returned) returns.push({ index, table: file.returned });
        fromFile.push(file);
      } else if (options.returned) {
        fromFile.push(failed(index, nameOf(table), notOfReturn(nameOf(table))));
      } else if (settings) {
        Object.assign(understood.settings, settings.settings);
        const ignored = settings.unknown.map((row) => `row ${row}: not a setting that is known`);
        fromFile.push({ ...blank(index, nameOf(table)), kind: 'settings', ignored });
      } else if (table.rows.some((row) => row.some((cell) => cell.trim() !== ''))) {
        for (const [at, part] of severalTables(table, isKnownHeader).entries())
          fromFile.push(tableOf(part, index + at, hintsFor(register), options, understood));
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
    const { register, placed, mapped } = source.detected;
    if (mapped && options.tables.includes(mapped)) understood.tables.push(mappingOf(source.table, source.detected));
    for (const { header, column } of placed) {
      if (given.has(normalHeader(header))) understood.mappings.push({ register, header: normalHeader(header), column });
    }
  }
  return understood;
}

/** A file of a return: of one authority, or of a region's. */
function returnOf(
  table: SourceTable,
  index: number,
  options: UnderstandOptions,
  understood: Understood,
): UnderstoodFile {
  try {
    const region = options.authority === null ? ofOneRegion(table, returnHeaderRow(table)) : null;
    const of = region ?? ofOneAuthority(table, returnHeaderRow(table), options.authority);
    requireSameAuthority(options.authorityKnown, table, of);
    noteAuthority(understood, of);
    return { ...blank(index, nameOf(table)), kind: 'ssda903', returned: of.table, ignored: of.left };
  } catch (error) {
    if (!(error instanceof OutturnError)) throw error;
    return failed(index, nameOf(table), error);
  }
}

function noteAuthority({ authorities }: Understood, { header, authority }: OfAuthority): void {
  if (header !== null && authority !== null) authorities[normalHeader(header)] = authority;
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
  hints: Hints,
  options: UnderstandOptions,
  understood: Understood,
): UnderstoodFile {
  let best: { form: SourceTable; file: UnderstoodFile } | null = null;
  for (const form of formsOf(table)) {
    if (form instanceof OutturnError) return failed(index, nameOf(table), form);
    const file = oneForm(form, index, hints, options, understood);
    if (file.error === null) return file;
    // Its own form says best what is wrong with it, save where only a rewritten one is nearly right.
    if (best === null || (best.file.error?.code === 'unknown-kind' && file.error.code !== 'unknown-kind'))
      best = { form, file };
    if (!rewritable.includes(best.file.error?.code ?? '')) break;
  }
  return best ? withDraft(best.form, best.file, hints) : blank(index, nameOf(table));
}

/** What is wrong with a table that another form of it may mend. */
const rewritable: readonly string[] = ['unknown-kind', 'missing-columns'];

/** How a table that could not be read might be, for a person to say. */
function withDraft(table: SourceTable, file: UnderstoodFile, hints: Hints): UnderstoodFile {
  const likely = candidates(table, hints.mapping);
  const draft = draftMapping(table, hints, likely);
  const drafted = {
    ...file,
    ...(draft ? { mapping: draft.mapping, samples: samplesOf(table, draft) } : {}),
    candidates: recognised(likely),
  };
  if (file.register || !hints.register) return drafted;
  const { register } = hints;
  return { ...drafted, register, headers: headersToMatch(table, register, hints.mapping(register)) };
}

/** A column that shaping made: nobody named it, so nobody is told that it is not used. */
const madeHeader = /^(Year|Period|Month|Expenditure|Value): /;

function oneForm(
  whole: SourceTable,
  index: number,
  hints: Hints,
  options: UnderstandOptions,
  understood: Understood,
): UnderstoodFile {
  const name = nameOf(whole);
  let table = whole;
  let detected: Detected | null = null;
  try {
    detected = withoutBirthDates(detect(table, hints), options);
    const of = ofOneAuthority(
      table,
      detected.headerRow,
      options.authority,
      new Set(detected.placed.map((place) => place.index)),
    );
    requireSameAuthority(options.authorityKnown, table, of);
    noteAuthority(understood, of);
    table = of.table;
    const read = readRows(table, detected, index, options);
    const { register } = detected;
    const ignored = [
      ...(table.shaped ?? []).map((what) => `the form of the table: ${what}`),
      ...of.left,
      ...detected.ignored
        .filter((why) => !table.shaped || !madeHeader.test(why))
        .map((why) => (register === 'actuals' ? ofPosting(why) : why)),
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
      mapping: mappingOf(table, detected),
      candidates: recognised(candidates(table, hints.mapping)),
      samples: samplesOf(table, detected),
    };
  } catch (error) {
    if (!(error instanceof OutturnError)) throw error;
    return {
      ...failed(index, name, error),
      register: detected?.register ?? null,
      ignored: detected?.ignored ?? [],
    };
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

const mostCandidates = 3;

const recognised = (likely: readonly Candidate[]): Recognised[] =>
  likely.slice(0, mostCandidates).map(({ register, confidence, missing }) => ({
    register,
    label: registers[register].label,
    confidence: Math.round(confidence * 100) / 100,
    missing,
  }));
