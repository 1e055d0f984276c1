import { formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type ContractPerformance, contractPerformance } from '../../../shared/programme/contract-performance.ts';
import type { CommandParts } from './command-parts.ts';
import { dateText } from './option-values.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { baseOf } from './workspace.ts';

/** `scorecard`: measures against target and tolerance, the contract’s apart from the services’, and its failures. */
export function addScorecard({ program, environment, finish }: CommandParts): void {
  program
    .command('scorecard')
    .description('measures against target and tolerance, and the performance failures of the contract')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--on <date>', 'the day rectification plans are judged on (default: today)', dateText)
    .option('--json', 'print one JSON document')
    .action(async ({ workspace, on }: { workspace: string; on?: string }) => {
      const { snapshot } = await baseOf({ workspace }, environment);
      if (snapshot.kpis.length === 0)
        throw new OutturnError('no-data', 'There are no measures in the local copy. Import the register of KPIs.');
      const made = contractPerformance(snapshot, on ?? environment.clock().toISOString().slice(0, 10));
      finish({ json: { command: 'scorecard', ...made }, text: scorecardText(made), problems: false });
    });
}

const value = (number: number | null) =>
  number === null ? '' : formatNumber(number, Number.isInteger(number) ? 0 : 1);

function scorecardText(made: ContractPerformance): string {
  const groups = [
    ['Indicators of the contract', made.contract],
    ['Other measures', made.management],
    ['Support services', made.supportServices],
  ] as const;
  const table = groups.flatMap(([title, rows]): TextRow[] =>
    rows.length === 0
      ? []
      : [
          'rule',
          [title, '', '', '', '', '', ''],
          ...rows.map((row) => [
            `  ${row.indicator === null ? '' : `${row.indicator} `}${row.name}`.slice(0, 62),
            row.latest ? formatMonth(row.latest.month) : '',
            value(row.latest?.value ?? null),
            value(row.target),
            value(row.tolerance),
            value(row.yearToDate?.value ?? null),
            row.status ?? '',
          ]),
        ],
  );
  return [
    textColumns([['Measure', 'Month', 'Value', 'Target', 'Tolerance', 'Year', 'State'], ...table]),
    '',
    made.failures.length === 0 ? 'No performance failure.' : `${made.failures.length} performance failures:`,
    ...made.failures.map(
      (row) =>
        `  ${row.indicator === null ? '' : `Indicator ${row.indicator}: `}${row.name}, ${row.periods} ${row.unit}. ${row.evidence}`,
    ),
    ...made.notes.map((note) => `· ${note}`),
  ].join('\n');
}
