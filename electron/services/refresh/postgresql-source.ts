import pg from 'pg';
import { OutturnError } from '../../../shared/model/problem.ts';
import { registers } from '../../../shared/model/registers.ts';
import type { SourceOf } from '../../../shared/model/source.ts';
import { limits } from '../import/source-table.ts';
import { exactCsv } from '../import/write-csv.ts';
import { certificateTrouble } from '../sync/connections.ts';
import { databaseConfig, withDatabase } from '../sync/database-connection.ts';
import type { SourceFiles } from './extracts.ts';
import { requireReadOnlyRole } from './read-only-role.ts';

/** At most this many rows of one query are taken. */
const mostRows = 200_000;
const booleanType = 16;

/**
 * Runs the query of each register and gives its rows as a table. Each runs in a transaction of its own that can only
 * read, as the single statement of an extended query, inside a `select`, by a user that can do nothing but read: whatever
 * its text says, nothing is written.
 * Throws `source-refused` (naming the query at fault) or `source-unreachable`.
 */
export async function readQueries(
  source: SourceOf<'postgresql'>,
  password: string,
  signal: AbortSignal,
): Promise<SourceFiles> {
  const config: pg.ClientConfig = {
    ...databaseConfig(source, password),
    statement_timeout: 60_000,
    // Values as the database writes them: the import reads text, and no date is moved by a time zone.
    types: {
      getTypeParser: (type: number) => (value: string) =>
        type === booleanType ? (value === 't' ? 'yes' : 'no') : value,
    } as unknown as pg.CustomTypesConfig,
  };
  const found: SourceFiles = { files: [], registerOf: {} };
  let register: string | null = null;
  try {
    return await withDatabase(config, signal, async (client) => {
      await client.query(`set datestyle = 'ISO'; set statement_timeout = 60000`);
      await requireReadOnlyRole(client, source.name);
      for (const query of source.queries) {
        register = registers[query.register].label;
        const rows = await readOne(client, query.sql, register);
        const name = `${source.name} ${query.register} ${source.queries.indexOf(query) + 1}.csv`;
        found.files.push({ name, bytes: Buffer.from(exactCsv(rows), 'utf8') });
        found.registerOf[name] = query.register;
      }
      return found;
    });
  } catch (error) {
    throw explain(error, source.name, register);
  }
}

async function readOne(client: pg.Client, sql: string, register: string): Promise<string[][]> {
  await client.query('begin transaction isolation level repeatable read read only');
  const inner = sql.trim().replace(/;\s*$/, '');
  const table = await rowsOf(
    client,
    {
      text: `select * from (${inner}\n) as outturn_source limit ${mostRows + 1}`,
      rowMode: 'array',
      queryMode: 'extended',
    } as pg.QueryArrayConfig,
    () => new OutturnError('too-many-cells', `The query for ${register} gives more rows than are read at once.`),
  );
  // After a failure there is nothing to end: the connection goes with it.
  await client.query('rollback');
  return table;
}

/** The header and the rows of a query, which stops at the first row too many: a server may give more than was asked for. */
function rowsOf(client: pg.Client, config: pg.QueryArrayConfig, tooMany: () => Error): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const table: string[][] = [];
    const query = client.query(new pg.Query<(string | null)[]>(config));
    query.on('row', (row) => {
      if (table.length < mostRows && (table.length + 1) * row.length <= limits.cells)
        table.push(row.map((cell) => (cell === null ? '' : String(cell))));
      else reject(tooMany());
    });
    query.on('error', reject);
    query.on('end', (result) => {
      if (Array.isArray(result)) reject(new Error('Several answers came to one question.'));
      else resolve([result.fields.map((field) => field.name), ...table]);
    });
  });
}

function explain(error: unknown, name: string, register: string | null): OutturnError {
  if (error instanceof OutturnError) return error;
  const certificate = certificateTrouble(error);
  if (certificate !== null) return new OutturnError('source-refused', `${name}: ${certificate}`);
  const code = (error as { code?: string }).code ?? '';
  if (code.startsWith('28'))
    return new OutturnError('source-refused', `${name} did not accept the user name and password.`);
  if (code === '25006')
    return new OutturnError('source-refused', `${name}: the query for ${register} would change data, and was refused.`);
  if (code === '57014')
    return new OutturnError('source-unreachable', `${name}: the query for ${register} took longer than a minute.`);
  if (/^[0-9A-Z]{5}$/.test(code) && register !== null && !code.startsWith('08') && !code.startsWith('57'))
    return new OutturnError(
      'source-refused',
      `${name}: the query for ${register} failed: ${(error as Error).message.slice(0, 300)}`,
    );
  return new OutturnError('source-unreachable', `${name} cannot be reached just now.`);
}
