import type { Store } from '../../../db/store.ts';
import { splitUnit, type Unit } from '../../../shared/cells/unit.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import {
  columnMapping,
  mappingProblem,
  type TableMapping,
  tableMappingSchema,
} from '../../../shared/import-mapping/mapping.ts';
import { matchMapping, missingHeaders } from '../../../shared/import-mapping/match.ts';
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

/** The mapping meant for a table and the row of its headers. Throws `missing-columns` where one names the file and does not fit. */
export function wholeMapping(
  table: SourceTable,
  given: readonly TableMapping[],
  remembered: readonly TableMapping[],
): { headerRow: number; mapping: TableMapping } | null {
  const rows = table.rows.slice(0, rowsSearched);
  const { file, sheet } = table;
  for (const mappings of [given, remembered.filter((one) => one.headers)]) {
    let best: { headerRow: number; mapping: TableMapping; confidence: number } | null = null;
    for (const [headerRow, headers] of rows.entries()) {
      const match = matchMapping(mappings, { file, sheet, headers });
      if (!match || (mappings === remembered && match.confidence < 1)) continue;
      if (!best || match.confidence > best.confidence)
        best = { headerRow, mapping: match.table, confidence: match.confidence };
    }
    // What is remembered is of these very headers; another table is asked about.
    if (best && (mappings === given || best.confidence === 1)) return best;
  }
  const missing = missingHeaders(given, { file, sheet }, rows);
  if (missing.length === 0) return null;
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
  const said = new Set([...[...entries.values()].map(({ column }) => column), ...Object.keys(constants)]);
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
  for (const [column, constant] of Object.entries(constants))
    placed.push({ index: -1, header: columns[column]?.header ?? column, column, unit: null, constant });
  return {
    register,
    headerRow,
    placed,
    unused: found.unused,
    ignored: found.ignored,
    mapped: mapping,
    ...(dates ? { dates } : {}),
    ...(totals === 'keep' ? { keepTotals: true } : {}),
  };
}

function withEntry(placed: Placed, { unit, blank, values }: ReturnType<typeof columnMapping>): Placed {
  return {
    ...placed,
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
  for (const { index, header, column, unit, blank, values } of placed) {
    if (index < 0) continue;
    // A unit of the header's own is said by the header.
    const said = splitUnit(header).unit === unit ? undefined : unitNames.get(unit);
    const more = {
      ...(said ? { unit: said } : {}),
      ...(blank !== undefined ? { blank } : {}),
      ...(values ? { values: Object.fromEntries(values) } : {}),
    };
    columns[header] = Object.keys(more).length > 0 ? { column, ...more } : column;
  }
  const constants = placed.flatMap(({ index, column, constant }) =>
    index < 0 ? [[column, constant ?? ''] as const] : [],
  );
  const read = new Set(Object.keys(columns));
  const left = ignored.length > 0 ? [...new Set(row)].filter((header) => !read.has(header)) : [];
  return {
    ...(mapped?.file !== undefined ? { file: mapped.file } : {}),
    ...(mapped?.sheet !== undefined ? { sheet: mapped.sheet } : {}),
    headers: [...new Set(row)],
    register,
    columns,
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
