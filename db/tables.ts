import type { Columns } from '../shared/model/register.ts';
import { type RegisterName, registerNames, registers } from '../shared/model/registers.ts';

/** A table whose rows are logged, undone and read whole: every register, the settings, the SSDA903 episodes and what sources said. */
export type Entity = RegisterName | 'settings' | 'episodes' | 'sourceValues';
/** A row of any such table: its id and its columns. */
export type Cells = Record<string, string | number | null>;
export type StoredRow = { id: number } & Cells;

export type Table = {
  readonly entity: Entity;
  /** The table's name in SQL. */
  readonly name: string;
  /** Column names as the application has them, and as SQL has them, in the same order. */
  readonly columns: readonly string[];
  readonly sqlColumns: readonly string[];
  readonly key: readonly string[];
  readonly references: readonly { columns: readonly string[]; register: RegisterName }[];
  /** The words for one row, and the heading of all. */
  readonly singular: string;
  readonly label: string;
};

/** `budgetLines` → `budget_lines`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function table(entity: Entity, columns: readonly string[], key: readonly string[], labels: [string, string]): Table {
  const references = (entity in registers
    ? registers[entity as RegisterName].references
    : []) as unknown as Table['references'];
  return {
    entity,
    name: snakeCase(entity),
    columns,
    sqlColumns: columns.map(snakeCase),
    key,
    references,
    singular: labels[0],
    label: labels[1],
  };
}

/** Columns of `episodes` beyond id and stamps. */
export const episodeColumns = [
  'childKey',
  'birthMonth',
  'birthDate',
  'uasc',
  'collectionYear',
  'fileOrder',
  'started',
  'ended',
  'reasonNew',
  'legalStatus',
  'need',
  'place',
  'provider',
  'reasonEnded',
  'importId',
] as const;

/** Every logged table by entity. Identifiers in SQL come from here and nowhere else. */
export const tables: Readonly<Record<Entity, Table>> = {
  ...(Object.fromEntries(
    registerNames.map((name) => {
      const { columns, key, singular, label } = registers[name];
      return [name, table(name, Object.keys(columns as Columns), key, [singular, label])];
    }),
  ) as Record<RegisterName, Table>),
  settings: table('settings', ['key', 'value'], ['key'], ['setting', 'Settings']),
  sourceValues: table(
    'sourceValues',
    ['register', 'sourceRowId', 'columnKey', 'value'],
    ['register', 'sourceRowId', 'columnKey'],
    ['source value', 'Source values'],
  ),
  episodes: table('episodes', episodeColumns, ['collectionYear', 'fileOrder'], ['episode', 'Episodes']),
};
export const entities = Object.keys(tables) as Entity[];

/** The table of an entity named in the log. Throws RangeError on a name that is not one of ours. */
export function tableOf(entity: string): Table {
  if (!Object.hasOwn(tables, entity)) throw new RangeError(`No table for ${entity}`);
  return tables[entity as Entity];
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`);

/** The SQL of things done to a logged table; values are always bound. */
export function statementsOf({ name, columns, sqlColumns }: Table) {
  // Rows read whole come with their keys in order, as a scenario file writes them: half the time of every save.
  const listed = [['id', 'id'], ...sqlColumns.map((column, index) => [column, columns[index] ?? ''])]
    .sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1))
    .map(([column, key]) => `"${column}" as "${key}"`)
    .join(', ');
  const marks = sqlColumns.map(() => '?').join(', ');
  return {
    all: `select ${listed} from "${name}" order by id`,
    one: `select ${listed} from "${name}" where id = ?`,
    insert: `insert into "${name}" (${quoted(sqlColumns).join(', ')}, created_at, updated_at) values (${marks}, ?, ?)`,
    insertWithId: `insert into "${name}" (id, ${quoted(sqlColumns).join(', ')}, created_at, updated_at) values (?, ${marks}, ?, ?)`,
    remove: `delete from "${name}" where id = ?`,
  } as const;
}

export type StatementName = keyof ReturnType<typeof statementsOf>;

/** The SQL that replaces some of a table's columns, in the order given; values are always bound. */
export function updateOf({ name }: Table, columns: readonly string[]): string {
  return `update "${name}" set ${[...quoted(columns.map(snakeCase)).map((column) => `${column} = ?`), 'updated_at = ?'].join(', ')}, version = version + 1 where id = ?`;
}
