import { formatDate, formatMoney, formatNumber, sayMoney } from '../../../shared/format/format.ts';
import type { ActivityEffect, RelationTest } from '../../../shared/programme/activity.ts';
import type { BoardChange } from '../../../shared/programme/board.ts';
import type { Programme, ProgrammeMoney } from '../../../shared/programme/programme.ts';
import { type TextRow, textColumns } from './text-columns.ts';

const thousands = (pence: number) => formatMoney(pence, 'thousands');
const moneyCells = (money: ProgrammeMoney): string[] =>
  [money.planned, money.realised, money.forecast, money.variance, money.investment, money.grant, money.net].map(
    thousands,
  );
const heads = ['Target', 'Realised', 'Forecast', 'Variance', 'Investment', 'Grant', 'Net cost'];

/** The programme of a year: themes and projects in £’000, business cases, block 3, and the years beside each other. */
export function programmeText(
  made: Programme,
  totals: readonly (ProgrammeMoney & { year: string })[],
  today: string,
  board: { board: string; metOn: string } | null,
  changes: readonly BoardChange[],
): string {
  const rows = made.themes.flatMap(({ theme, money }): TextRow[] => [
    [theme, '', '', ...moneyCells(money)],
    ...made.projects
      .filter((project) => project.theme === theme)
      .map((project) => [
        `  ${project.name}`,
        project.stage,
        project.state ?? 'not rated',
        ...moneyCells(project.money),
      ]),
  ]);
  const cases = made.projects.flatMap((project) => project.cases).filter((row) => row.year === made.year);
  const { release } = made;
  const children = totals.filter((row) => row.children > 0);
  return [
    `Programme ${made.year} on ${formatDate(today)}: ${made.projects.length} projects in ${made.themes.length} themes`,
    '',
    textColumns(
      [['£’000', 'Stage', 'RAG', ...heads], 'rule', ...rows, 'rule', ['Programme', '', '', ...moneyCells(made.total)]],
      3,
    ),
    '',
    textColumns([
      ['£’000', ...heads, '% of target'],
      'rule',
      ...totals.map((row) => [
        row.year,
        ...moneyCells(row),
        row.planned === 0 ? '' : formatNumber((row.realised / row.planned) * 100, 1),
      ]),
    ]),
    ...(children.length > 0
      ? ['', `Children: ${children.map((row) => `${row.year} ${formatNumber(row.children)}`).join(', ')}.`]
      : []),
    ...(cases.length > 0
      ? [
          '',
          textColumns(
            [
              ['Business case', 'State', 'On', 'Released, £’000'],
              'rule',
              ...cases.map((row) => [
                row.name,
                row.state,
                row.on ?? '',
                row.amountMissing && row.released === 0 ? 'not stated' : thousands(row.released),
              ]),
            ],
            3,
          ),
        ]
      : []),
    '',
    `Block 3 of ${release.year}: ${sayMoney(release.provision)} set aside; released ${sayMoney(release.released)}, waiting ${sayMoney(release.waiting)}, rejected ${sayMoney(release.rejected)}.`,
    ...made.turnArounds.map(
      (row) =>
        `${row.turnArounds} turn-arounds of ${row.savingReference}: ${sayMoney(row.inYear)} in the year${row.delivered === null ? '' : `, of ${sayMoney(row.delivered)} delivered`}.`,
    ),
    ...(board
      ? [
          `Since ${board.board} on ${formatDate(board.metOn)}: ${changes.length === 0 ? 'nothing has changed' : changes.map((row) => `${row.name} (${row.text.join(', ') || 'money'})`).join('; ')}.`,
        ]
      : []),
    ...[...made.overlaps, ...made.notes].map((note) => `· ${note}`),
  ].join('\n');
}

/** Planned changes of activity with the lever each becomes, and the back-test of every relationship. */
export function activityText(
  activity: readonly Pick<ActivityEffect, 'name' | 'said'>[],
  backTest: readonly RelationTest[],
): string[] {
  return [
    ...(activity.length > 0 ? ['', 'Activity:'] : []),
    ...activity.map((row) => `  ${row.name}: ${row.said}`),
    ...(backTest.length > 0 ? ['', 'Back-test of relationships, children entering care a month:'] : []),
    ...backTest.map((row) =>
      row.meanError === null || row.meanErrorOfMean === null
        ? `  ${row.name}: no month has both the measure and the children who entered care`
        : `  ${row.name}: off by ${formatNumber(row.meanError, 1)} over ${row.months.length} months, the plain mean by ${formatNumber(row.meanErrorOfMean, 1)}`,
    ),
  ];
}
