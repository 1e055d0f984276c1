import { sayMoney } from '../../format/format.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { type Programme, type ProgrammeMoney, programme } from '../../programme/programme.ts';
import { columnsOf, type Subject } from './subject-table.ts';

const moneyOf = (money: ProgrammeMoney) => [
  ...[money.planned, money.realised, money.forecast, money.variance, money.investment, money.grant, money.net],
];

/** The programme behind the savings (docs/model.md §17): projects by theme, cases with what is released, block 3. */
export function programmeSubject(snapshot: Snapshot, year: string, today: string): Subject {
  if (snapshot.projects.length === 0) return { tables: [], said: [] };
  const made = programme(snapshot, year, today);
  const { release } = made;
  const tables: Subject['tables'] = [
    projects(made),
    {
      caption: `Business cases of ${year}`,
      columns: columnsOf(['Case', 'text'], ['State', 'text'], ['On', 'date'], ["Released, £'000", 'thousands']),
      rows: made.projects
        .flatMap((project) => project.cases)
        .filter((row) => row.year === year)
        .map((row) => ({
          cells: [row.name, row.state, row.on, row.amountMissing && row.released === 0 ? null : row.released],
        })),
      note: `Block 3: ${sayMoney(release.provision)} set aside; released ${sayMoney(release.released)}, waiting ${sayMoney(release.waiting)}, rejected ${sayMoney(release.rejected)}. A blank amount is not stated.`,
    },
    {
      caption: 'Milestones that slip or are next',
      columns: columnsOf(
        ['Project', 'text'],
        ['Milestone', 'text'],
        ['Planned', 'date'],
        ['Forecast', 'date'],
        ['Slippage, days', 'count'],
      ),
      rows: made.projects.flatMap(({ name, next }) =>
        next ? [{ cells: [name, next.name, next.planned, next.forecast, next.slippageDays] }] : [],
      ),
    },
  ];
  return { tables: tables.filter(({ rows }) => rows.length > 0), said: [...made.overlaps, ...made.notes] };
}

function projects(made: Programme): Subject['tables'][number] {
  return {
    caption: `Projects and benefits of ${made.year}, £'000`,
    columns: columnsOf(
      ['Project', 'text'],
      ['Stage', 'text'],
      ['RAG', 'text'],
      ...(['Target', 'Realised', 'Forecast', 'Variance', 'Investment', 'Grant', 'Net cost'] as const).map(
        (label) => [label, 'thousands'] as [string, 'thousands'],
      ),
    ),
    rows: [
      ...made.themes.flatMap(({ theme, money }) => [
        { cells: [theme, null, null, ...moneyOf(money)], total: true },
        ...made.projects
          .filter((project) => project.theme === theme)
          .map((project) => ({
            cells: [project.name, project.stage, project.state ?? 'not rated', ...moneyOf(project.money)],
          })),
      ]),
      { cells: ['Programme', null, null, ...moneyOf(made.total)], total: true },
    ],
  };
}
