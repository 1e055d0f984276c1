import { useState } from 'react';
import { publishedVintages } from '../../../shared/demand/backtest/published-forecasts.ts';
import {
  type ForecastTable,
  forecastTable,
  type TableCell,
  tableColumns,
  tablePlan,
} from '../../../shared/demand/forecast-table.ts';
import type { UascChoice } from '../../../shared/demand/history/stock.ts';
import { simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { addDays, addMonths } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { whole } from './demand-figures.ts';

const paths = 400;
const seed = 7;
const labels: Record<string, string> = {
  ...{ all: 'All', modelled: 'Modelled', fostering: 'Fostering', residential: 'Residential', supported: 'Supported' },
  ...{ 'under 1': '0', '1-4': '1–4', '5-9': '5–9', '10-15': '10–15', '16-17': '16–17' },
};

/** The forecast table of the sector's tool for one and two years of history, and published forecasts scored. */
export function TableView({ snapshot }: { snapshot: Snapshot }) {
  const [uasc, setUasc] = useState<UascChoice>('excluded');
  const [months, setMonths] = useState(12);
  const [tables, setTables] = useState<ForecastTable[] | string | null>(null);
  const on = addDays(addMonths(addDays(snapshot.dataDate, 1), months), -1);
  const make = () => {
    setTables(null);
    try {
      setTables(
        [12, 24].map((windowMonths) => {
          const asked = { on, uasc, windowMonths, seed };
          const made = tablePlan(snapshot, asked);
          return forecastTable(snapshot, asked, made, simulatePaths(made.plan, 0, paths));
        }),
      );
    } catch (error) {
      if (!(error instanceof OutturnError)) throw error;
      setTables(error.message);
    }
  };
  return (
    <>
      <div className="row">
        <label className="row small">
          <span className="quiet">Children</span>
          <select className="input" value={uasc} onChange={(event) => setUasc(event.target.value as UascChoice)}>
            <option value="excluded">Without unaccompanied children</option>
            <option value="all">All</option>
          </select>
        </label>
        <label className="row small">
          <span className="quiet">Months ahead</span>
          <select className="input" value={months} onChange={(event) => setMonths(Number(event.target.value))}>
            {[6, 12, 18, 24].map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button primary" onClick={make}>
          Make the table
        </button>
        <span className="quiet">{whole(paths)} paths of one and of two years of history; each column its own 95 %</span>
      </div>
      {typeof tables === 'string' ? <p className="state">{tables}</p> : null}
      {Array.isArray(tables) ? tables.map((table) => <OneTable key={table.windowMonths} table={table} />) : null}
      <Published snapshot={snapshot} />
    </>
  );
}

function OneTable({ table }: { table: ForecastTable }) {
  const row = (key: string, label: string, pick: (cell: TableCell) => number | null, places = 0) => ({
    key,
    label,
    kind: key === 'forecast' ? ('total' as const) : ('plain' as const),
    cells: tableColumns.map((column) => {
      const value = pick(table.columns[column]);
      return { text: value === null ? '–' : formatNumber(value, places) };
    }),
  });
  return (
    <section className="card table-card" aria-label={`Forecast table, ${table.windowMonths / 12} years`}>
      <FigureTable
        name={`${table.uasc === 'all' ? 'All children' : 'Without unaccompanied children'}, rates of ${table.windowMonths} months`}
        head={table.windowMonths === 12 ? 'One year of history' : 'Two years of history'}
        columns={tableColumns.map((key) => ({
          key,
          label: labels[key] ?? key,
          divider: key === 'fostering' || key === 'under 1',
        }))}
        rows={[
          row('before', `Actual ${formatDate(table.before)}`, (cell) => cell.before),
          row('now', `Actual ${formatDate(table.dataDate)}`, (cell) => cell.now),
          row('forecast', `Forecast ${formatDate(table.on)}`, (cell) => cell.forecast),
          row('low', 'Lower', (cell) => cell.low),
          row('high', 'Upper', (cell) => cell.high),
          row('linear', 'Linear trend', (cell) => cell.linear.value),
          row('change', 'Change, %', (cell) => cell.changePercent, 1),
        ]}
      />
    </section>
  );
}

function Published({ snapshot }: { snapshot: Snapshot }) {
  const vintages = publishedVintages(snapshot);
  if (vintages.length === 0) return null;
  const number = (value: number | null) => (value === null ? '–' : whole(value));
  return (
    <section className="card table-card" aria-label="Published forecasts">
      <FigureTable
        name="Forecasts published elsewhere, bounds as printed"
        head="Forecast and figure"
        columns={['Made from', 'On', 'Value', 'Low', 'High', 'Actual', 'Error', 'Inside'].map((label) => ({
          key: label,
          label,
          ...(label === 'Error' ? { title: 'Actual − forecast' } : {}),
        }))}
        rows={vintages.flatMap(({ vintage, madeFrom, figures }) =>
          figures.map((row) => ({
            key: `${vintage} ${row.figure} ${row.on}`,
            label: `${vintage}, ${labels[row.figure] ?? row.figure}`,
            title: row.source,
            cells: [
              { text: formatDate(madeFrom) },
              { text: formatDate(row.on) },
              ...[row.value, row.low, row.high, row.stated ?? row.counted, row.error].map((value) => ({
                text: number(value),
              })),
              { text: row.inside === null ? '' : row.inside ? 'yes' : 'no' },
            ],
          })),
        )}
      />
    </section>
  );
}
