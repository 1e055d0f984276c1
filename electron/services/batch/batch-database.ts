import { createHash } from 'node:crypto';
import pg from 'pg';
import { type Db, PgBoss } from 'pg-boss';
import { OutturnError } from '../../../shared/model/problem.ts';
import { certificateTrouble } from '../sync/connections.ts';
import { databaseConfig } from '../sync/database-connection.ts';
import type { SignedIn } from '../sync/database-password.ts';
import { jobsSchema } from './batch-schema.ts';
import { computing } from './plan-bytes.ts';

/** What a job says: the plan by its fingerprint, the range of paths, and for people whose it is. */
export type PathsJob = { id: string; plan: string; from: number; to: number; unit: string };

/** A job is given to workers that compute alike, and to no others. */
const alike = createHash('sha256').update(computing()).digest('hex').slice(0, 12);
export const queueName = `paths-${alike}`;
export const deadQueueName = `dead-${alike}`;

/** A job names its result: the same plan and range, from whatever batch, is one result. */
export const resultId = (plan: string, from: number, to: number): string =>
  createHash('sha256').update(`${plan} ${from} ${to}`).digest('hex');

/** A worker that says nothing for so many seconds has died; pg-boss allows no fewer. */
export const heartbeatSeconds = 10;
const retries = { retryLimit: 5, retryDelay: 1, retryBackoff: true, retryDelayMax: 60 };

export type BatchDatabase = {
  pool: pg.Pool;
  boss: PgBoss;
  /** Runs `work` in one transaction; pg-boss takes its `db`. */
  transaction<T>(work: (client: pg.PoolClient, db: Db) => Promise<T>): Promise<T>;
};

/** Opens a database of batches for `work`. Throws `destination-refused` in words where its tables are not there. */
export async function withBatchDatabase<T>(
  { address, password }: SignedIn,
  connections: number,
  work: (database: BatchDatabase) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ ...databaseConfig(address, password), max: connections });
  pool.on('error', () => {});
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    ...{ schema: jobsSchema, migrate: false, createSchema: false, schedule: false },
    ...{ supervise: true, monitorIntervalSeconds: 2, superviseIntervalSeconds: 2 },
  });
  // What it meets in the background is met again by the next question, which throws.
  boss.on('error', () => {});
  try {
    await requireTables(pool);
    await boss.start();
    await boss.createQueue(deadQueueName);
    await boss.createQueue(queueName, {
      ...retries,
      heartbeatSeconds,
      expireInSeconds: 3600,
      deadLetter: deadQueueName,
    });
    return await work({ pool, boss, transaction: (inner) => inTransaction(pool, inner) });
  } catch (error) {
    throw explained(error, address.host);
  } finally {
    await boss.stop({ graceful: false }).catch(() => {});
    await pool.end().catch(() => {});
  }
}

async function requireTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ there: boolean }>(
    `select to_regclass('outturn_batch.results') is not null and to_regclass('${jobsSchema}.version') is not null as there`,
  );
  if (rows[0]?.there) return;
  throw new OutturnError(
    'destination-refused',
    'This database has no tables for batches. Ask who runs it to run the script that `outturn worker schema` prints, and to grant outturn_worker to your user.',
  );
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient, db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const made = await work(client, { executeSql: (text, values) => client.query(text, values as unknown[]) });
    await client.query('commit');
    client.release();
    return made;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** What a database refuses, in words; never its own text, which may quote values. */
function explained(error: unknown, host: string): unknown {
  if (error instanceof OutturnError) return error;
  const certificate = certificateTrouble(error);
  if (certificate !== null) return new OutturnError('destination-refused', certificate);
  const code = (error as { code?: string }).code ?? '';
  if (code.startsWith('28')) {
    return new OutturnError('destination-refused', `${host} did not accept the user name and password.`);
  }
  if (code === '42501') return new OutturnError('destination-refused', 'This user may not work on batches there.');
  if (code === '3D000') return new OutturnError('destination-refused', `${host} has no database of that name.`);
  if (/^(E[A-Z]+|08|57)/.test(code)) {
    return new OutturnError('source-unreachable', `${host} cannot be reached just now (${code}).`);
  }
  return error;
}
