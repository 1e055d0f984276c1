import type { Store } from '../../../db/store.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import { ofOneAuthority, ofOneRegion, requireSameAuthority } from './authorities.ts';
import { type Hints, isKnownHeader } from './detect.ts';
import { contextOf } from './import-context.ts';
import { groupsMade } from './made-groups.ts';
import { mappingOf, rememberedMappings, wholeMappings } from './mapped-table.ts';
import { type FileTables, mayBeNote } from './read-files.ts';
import { readTable, type TableReader } from './read-table.ts';
import { isReturnTable, type ReturnFile, readReturns, returnHeaderRow } from './returns.ts';
import { withCorrections } from './row-corrections.ts';
import { settingsOf } from './settings-table.ts';
import { severalTables } from './shape/several-tables.ts';
import { nameOf, type SourceTable } from './source-table.ts';
import {
  blank,
  failed,
  noteAuthority,
  type UnderstandOptions,
  type Understood,
  type UnderstoodFile,
} from './understood.ts';

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
      wholeMappings(
        table,
        options.tables,
        // A header matched by hand goes before what is remembered of the table.
        given.size > 0 ? [] : known.filter((one) => register === null || one.register === register),
      ),
  });
  let context: ReturnType<typeof contextOf> | null = null;
  const readerFor = (register: RegisterName | null): TableReader => ({
    hints: hintsFor(register),
    options,
    understood,
    context: () => {
      if (!context) {
        context = contextOf(store, files);
        const target = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name });
        understood.targets = { lineCode: context.lines.map(target), groupCode: context.groups.map(target) };
      }
      return context;
    },
    mayRecognise: given.size === 0,
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
    for (const whole of tables) {
      const index = understood.files.length + fromFile.length;
      const table = withCorrections(whole, options.corrections);
      if (options.skipped.includes(nameOf(table))) {
        fromFile.push({
          ...blank(index, nameOf(table)),
          kind: 'skipped',
          ignored: ['the whole table: left out as asked'],
        });
        continue;
      }
      if (table.hidden) {
        fromFile.push({ ...blank(index, nameOf(table)), kind: 'hidden', ignored: [hiddenMessage] });
        continue;
      }
      const settings = settingsOf(table);
      const register = options.registerOf[nameOf(table)] ?? options.registerOf[file] ?? options.register;
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
        for (const part of severalTables(table, isKnownHeader))
          fromFile.push(...readTable(part, understood.files.length + fromFile.length, readerFor(register)));
      } else if (tables.length === 1) {
        fromFile.push(
          failed(index, nameOf(table), new OutturnError('not-a-table', `${nameOf(table)} is empty.`, { file })),
        );
      }
    }
    understood.files.push(...withoutNotes(fromFile, mayBeNote(file)));
  }
  const groups = groupsMade(store, understood.files);
  if (groups)
    understood.files.push(
      ...readTable(groups, understood.files.length, readerFor('placementGroups')).map((file) => ({
        ...file,
        made: true as const,
      })),
    );
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

const hiddenMessage = 'the whole sheet: it is hidden, so it was not read. Unhide it in Excel and save, if it is wanted';

const notOfReturn = (name: string) =>
  new OutturnError(
    'unknown-kind',
    `${name}: no row of the first 20 holds the headers of a file of the SSDA903 return (CHILD, DECOM, DEC, PLACE …).`,
    { file: name },
  );

/**
 * A sheet of a workbook that is no table is not a failure when another sheet of it is one. Where none is, a hidden sheet
 * may be the one that was meant.
 */
function withoutNotes(files: UnderstoodFile[], note: boolean): UnderstoodFile[] {
  if (!note && !files.some((file) => file.source || ['ssda903', 'settings', 'skipped'].includes(file.kind))) {
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
