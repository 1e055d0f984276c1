import Database from 'better-sqlite3-multiple-ciphers';
import { Kysely } from 'kysely';
import { OutturnError } from '../shared/model/problem.ts';
import { TransactionalSqliteDialect } from './dialect.ts';
import type { LogTables } from './log-tables.ts';
import { migrateToLatest } from './migrate.ts';

type Schema = Map<string, Set<string>>;
let expected: Promise<Schema> | null = null;

function schemaOf(database: Database.Database): Schema {
  const rows = database
    .prepare<[], { table: string; column: string }>(
      `select t.name as "table", c.name as "column" from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table'`,
    )
    .all();
  const schema: Schema = new Map();
  for (const { table, column } of rows) schema.set(table, (schema.get(table) ?? new Set()).add(column));
  return schema;
}

/** The tables and columns that every migration together makes; worked out once. */
function expectedSchema(): Promise<Schema> {
  expected ??= (async () => {
    const database = new Database(':memory:');
    try {
      const builder = new Kysely<LogTables>({ dialect: new TransactionalSqliteDialect({ database }) });
      await migrateToLatest(builder, database, ':memory:');
      return schemaOf(database);
    } finally {
      database.close();
    }
  })();
  return expected;
}

/**
 * Checks that a copy at the newest version has the tables and columns of that version. Throws `store-damaged` naming the
 * first that is missing: a copy that passes SQLite's own check may still have been altered by another program.
 */
export async function checkSchema(database: Database.Database): Promise<void> {
  const found = schemaOf(database);
  for (const [table, columns] of await expectedSchema()) {
    for (const column of columns) {
      if (found.get(table)?.has(column)) continue;
      const missing = found.has(table) ? `${table}.${column}` : table;
      throw new OutturnError('store-damaged', 'The local copy is damaged and cannot be read.', {
        finding: `no ${missing}`,
      });
    }
  }
}
