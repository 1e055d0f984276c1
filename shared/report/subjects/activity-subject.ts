import { activityLines } from '../../activity/activity.ts';
import { partnerPackages } from '../../activity/partner-packages.ts';
import { projectActivity } from '../../activity/project-activity.ts';
import { teamPositions } from '../../activity/staffing.ts';
import { formatMonth } from '../../format/format.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { columnsOf, type Subject } from './subject-table.ts';

/** Periods that are shown ahead of an activity. */
const ahead = 2;

/** Volume × price of every activity with what is ahead, why it moved, posts and partners' packages (docs/model.md §22). */
export function activitySubject(snapshot: Snapshot, scenario: Scenario): Subject {
  const lines = activityLines(snapshot.activities, snapshot.activityCounts);
  const posts = teamPositions(snapshot.staffingPosts);
  const packages = partnerPackages(snapshot.jointFunding, snapshot.shareSteps, scenario.year);
  const tables: Subject['tables'] = [
    {
      caption: 'Volume and price of activities',
      columns: columnsOf(
        ['Activity', 'text'],
        ['From', 'text'],
        ['Volume', 'count'],
        ['Price, £', 'pounds'],
        ["Amount, £'000", 'thousands'],
        ['Printed price, £', 'pounds'],
      ),
      rows: lines.flatMap((line) => [
        ...line.periods.map((period) => ({
          cells: [
            `${line.name}, ${line.unit}`,
            formatMonth(period.from),
            period.volume,
            ...(period.priced ? [period.price, period.amount] : [null, null]),
            period.printed,
          ],
        })),
        ...projectActivity(line, ahead, scenario.levers).map((period) => ({
          cells: [
            `${line.name}, ahead`,
            formatMonth(period.from),
            period.volume,
            ...(period.priced ? [period.price, period.amount] : [null, null]),
            null,
          ],
        })),
      ]),
    },
    {
      caption: "Why activities moved, £'000",
      columns: columnsOf(
        ['Activity', 'text'],
        ['Change', 'thousands'],
        ['Volume', 'thousands'],
        ['Price', 'thousands'],
        ['Mix', 'thousands'],
        ['Volume %', 'percent'],
        ['Price %', 'percent'],
      ),
      rows: lines.flatMap(({ name, whole, periods }) =>
        whole && periods.every(({ priced }) => priced)
          ? [
              {
                cells: [
                  `${name}, ${formatMonth(whole.from)} to ${formatMonth(whole.to)}`,
                  whole.after - whole.before,
                  ...[whole.volume, whole.price, whole.mix, whole.volumePercent, whole.pricePercent],
                ],
              },
            ]
          : [],
      ),
    },
    {
      caption: 'Posts',
      columns: columnsOf(
        ['Team', 'text'],
        ['On', 'date'],
        ['Posts', 'decimal'],
        ['Employed', 'decimal'],
        ['Agency', 'decimal'],
        ['Uncovered', 'decimal'],
        ["Agency premium, £'000", 'thousands'],
        ["Unspent, £'000", 'thousands'],
      ),
      rows: posts.map((row) => ({
        cells: [row.team, row.on, row.posts, row.employed, row.agency, row.uncovered, row.agencyPremium, row.unspent],
      })),
    },
    {
      caption: "Packages shared with partners, £'000",
      columns: columnsOf(
        ['Package', 'text'],
        ['Partner', 'text'],
        ['Gross', 'thousands'],
        ['Agreed', 'thousands'],
        ['Invoiced', 'thousands'],
        ['Disputed', 'thousands'],
        ['Unbilled', 'thousands'],
        ['By rule', 'thousands'],
        ['At benchmark', 'thousands'],
      ),
      rows: packages.map((row) => ({
        cells: [
          ...[`${row.reference} ${row.name}`, row.partner, row.gross, row.agreed, row.invoiced, row.disputed],
          ...[row.unbilled, row.byRule, row.atBenchmark],
        ],
      })),
    },
  ];
  return { tables: tables.filter(({ rows }) => rows.length > 0), said: lines.flatMap(({ notes }) => notes) };
}
