import { SqliteAdapter, SqliteDialect } from 'kysely';

/** SQLite can undo changes of schema inside a transaction; kysely's own adapter does not say so, and would not use it. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** kysely's SQLite dialect with migrations that are kept whole or not at all. */
export class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}
