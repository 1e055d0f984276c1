import { listIssuedPeriods, reopenPeriod } from '../../../db/issued-periods.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { formatMoney, formatPeriod } from '../../../shared/format/format.ts';
import type { IssuedPeriod } from '../../../shared/model/forecast.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { issueOpen } from '../documents/issue-open.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { textColumns } from './text-columns.ts';
import { type BaseOptions, baseOf, requireLines, withWorkspace } from './workspace.ts';

type Options = BaseOptions & { workspace: string; why?: string };

/** `period list|issue|reopen`: a period as it was issued is kept, and its actuals and entries are frozen. */
export function addPeriod({ program, environment, finish }: CommandParts): void {
  program
    .command('period')
    .description('periods as they were issued: list, issue or reopen one')
    .argument('<action>', 'list, issue or reopen')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers are issued with the period')
    .option('--year <year>', 'financial year, such as 2023/24 (default: the latest with actuals)', yearText)
    .option(
      '--period <number>',
      'the period, 1 to 12 (default: the latest with actuals)',
      wholeNumber('--period', 1, 12),
    )
    .option('--why <reason>', 'why an issued period is reopened, or issued with checks open that block')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (action: string, options: Options) => {
      const issued = await act(action, options);
      finish({
        json: {
          command: 'period',
          action,
          issued: issued.map(({ document, ...row }) => ({ ...row, outturn: document.total.outturn })),
        },
        text:
          issued.length === 0
            ? 'No period has been issued.'
            : textColumns([['Period', 'Issued', 'Outturn £', 'Scenario', 'State'], 'rule', ...issued.map(rowOf)]),
        problems: false,
      });
    });

  async function act(action: string, options: Options): Promise<IssuedPeriod[]> {
    if (action === 'list') return withWorkspace(options.workspace, environment, false, listIssuedPeriods);
    if (action !== 'issue' && action !== 'reopen') {
      throw new OutturnError('invalid-input', `There is no action “${action}”: say list, issue or reopen.`);
    }
    const base = await baseOf(options, environment);
    requireLines(base);
    const { scenario } = base;
    return withWorkspace(options.workspace, environment, false, (store) => [
      action === 'issue'
        ? issueOpen(store, readSnapshot(store), scenario, options.why ?? null)
        : reopenPeriod(store, scenario.year, scenario.period, options.why ?? ''),
    ]);
  }
}

function rowOf({
  year,
  period,
  at,
  document,
  scenario,
  why,
  openChecks,
  reopenedAt,
  reopenedWhy,
}: IssuedPeriod): string[] {
  const issued = why === null ? 'issued' : `issued with ${openChecks.length} checks open: ${why}`;
  const state = reopenedAt === null ? issued : `reopened ${reopenedAt.slice(0, 10)}: ${reopenedWhy}`;
  return [
    formatPeriod(year, period),
    at.slice(0, 10),
    formatMoney(document.total.outturn, 'pounds', 2),
    scenario,
    state,
  ];
}
