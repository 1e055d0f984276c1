import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { approveProposals } from '../../../shared/plan/approve-proposals.ts';
import { type ProposalLine, proposalLines } from '../../../shared/plan/proposal-lines.ts';
import type { CommandParts } from './command-parts.ts';
import { thousands } from './plan-text.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

type Options = { workspace: string; intoBudget?: true; reference: string[]; why?: string };
const collect = (value: string, before: string[]) => [...before, value];

/** `proposals`: what is proposed by year, and where it stands; `--into-budget` makes agreed ones budget changes. */
export function addProposals({ program, environment, finish }: CommandParts): void {
  program
    .command('proposals')
    .description('growth and savings proposals by year; makes agreed ones budget changes')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--into-budget', 'make agreed proposals budget changes, with --why; each counts once')
    .option('--reference <code>', 'with --into-budget: only this proposal; may be given again', collect, [])
    .option('--why <reason>', 'why they go into the budget')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const why = options.why?.trim() ?? '';
      if (options.intoBudget && why === '') throw new OutturnError('invalid-input', 'Say why, with --why.');
      const { lines, entered } = await withWorkspace(options.workspace, environment, false, (store) => {
        const snapshot = readSnapshot(store);
        if (!options.intoBudget) return { lines: proposalLines(snapshot), entered: 0 };
        const today = environment.clock().toISOString().slice(0, 10);
        const asked = options.reference.length > 0 ? options.reference : null;
        const edits = approveProposals(snapshot, asked, today);
        applyEdits(store, edits, why, 'Agreed proposals into the budget');
        return { lines: proposalLines(readSnapshot(store)), entered: edits.length };
      });
      finish({
        json: { command: 'proposals', unit: 'pence', proposals: lines, entered },
        text: [
          lines.length === 0 ? 'There are no proposals.' : tableOf(lines),
          ...(entered > 0 ? [`Entered as ${entered} budget changes: ${why}`] : []),
        ].join('\n'),
        problems: false,
      });
    });
}

function tableOf(lines: readonly ProposalLine[]): string {
  const years = [...new Set(lines.flatMap((line) => line.amounts.map(({ year }) => year)))].sort();
  return textColumns([
    ['£’000', ...years, 'Status', 'Confidence'],
    'rule',
    ...lines.map((line): TextRow => {
      const amounts = years.map((year) => {
        const own = line.amounts.find((each) => each.year === year);
        return own ? `${thousands(own.amount)}${own.inBudget ? ' in budget' : ''}` : '';
      });
      return [`${line.reference} ${line.title}`, ...amounts, line.status, `${formatNumber(line.confidencePercent)} %`];
    }),
  ]);
}
