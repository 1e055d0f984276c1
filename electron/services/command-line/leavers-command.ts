import { formatDate, formatMoney, formatNumber } from '../../../shared/format/format.ts';
import type { Leavers } from '../../../shared/leavers/leavers.ts';
import { leavers } from '../../../shared/leavers/leavers.ts';
import { childrenOf } from '../../../shared/scenario/forecast.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber } from './option-values.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { type BaseOptions, baseOf } from './workspace.ts';

/** `leavers`: care leavers by age carried forward, with cost; unaccompanied children, the scheme's threshold and grants. */
export function addLeavers({ program, environment, finish }: CommandParts): void {
  program
    .command('leavers')
    .description('care leavers by age carried forward with their cost, and unaccompanied children against the scheme')
    .option('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers, and its own data when no --workspace is given')
    .option('--years <number>', 'years ahead', wholeNumber('--years', 1, 10), 3)
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: BaseOptions & { years?: number }) => {
      const { snapshot, scenario } = await baseOf(options, environment);
      const made = leavers(snapshot, scenario, options.years, childrenOf(snapshot, scenario));
      finish({
        json: { command: 'leavers', scenario: scenario.name, unit: 'pence', ...made },
        text: leaversText(made),
        problems: false,
      });
    });
}

const one = (value: number) => formatNumber(value, 1);
const pounds = (pence: number) => formatMoney(pence, 'pounds');
const weeks = 365.25 / 7;

function leaversText(made: Leavers): string {
  const { counts, ahead, uasc, grants, arrival } = made;
  const last = counts.slice(-2);
  const ages = [16, 18, 19, 20, 21, 22, 23, 24, 25];
  const cell = (age: number, at: number) => {
    const year = ahead[at];
    const found = year?.ages.find((each) => each.age === age);
    return age === 16
      ? one(year?.inCare ?? 0)
      : found
        ? `${one(found.people)} (${one(found.low)}–${one(found.high)})`
        : '';
  };
  const table: TextRow[] = [
    ['Age', ...last.map(({ on }) => formatDate(on)), 'Ratio', ...ahead.map(({ on }) => formatDate(on))],
    'rule',
    ...ages.map(
      (age): TextRow => [
        age === 16 ? '16 and 17' : String(age),
        ...last.map(({ people }) => formatNumber(people[age] ?? 0)),
        made.ratios[age] === undefined ? '' : formatNumber(made.ratios[age], 3),
        ...ahead.map((_, at) => cell(age, at)),
      ],
    ),
    'rule',
    [
      'All',
      ...last.map(({ total }) => formatNumber(total)),
      '',
      ...ahead.map(({ total, low, high }) => `${one(total)} (${one(low)}–${one(high)})`),
    ],
    [
      'Cost a year £’000',
      ...last.map(({ weekly }) => formatMoney(weekly * weeks, 'thousands')),
      '',
      ...ahead.map(({ weekly }) => formatMoney(weekly * weeks, 'thousands')),
    ],
  ];
  const { children, population, position, former, becoming } = uasc;
  const said = [
    ...uasc.counts.map(
      (row) => `· ${formatNumber(row.children)} unaccompanied children on ${formatDate(row.on)} (${row.source})`,
    ),
    position && children && population
      ? `Threshold ${formatNumber(position.threshold)} = ${uasc.sharePercent} % of ${formatNumber(population.value)}; ${formatNumber(children.children)} children, headroom ${formatNumber(position.headroom)}`
      : '',
    uasc.pace === null ? '' : `Net arrivals ${one(uasc.pace)} a month over the last twelve months counted`,
    former ? `${formatNumber(former.total)} former unaccompanied children on ${formatDate(former.on)}` : '',
    becoming ? `${formatNumber(becoming.people)} are 17 and become care leavers within the year` : '',
    ...[grants.child, grants.leaver].flatMap((income) =>
      income
        ? [
            `Grant “${income.grant}”: ${formatNumber(income.people)} young people, £${pounds(income.weekly)} a week, £${pounds(income.yearly)} a year`,
          ]
        : [],
    ),
    arrival
      ? `One more arrival of 17: £${pounds(arrival.placement)} a week less £${pounds(arrival.grant)} grant = £${pounds(arrival.net)} net, £${pounds(arrival.netYear)} a year`
      : '',
    ...made.notes.map((note) => `· ${note}`),
  ];
  return [textColumns(table), '', ...said.filter((line) => line !== '')].join('\n');
}
