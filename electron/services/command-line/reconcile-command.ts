import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { formatMoney, formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import {
  adjustmentEntries,
  type LineReconciliation,
  registerAndLedger,
} from '../../../shared/scenario/register-and-ledger.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { type BaseOptions, baseOf, requireLines, withWorkspace } from './workspace.ts';

type Options = BaseOptions & { workspace: string; accept?: string; why?: string };

/** `reconcile`: the placements register against the ledger by month and group, and the adjustment an officer accepts once. */
export function addReconcile({ program, environment, finish }: CommandParts): void {
  program
    .command('reconcile')
    .description(
      'placements register and entries against the ledger, by month and group; accepts a run-rate adjustment',
    )
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--year <year>', 'financial year, such as 2023/24 (default: the latest with actuals)', yearText)
    .option('--period <number>', 'take actuals up to this period', wholeNumber('--period', 1, 12))
    .option('--accept <line>', 'enter the suggested adjustment of this budget line, once, with --why')
    .option('--why <reason>', 'why the adjustment is accepted')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const base = await baseOf(options, environment);
      requireLines(base);
      const { scenario } = base;
      const { lines, entered } = await withWorkspace(options.workspace, environment, false, (store) => {
        const before = registerAndLedger(readSnapshot(store), scenario);
        if (options.accept === undefined) return { lines: before, entered: 0 };
        const line = before.find((each) => each.line === options.accept);
        const closed = line?.months.at(-1)?.period ?? 0;
        const entries = line ? adjustmentEntries(line, scenario, closed, options.why?.trim() ?? '') : [];
        refuseUnless(options, line, entries.length);
        const edits = entries.map((values) => ({
          op: 'insert' as const,
          register: 'forecastEntries' as const,
          values,
        }));
        applyEdits(store, edits, options.why ?? null);
        return { lines: registerAndLedger(readSnapshot(store), scenario), entered: entries.length };
      });
      finish({
        json: { command: 'reconcile', year: scenario.year, unit: 'pence', lines, entered },
        text: [
          ...lines.flatMap((line) => lineText(line, scenario.year)),
          ...(entered > 0 ? [`Entered as ${entered} forecast entries: ${options.why ?? ''}`] : []),
          ...(lines.length === 0
            ? ['No line is forecast from placements, or no month is closed: nothing to reconcile.']
            : []),
        ].join('\n'),
        problems: false,
      });
    });
}

function refuseUnless({ accept, why }: Options, line: LineReconciliation | undefined, entries: number): void {
  if (!line) throw new OutturnError('invalid-input', `“${accept}” is not a budget line forecast from placements.`);
  if (line.accepted)
    throw new OutturnError(
      'invalid-input',
      `The adjustment of ${line.name} has been accepted already. It counts once.`,
    );
  if (entries === 0) throw new OutturnError('invalid-input', `There is nothing to adjust on ${line.name}.`);
  if (!why?.trim()) throw new OutturnError('invalid-input', 'Say why the adjustment is accepted, with --why.');
}

function lineText(line: LineReconciliation, year: string): string[] {
  const thousands = (pence: number) => formatMoney(pence, 'thousands');
  return [
    `${line.name}, £’000`,
    textColumns([
      ['Month', 'Register', 'of which fixed', 'Entries', 'Ledger', 'Ledger above'],
      'rule',
      ...line.months.map(
        (month): TextRow => [
          formatPeriod(year, month.period),
          ...[month.register, month.fixed, month.entries, month.ledger, month.gap].map(thousands),
        ],
      ),
    ]),
    line.accepted
      ? 'The adjustment has been accepted.'
      : `Suggested run-rate adjustment: ${sayMoney(line.monthly)} a month, ${sayMoney(line.suggested)} to the year’s end (mean of the last three months).`,
  ];
}
