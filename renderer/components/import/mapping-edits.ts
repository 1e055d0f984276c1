import type { ImportFilePreview } from '../../../shared/api.ts';
import { alsoMapping, columnMapping, type TableMapping } from '../../../shared/import-mapping/mapping.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';

/** What a person has said of the files so far: all of it goes with every new look, so that no choice is lost to another. */
export type ImportChoices = {
  /** Mappings that were changed by hand, by table and register. */
  mappings: Readonly<Record<string, TableMapping>>;
  /** What a table holds, where it was chosen. */
  registers: Readonly<Record<string, RegisterName>>;
  skipped: readonly string[];
  /** Corrected cells: table → row → header → text. */
  corrections: Readonly<Record<string, Readonly<Record<number, Readonly<Record<string, string>>>>>>;
  /** Mappings of a file that was opened. */
  opened: readonly TableMapping[];
};

export const noChoices: ImportChoices = { mappings: {}, registers: {}, skipped: [], corrections: {}, opened: [] };

/** The table of a file a preview is of: several registers may be read from one. */
export const tableName = (file: Pick<ImportFilePreview, 'file' | 'of'>): string => file.of ?? file.file;

export const mappingKey = (file: Pick<ImportFilePreview, 'file' | 'of'>, register: RegisterName | null): string =>
  `${tableName(file)}|${register ?? ''}`;

/** The mapping by which a table is read now: as it was changed, else as it was recognised. */
export const mappingNow = (file: ImportFilePreview, choices: ImportChoices): TableMapping | null => {
  const register = file.table?.register ?? file.register;
  return choices.mappings[mappingKey(file, register)] ?? file.table ?? null;
};

/** What is asked of the service for all choices together. */
export function askedWith(token: string, choices: ImportChoices) {
  return {
    token,
    register: null,
    mapping: null,
    year: null,
    tables: [...Object.values(choices.mappings), ...choices.opened],
    skipped: [...choices.skipped],
    registers: { ...choices.registers },
    corrections: Object.entries(choices.corrections).flatMap(([table, rows]) =>
      Object.entries(rows).map(([row, cells]) => ({ table, row: Number(row), cells: { ...cells } })),
    ),
  };
}

/** A mapping meant for one table of one file: another file of the same headers is not touched by it. */
export function forTable(mapping: TableMapping, name: string): TableMapping {
  const [file = '', sheet] = name.split(' › ');
  return { ...mapping, file, ...(sheet === undefined ? {} : { sheet }) };
}

const without = <T>(record: Readonly<Record<string, T>> | undefined, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => name !== key));

/** A mapping without a column of ours, wherever it was taken from. */
function withoutColumn(mapping: TableMapping, column: string): TableMapping {
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).filter(([, entry]) => columnMapping(entry).column !== column),
  );
  return tidy({
    ...mapping,
    columns,
    also: without(mapping.also, column),
    constants: without(mapping.constants, column),
  });
}

/** Leaves out parts of a mapping that say nothing. */
function tidy(mapping: TableMapping): TableMapping {
  const { also = {}, constants = {}, ignored = [], ...others } = mapping;
  return {
    ...others,
    ...(Object.keys(also).length > 0 ? { also } : {}),
    ...(Object.keys(constants).length > 0 ? { constants } : {}),
    ...(ignored.length > 0 ? { ignored } : {}),
  };
}

/** A header read as a column of ours; '' leaves it out. What was the column before gives way. */
export function withColumn(mapping: TableMapping, header: string, column: string): TableMapping {
  const bare = column === '' ? mapping : withoutColumn(mapping, column);
  const columns: TableMapping['columns'] = without(bare.columns, header);
  const ignored = (bare.ignored ?? []).filter((name) => name !== header);
  if (column === '') return tidy({ ...bare, columns, ignored: [...ignored, header] });
  return tidy({ ...bare, columns: { ...columns, [header]: column }, ignored });
}

/** What stands in every row for a column that the file has not; '' takes it back. */
export function withConstant(mapping: TableMapping, column: string, text: string): TableMapping {
  const bare = withoutColumn(mapping, column);
  return text === '' ? bare : tidy({ ...bare, constants: { ...bare.constants, [column]: text } });
}

type Part = { blank?: string; unit?: 'pounds' | 'thousands' | 'millions'; sign?: 'reversed' };

/** How the cells of a header are read: what a blank stands for, the unit, the sign; undefined takes it back. */
export function withReading(
  mapping: TableMapping,
  header: string,
  part: { [K in keyof Part]: Part[K] | undefined },
): TableMapping {
  const entry = mapping.columns[header];
  if (entry === undefined) return mapping;
  const changed = Object.fromEntries(
    Object.entries({ ...columnMapping(entry), ...part }).filter(([, value]) => value !== undefined),
  ) as ReturnType<typeof columnMapping>;
  const plain = Object.keys(changed).length === 1;
  return { ...mapping, columns: { ...mapping.columns, [header]: plain ? changed.column : changed } };
}

/** What a text of a header stands for in a column of ours; '' takes it back. */
export function withValue(
  mapping: TableMapping,
  header: string,
  column: string,
  text: string,
  to: string,
): TableMapping {
  const set = (values: Readonly<Record<string, string>> | undefined) => {
    const others = Object.fromEntries(
      Object.entries(values ?? {}).filter(([name]) => name.toLowerCase() !== text.toLowerCase()),
    );
    return to === '' ? others : { ...others, [text]: to };
  };
  const second = mapping.also?.[column];
  if (second !== undefined) {
    const entry = alsoMapping(second);
    return { ...mapping, also: { ...mapping.also, [column]: { ...entry, values: set(entry.values) } } };
  }
  const entry = mapping.columns[header];
  if (entry === undefined) return mapping;
  const long = columnMapping(entry);
  return { ...mapping, columns: { ...mapping.columns, [header]: { ...long, values: set(long.values) } } };
}
