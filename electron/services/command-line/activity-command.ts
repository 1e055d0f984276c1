import { type ActivityLine, activityLines } from '../../../shared/activity/activity.ts';
import { type PartnerPackage, partnerPackages } from '../../../shared/activity/partner-packages.ts';
import { type ActivityAhead, projectActivity } from '../../../shared/activity/project-activity.ts';
import { type TeamPosition, teamPositions } from '../../../shared/activity/staffing.ts';
import { jointFundingSummary } from '../../../shared/finance/joint-funding.ts';
import { formatDate, formatMoney, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber } from './option-values.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { type BaseOptions, baseOf } from './workspace.ts';

/** `activity`: volume × price of every line that has both, its bridge and what is ahead; posts; partners' packages. */
export function addActivity({ program, environment, finish }: CommandParts): void {
  program
    .command('activity')
    .description('volume × price of legal, transport, plans, nights and posts, with the bridge, and partners’ packages')
    .option('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers, and its own data when no --workspace is given')
    .option('--periods <number>', 'periods ahead', wholeNumber('--periods', 1, 36), 2)
    .option('--year <year>', 'year of the partners’ packages (default: the scenario’s)')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: BaseOptions & { periods?: number }) => {
      const { snapshot, scenario } = await baseOf(options, environment);
      const lines = activityLines(snapshot.activities, snapshot.activityCounts).map((line) => ({
        ...line,
        ahead: projectActivity(line, options.periods ?? 2, scenario.levers),
      }));
      const posts = teamPositions(snapshot.staffingPosts);
      const packages = partnerPackages(snapshot.jointFunding, snapshot.shareSteps, scenario.year);
      const partners = jointFundingSummary(snapshot.jointFunding, scenario.year);
      finish({
        json: {
          command: 'activity',
          scenario: scenario.name,
          unit: 'pence',
          year: scenario.year,
          lines,
          posts,
          packages,
          partners,
        },
        text: activityText(lines, posts, packages),
        problems: false,
      });
    });
}

const money = (pence: number | null) => (pence === null ? '' : formatMoney(pence, 'pounds', 0));
const percent = (value: number | null) => (value === null ? '' : `${formatNumber(value, 1)} %`);

function activityText(
  lines: (ActivityLine & { ahead: ActivityAhead[] })[],
  posts: TeamPosition[],
  packages: PartnerPackage[],
): string {
  const blocks = lines.flatMap((line) => [
    `${line.name}, ${line.unit}`,
    textColumns([
      ['From', 'Volume', 'Price £', 'Amount £', 'Printed £', '80 %'],
      'rule',
      ...line.periods.map(
        (period): TextRow => [
          formatMonth(period.from),
          formatNumber(period.volume),
          period.priced ? money(period.price) : '',
          period.priced ? money(period.amount) : '',
          money(period.printed),
          '',
        ],
      ),
      ...(line.ahead.length > 0 ? (['rule'] as const) : []),
      ...line.ahead.map(
        (period): TextRow => [
          formatMonth(period.from),
          formatNumber(period.volume),
          period.priced ? money(period.price) : '',
          period.priced ? money(period.amount) : '',
          '',
          period.low === null ? '' : `${money(period.low)} to ${money(period.high)}`,
        ],
      ),
    ]),
    line.whole && line.periods.every(({ priced }) => priced)
      ? `From ${formatMonth(line.whole.from)} to ${formatMonth(line.whole.to)}: £${money(line.whole.after - line.whole.before)} = volume ${money(line.whole.volume)} (${percent(line.whole.volumePercent)}), price ${money(line.whole.price)} (${percent(line.whole.pricePercent)}), mix ${money(line.whole.mix)}`
      : '',
    ...line.notes.map((note) => `· ${note}`),
    '',
  ]);
  const teams = posts.map(
    (row): TextRow => [
      row.team,
      formatDate(row.on),
      ...[row.posts, row.employed, row.agency, row.uncovered].map((value) => formatNumber(value, 1)),
      ...[row.premium, row.agencyPremium, row.unspent].map(money),
      row.leavers === null ? '' : formatNumber(row.leavers, 1),
    ],
  );
  const shared = packages.map(
    (row): TextRow => [
      row.reference,
      row.name,
      row.partner,
      ...[row.gross, row.agreed, row.invoiced, row.disputed, row.unbilled, row.byRule, row.atBenchmark].map(money),
    ],
  );
  return [
    ...blocks,
    ...(teams.length > 0
      ? [
          textColumns([
            [
              'Team',
              'On',
              'Posts',
              'Employed',
              'Agency',
              'Uncovered',
              'Premium £',
              'Premiums £',
              'Unspent £',
              'Leavers',
            ],
            'rule',
            ...teams,
          ]),
          '',
        ]
      : []),
    ...(shared.length > 0
      ? [
          textColumns(
            [
              [
                'Package',
                'Name',
                'Partner',
                'Gross £',
                'Agreed',
                'Invoiced',
                'Disputed',
                'Unbilled',
                'By rule',
                'Benchmark',
              ],
              'rule',
              ...shared,
            ],
            3,
          ),
        ]
      : []),
  ]
    .filter((block, at, all) => block !== '' || all[at - 1] !== '')
    .join('\n');
}
