import type { Client } from 'pg';
import { z } from 'zod';
import { certificateTrouble } from './connections.ts';
import { databaseConfig, withDatabase } from './database-connection.ts';
import { type Adapter, DeliveryProblem, type DestinationOf, type OutgoingExport } from './destination.ts';

/** The forecast document a database receives (shared with the JSON export). */
const forecastDocument = z.object({
  council: z.string(),
  year: z.string(),
  period: z.number(),
  dataDate: z.string(),
  engineVersion: z.string(),
  method: z.string(),
  /** The scenario as it was: levers, assumptions, seed. */
  scenario: z.record(z.string(), z.unknown()).default({}),
  lines: z.array(z.object({ code: z.string(), name: z.string(), months: z.array(z.number()) }).catchall(z.unknown())),
});

const tables = `
  create schema if not exists outturn;
  create table if not exists outturn.exports (
    sha256 text primary key, name text not null, scenario text not null, council text not null, year text not null,
    period integer not null, data_date date not null, engine_version text not null, method text not null,
    seed bigint, levers integer not null, scenario_document jsonb not null,
    delivered_at timestamptz not null default now());
  create table if not exists outturn.forecast_rows (
    sha256 text not null references outturn.exports (sha256) on delete cascade, line_code text not null,
    line_name text not null, measure text not null, amount_pence bigint not null,
    primary key (sha256, line_code, measure));`;

/**
 * Carries a forecast to PostgreSQL for reporting tools: one row of metadata and one row per line and measure, in one
 * transaction keyed by the export's hash, so a repeated delivery changes nothing and a broken one leaves nothing.
 */
export function postgresqlAdapter(destination: DestinationOf<'postgresql'>, password: string): Adapter {
  const config = databaseConfig(destination, password);
  return {
    async deliver(outgoing, _path, signal) {
      const decoded = forecastDocument.safeParse(outgoing.forecast);
      if (!decoded.success)
        throw new DeliveryProblem(
          'refused',
          'This export is not a forecast, so there are no rows to send to a database.',
        );
      const forecast = decoded.data;
      try {
        return await withDatabase(config, signal, (client) => insert(client, outgoing, forecast));
      } catch (error) {
        if (error instanceof DeliveryProblem) throw error;
        const certificate = certificateTrouble(error);
        if (certificate !== null) throw new DeliveryProblem('refused', certificate);
        const code = (error as { code?: string }).code ?? '';
        if (code.startsWith('28'))
          throw new DeliveryProblem('refused', 'The database did not accept the user name and password.');
        if (code === '3D000')
          throw new DeliveryProblem('refused', `There is no database called ${destination.database}.`);
        if (code.startsWith('22'))
          throw new DeliveryProblem('refused', `The database cannot hold this forecast: ${(error as Error).message}`);
        if (code === '42501') throw new DeliveryProblem('refused', 'The database user may not write there.');
        throw new DeliveryProblem(
          'retry',
          `The database could not be reached or did not finish: ${(error as Error).message}`,
        );
      }
    },
  };
}

/** Writes one forecast in one transaction. Answers the receipt. */
async function insert(
  client: Client,
  outgoing: OutgoingExport,
  forecast: z.infer<typeof forecastDocument>,
): Promise<string> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock(620431)');
  // Asked first: who may only write to tables that are there may not make them.
  const { rows: there } = await client.query("select to_regclass('outturn.forecast_rows') is not null as made");
  if (!there[0]?.made) await client.query(tables);
  const inserted = await client.query(
    `insert into outturn.exports 
       (sha256, name, scenario, council, year, period, data_date, engine_version, method, seed, levers, scenario_document)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (sha256) do nothing`,
    [
      outgoing.sha256,
      outgoing.name,
      outgoing.fields.scenario ?? '',
      forecast.council,
      forecast.year,
      forecast.period,
      forecast.dataDate,
      forecast.engineVersion,
      forecast.method,
      typeof forecast.scenario.seed === 'number' ? forecast.scenario.seed : null,
      Array.isArray(forecast.scenario.levers) ? forecast.scenario.levers.length : 0,
      JSON.stringify(forecast.scenario),
    ],
  );
  if (inserted.rowCount === 0) {
    await client.query('rollback');
    return 'already in the database';
  }
  const rows = forecast.lines.flatMap((line) => [
    ...Object.entries(line)
      .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
      .map(([measure, amount]) => [line.code, line.name, measure, Math.round(amount)] as const),
    ...line.months.map(
      (amount, index) =>
        [line.code, line.name, `month-${String(index + 1).padStart(2, '0')}`, Math.round(amount)] as const,
    ),
  ]);
  await client.query(
    `insert into outturn.forecast_rows (sha256, line_code, line_name, measure, amount_pence)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[])`,
    [
      outgoing.sha256,
      rows.map((row) => row[0]),
      rows.map((row) => row[1]),
      rows.map((row) => row[2]),
      rows.map((row) => row[3]),
    ],
  );
  await client.query('commit');
  return `${rows.length} rows`;
}
