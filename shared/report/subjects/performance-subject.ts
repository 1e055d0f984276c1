import { formatMonth } from '../../format/format.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { contractPerformance, type PerformanceRow } from '../../programme/contract-performance.ts';
import { columnsOf, type Subject, type SubjectTable } from './subject-table.ts';

const states = { met: 'met', within: 'within tolerance', outside: 'outside tolerance' } as const;

/** Performance against the contract (docs/model.md §18): its indicators, failures and plans; other measures; services. */
export function performanceSubject(snapshot: Snapshot, today: string): Subject {
  if (snapshot.kpis.length === 0) return { tables: [], said: [] };
  const made = contractPerformance(snapshot, today);
  const tables: SubjectTable[] = [
    measures('Indicators of the contract', made.contract),
    {
      caption: 'Performance failures',
      columns: columnsOf(
        ['Indicator', 'text'],
        ['Periods outside', 'count'],
        ['In', 'text'],
        ['What the data hold', 'text'],
      ),
      rows: made.failures.map((row) => ({
        cells: [
          `${row.indicator === null ? '' : `${row.indicator} `}${row.name}`,
          ...[row.periods, row.unit, row.evidence],
        ],
      })),
    },
    {
      caption: 'Rectification plans',
      columns: columnsOf(['Measure', 'text'], ['Plan', 'text'], ['Raised', 'date'], ['Due', 'date'], ['State', 'text']),
      rows: [...made.contract, ...made.management].flatMap(({ name, plans }) =>
        plans.map((plan) => ({ cells: [name, plan.plan ?? plan.reference, plan.raised, plan.due, plan.state] })),
      ),
    },
    measures('Other measures', made.management),
    measures('Support services, kept apart from the contract', made.supportServices),
  ];
  return { tables: tables.filter(({ rows }) => rows.length > 0), said: made.notes };
}

function measures(caption: string, rows: readonly PerformanceRow[]): SubjectTable {
  return {
    caption,
    columns: columnsOf(
      ['Measure', 'text'],
      ['Month', 'text'],
      ['Value', 'decimal'],
      ['Target', 'decimal'],
      ['Tolerance', 'decimal'],
      ['Year to date', 'decimal'],
      ['Neighbours', 'decimal'],
      ['England', 'decimal'],
      ['State', 'text'],
    ),
    rows: rows.map((row) => ({
      cells: [
        `${row.indicator === null ? '' : `${row.indicator} `}${row.name}`,
        row.latest ? formatMonth(row.latest.month) : null,
        ...[row.latest?.value ?? null, row.target, row.tolerance, row.yearToDate?.value ?? null],
        ...[row.statisticalNeighbours, row.england, row.status === null ? null : states[row.status]],
      ],
    })),
  };
}
