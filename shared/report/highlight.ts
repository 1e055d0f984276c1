import { formatDate, formatMoney, formatNumber, sayMoney } from '../format/format.ts';
import type { BoardChange } from '../programme/board.ts';
import type { Programme } from '../programme/programme.ts';
import type { Report, ReportBlock } from './document.ts';
import { teller } from './say.ts';

/** Milestones, and changes or notes, that one page has room for beside seven themes. */
const most = 3;
const mostItems = 2;

/**
 * The highlight report: a programme on one page. Themes with their money, what is late and what comes next, children,
 * what changed since the last board. What does not find room is counted, never left out unsaid.
 */
export function highlightReport(
  made: Programme,
  changes: readonly BoardChange[],
  about: { council: string; on: string; synthetic: boolean },
): Report {
  const { total, release } = made;
  const say = teller();
  const states = new Map<string, number>();
  for (const project of made.projects)
    states.set(project.state ?? 'not rated', (states.get(project.state ?? 'not rated') ?? 0) + 1);
  const milestones = made.projects
    .flatMap((project) => project.milestones.map((row) => ({ project: project.name, row })))
    .filter(({ row }) => row.actual === null)
    .sort((a, b) => b.row.slippageDays - a.row.slippageDays || (a.row.due < b.row.due ? -1 : 1));
  const summary = [
    `${made.projects.length} projects in ${made.themes.length} themes: ${[...states].map(([state, count]) => `${count} ${state}`).join(', ')}.`,
    `Of a target of ${sayMoney(total.planned)} in ${made.year}, ${sayMoney(total.realised)} is realised and ${sayMoney(total.forecast)} more is forecast: ${sayMoney(Math.abs(total.variance))} ${total.variance < 0 ? 'short' : 'beyond'}. It costs ${sayMoney(total.net)} net of grants${total.children > 0 ? `; ${formatNumber(total.children)} children were helped` : ''}.`,
    `Block 3 sets ${sayMoney(release.provision)} aside: ${sayMoney(release.released)} released, ${sayMoney(release.waiting)} waiting, ${sayMoney(release.rejected)} rejected.`,
  ];
  const cells = (money: Programme['total']) =>
    [money.planned, money.realised, money.forecast, money.variance, money.net].map((pence) =>
      formatMoney(pence, 'thousands'),
    );
  const left = milestones.length - most;
  const blocks: ReportBlock[] = [
    {
      kind: 'table',
      caption: `Themes ${made.year}, £'000`,
      columns: [
        { label: 'Theme', numeric: false },
        ...['Projects', 'Target', 'Realised', 'Forecast', 'Against target', 'Net cost'].map((label) => ({
          label,
          numeric: true,
        })),
      ],
      rows: [
        ...made.themes.map((row) => ({ cells: [row.theme, String(row.projects), ...cells(row.money)], total: false })),
        { cells: ['Programme', String(made.projects.length), ...cells(total)], total: true },
      ],
      note: null,
    },
  ];
  const dated: ReportBlock[] =
    milestones.length === 0
      ? [{ kind: 'paragraph', text: 'No milestone is open.' }]
      : [
          {
            kind: 'table',
            caption: 'Milestones to come, the latest against their plan first',
            columns: [
              { label: 'Milestone', numeric: false },
              { label: 'Planned', numeric: true },
              { label: 'Now', numeric: true },
              { label: 'Days late', numeric: true },
            ],
            rows: milestones.slice(0, most).map(({ project, row }) => ({
              cells: [
                `${project}: ${row.name}`,
                formatDate(row.planned),
                formatDate(row.due),
                String(row.slippageDays),
              ],
              total: false,
            })),
            note: left > 0 ? `${left} more are open.` : null,
          },
        ];
  const open = [...made.overlaps, ...made.notes];
  return {
    title: `${about.council || 'Programme'}: highlight report ${formatDate(about.on)}`,
    audience: 'Programme board',
    public: false,
    coverOnFirstPage: true,
    cover: [
      {
        label: 'Publication',
        value: about.synthetic ? 'Not for publication; part is synthetic' : 'Not for publication',
      },
    ],
    sections: [
      {
        title: 'Where the programme stands',
        blocks: [...summary.map((text): ReportBlock => ({ kind: 'paragraph', text })), ...blocks],
      },
      { title: 'What comes next', blocks: dated },
      {
        title: 'Changes and issues',
        blocks: [
          {
            kind: 'list',
            items: [
              ...changes.slice(0, mostItems).map((row) => `${row.name}: ${row.text.join('; ') || 'money moved'}`),
              ...(changes.length > mostItems ? [`${changes.length - mostItems} more projects have changed.`] : []),
              ...open.slice(0, mostItems),
              ...(open.length > mostItems ? [`${open.length - mostItems} more notes.`] : []),
              ...(changes.length + open.length === 0 ? ['Nothing has changed and nothing is open.'] : []),
            ],
          },
        ],
      },
    ],
    said: say.said,
  };
}
