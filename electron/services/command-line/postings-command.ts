import { linePostings } from '../../../db/postings.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { LinePostings } from '../../../shared/api.ts';
import { formatMoney, formatPeriod } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

type Options = { workspace: string; line: string; year?: string; period?: number };

/** `postings`: what the ledger's total of a line is made of, document by document. */
export function addPostings({ program, environment, finish }: CommandParts): void {
  program
    .command('postings')
    .description('the postings behind a line of the ledger, document by document, and whether they come to its total')
    .requiredOption('--workspace <file>', 'the local copy')
    .requiredOption('--line <code>', 'the budget line')
    .option('--year <year>', 'financial year, such as 2023/24 (default: the latest with actuals of the line)', yearText)
    .option('--period <number>', 'one period (default: all of the year)', wholeNumber('--period', 1, 12))
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const found = await withWorkspace(options.workspace, environment, false, (store) => {
        const { actuals } = readSnapshot(store);
        const years = actuals.filter((row) => row.lineCode === options.line).map((row) => row.year);
        const year = options.year ?? years.sort().at(-1);
        if (year === undefined || !years.includes(year)) {
          throw new OutturnError(
            'invalid-input',
            `The ledger holds nothing of line ${options.line}${options.year ? ` in ${options.year}` : ''}. Check its code.`,
          );
        }
        const { period } = options;
        return linePostings(store, { year, lineCode: options.line, from: period ?? 1, to: period ?? 12 });
      });
      const apart = found.totals.filter(({ pence, postedPence }) => postedPence !== null && pence !== postedPence);
      finish({
        json: { command: 'postings', unit: 'pence', ...found },
        text: textOf(found).join('\n'),
        problems: apart.length > 0,
      });
    });
}

const figure = (pence: number) => formatMoney(pence, 'pounds', 2);
const pounds = (pence: number) => `£${figure(pence)}`;

function textOf({ year, lineCode, totals, postings, more }: LinePostings): string[] {
  const rows: TextRow[] = postings.map((one) => [
    formatPeriod(year, one.period),
    one.document ?? '–',
    one.posted ?? '',
    one.kind ?? '',
    one.costCentre ?? '',
    `${one.file}, row ${one.row}`,
    figure(one.expenditurePence),
    figure(one.incomePence),
  ]);
  return [
    `Line ${lineCode}, ${year}`,
    ...(rows.length > 0
      ? [
          textColumns(
            [['Month', 'Document', 'Posted', 'Kind', 'Cost centre', 'From', 'Expenditure', 'Income'], ...rows],
            6,
          ),
        ]
      : []),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...totals.map(({ period, source, pence, postings: count, postedPence }) => {
      const total = `${formatPeriod(year, period)}, ${source}: ${pounds(pence)}`;
      if (postedPence === null) return `${total}; it came in as a total, without postings`;
      if (postedPence === pence) return `${total}, the sum of ${count} ${count === 1 ? 'posting' : 'postings'}`;
      return `${total}, which is not the ${pounds(postedPence)} that its ${count} postings come to: the total has been changed since`;
    }),
  ];
}
