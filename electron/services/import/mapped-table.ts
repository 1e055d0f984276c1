import type { Store } from '../../../db/store.ts';
import { splitUnit, type Unit } from '../../../shared/cells/unit.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import {
  alsoMapping,
  columnMapping,
  mappingProblem,
  type TableMapping,
  tableMappingSchema,
} from '../../../shared/import-mapping/mapping.ts';
import { matchMappings, missingHeaders } from '../../../shared/import-mapping/match.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import { type Detected, type Placed, place } from './place-columns.ts';
import { nameOf, type SourceTable } from './source-table.ts';

const unitSizes = { pounds: 1, thousands: 1_000, millions: 1_000_000 } as const;
const unitNames = new Map<Unit, keyof typeof unitSizes>([
  [1, 'pounds'],
  [1_000, 'thousands'],
  [1_000_000, 'millions'],
]);
const rowsSearched = 20;

/** The row of a table's headers and a mapping by which it is read. */
export type MappedHead = { headerRow: number; mapping: TableMapping };

/**
 * The mappings meant for a table, one for each register it is read into, and the row of its headers; none where none is
 * meant. Throws `missing-columns` where one names the file and does not fit.
 */
export function wholeMappings(
  table: SourceTable,
  given: readonly TableMapping[],
  remembered: readonly TableMapping[],
): MappedHead[] {
  const rows = table.rows.slice(0, rowsSearched);
  const { file, sheet } = table;
  for (const mappings of [given, remembered.filter((one) => one.headers)]) {
    if (mappings.length === 0) continue;
    let best: { found: MappedHead[]; confidence: number } | null = null;
    for (const [headerRow, headers] of rows.entries()) {
      const matches = matchMappings(mappings, { file, sheet, headers });
      const confidence = matches[0]?.confidence ?? 0;
      // What is remembered is of these very headers; another table is asked about.
      if (matches.length === 0 || (mappings !== given && confidence < 1)) continue;
      if (!best || confidence > best.confidence)
        best = { found: matches.map((match) => ({ headerRow, mapping: match.table })), confidence };
    }
    if (best) return best.found;
  }
  const missing = missingHeaders(given, { file, sheet }, rows);
  if (missing.length === 0) return [];
  throw new OutturnError(
    'missing-columns',
    `${nameOf(table)}: the mapping for it reads columns that are not there: ${missing.join(', ')}. Change the mapping, or the file.`,
    { file: nameOf(table), columns: missing.join(', ') },
  );
}

/** The columns of a table as a mapping places them; headers it does not speak of keep their own meaning. */
export function mappedTable(table: SourceTable, headerRow: number, mapping: TableMapping): Detected {
  const { register, constants = {}, ignored = [], dates, totals } = mapping;
  const entries = new Map(
    Object.entries(mapping.columns).map(([header, entry]) => [normalHeader(header), columnMapping(entry)]),
  );
  const names = new Map<string, string>([
    ...ignored.map((header) => [normalHeader(header), ''] as const),
    ...[...entries].map(([header, { column }]) => [header, column] as const),
  ]);
  const row = table.rows[headerRow] ?? [];
  const found = place(row, register, names);
  const also = Object.entries(mapping.also ?? {}).map(([column, entry]) => ({ column, ...alsoMapping(entry) }));
  const said = new Set([...[...entries.values(), ...also].map(({ column }) => column), ...Object.keys(constants)]);
  const placed: Placed[] = [];
  for (const one of found.placed) {
    const entry = entries.get(normalHeader(one.header));
    if (entry) placed.push(withEntry(one, entry));
    // Its own name says a column that another header was given for: the person's word goes before it.
    else if (said.has(one.column)) {
      found.unused.push(one.header);
      found.ignored.push(`${one.header}: ${one.column} is taken from elsewhere by the mapping`);
    } else placed.push(one);
  }
  const columns = registers[register].columns as Columns;
  for (const { header, column, ...more } of also) {
    const index = row.findIndex((one) => normalHeader(one) === normalHeader(header));
    if (index < 0) continue;
    const own = row[index] ?? header;
    placed.push(withEntry({ index, header: own.trim(), column, unit: splitUnit(own).unit, also: true }, more));
  }
  const alsoRead = new Set(also.map((one) => normalHeader(one.header)));
  const unread = (text: string) => !alsoRead.has(normalHeader(text));
  for (const [column, constant] of Object.entries(constants))
    placed.push({ index: -1, header: columns[column]?.header ?? column, column, unit: null, constant });
  return {
    register,
    headerRow,
    placed,
    unused: found.unused.filter(unread),
    ignored: found.ignored.filter((text) => unread(text.replace(/: [^:]*$/, ''))),
    mapped: mapping,
    ...(dates ? { dates } : {}),
    ...(totals === 'keep' ? { keepTotals: true } : {}),
  };
}

function withEntry(
  placed: Placed,
  { unit, sign, blank, values }: Omit<ReturnType<typeof columnMapping>, 'column'>,
): Placed {
  return {
    ...placed,
    ...(sign ? { reversed: true as const } : {}),
    ...(unit ? { unit: unitSizes[unit] } : {}),
    ...(blank !== undefined ? { blank } : {}),
    ...(values
      ? { values: new Map(Object.entries(values).map(([text, value]) => [text.trim().toLowerCase(), value])) }
      : {}),
  };
}

/** The mapping by which a table was read, whole: what a person changes, keeps and gives again. */
export function mappingOf(table: SourceTable, detected: Detected): TableMapping {
  const { register, headerRow, placed, ignored, dates, keepTotals, mapped } = detected;
  const row = (table.rows[headerRow] ?? []).map((header) => header.trim()).filter((header) => header !== '');
  const columns: TableMapping['columns'] = {};
  const also: NonNullable<TableMapping['also']> = {};
  for (const { index, header, column, unit, blank, values, reversed, also: second } of placed) {
    if (index < 0) continue;
    // A unit of the header's own is said by the header.
    const said = splitUnit(header).unit === unit ? undefined : unitNames.get(unit);
    const more = {
      ...(said ? { unit: said } : {}),
      ...(reversed ? { sign: 'reversed' as const } : {}),
      ...(blank !== undefined ? { blank } : {}),
      ...(values ? { values: Object.fromEntries(values) } : {}),
    };
    const plain = Object.keys(more).length === 0;
    if (second) also[column] = plain ? header : { header, ...more };
    else columns[header] = plain ? column : { column, ...more };
  }
  const constants = placed.flatMap(({ index, column, constant }) =>
    index < 0 ? [[column, constant ?? ''] as const] : [],
  );
  const read = new Set(placed.map(({ header }) => header));
  const left = ignored.length > 0 ? [...new Set(row)].filter((header) => !read.has(header)) : [];
  return {
    ...(mapped?.file !== undefined ? { file: mapped.file } : {}),
    ...(mapped?.sheet !== undefined ? { sheet: mapped.sheet } : {}),
    headers: [...new Set(row)],
    register,
    columns,
    ...(Object.keys(also).length > 0 ? { also } : {}),
    ...(constants.length > 0 ? { constants: Object.fromEntries(constants) } : {}),
    ...(left.length > 0 ? { ignored: left } : {}),
    ...(dates ? { dates } : {}),
    ...(keepTotals ? { totals: 'keep' as const } : {}),
  };
}

/** What the copy remembers of tables read before; a mapping of a column that is no longer there is passed over. */
export function rememberedMappings(store: Store): TableMapping[] {
  const rows = store.rows(store.query.selectFrom('table_mappings').select('mapping').orderBy('id', 'desc'));
  return rows.flatMap(({ mapping }) => {
    const read = tableMappingSchema.safeParse(JSON.parse(mapping));
    return read.success && mappingProblem(read.data) === null ? [read.data] : [];
  });
}

/** Mappings as a window gives them. Throws `invalid-input` for one that cannot be meant. */
export function usableMappings(tables: readonly TableMapping[]): readonly TableMapping[] {
  for (const table of tables) {
    const wrong = mappingProblem(table);
    if (wrong) throw new OutturnError('invalid-input', wrong);
  }
  return tables;
}
