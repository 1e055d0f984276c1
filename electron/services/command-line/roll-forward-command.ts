import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { registers } from '../../../shared/model/registers.ts';
import { openNextYear } from '../../../shared/plan/next-year.ts';
import type { CommandParts } from './command-parts.ts';
import { yearText } from './option-values.ts';
import { withWorkspace } from './workspace.ts';

type Options = { workspace: string; year: string; provisional?: true; apply?: true; why?: string };

/** `roll-forward`: the next year's opening from a closed year; with `--apply`, entered as one step that can be undone. */
export function addRollForward({ program, environment, finish }: CommandParts): void {
  program
    .command('roll-forward')
    .description('what a closed year brings into the next: base budgets, full-year effects, recurring pressures')
    .requiredOption('--workspace <file>', 'the local copy')
    .requiredOption('--year <year>', 'the year that is closed, such as 2023/24', yearText)
    .option('--provisional', 'before the year is closed, as budgets are set')
    .option('--apply', 'enter the rows, with --why')
    .option('--why <reason>', 'why it is rolled forward')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const why = options.why?.trim() ?? '';
      if (options.apply && why === '') throw new OutturnError('invalid-input', 'Say why, with --why.');
      const made = await withWorkspace(options.workspace, environment, false, (store) => {
        const rolled = openNextYear(readSnapshot(store), options.year, options.provisional === true);
        if (options.apply && rolled.edits.length > 0)
          applyEdits(store, rolled.edits, why, `Roll ${options.year} forward into ${rolled.year}`);
        return rolled;
      });
      const names = [...new Set(made.edits.map((edit) => edit.register))];
      const counts = names.map((register) => ({
        register,
        rows: made.edits.filter((edit) => edit.register === register).length,
      }));
      finish({
        json: {
          command: 'roll-forward',
          year: made.year,
          applied: options.apply === true,
          rows: counts,
          notes: made.notes,
        },
        text: [
          made.edits.length === 0
            ? `${made.year} has everything that ${options.year} brings into it.`
            : `${options.apply ? 'Entered' : 'Would enter'} into ${made.year}:`,
          ...counts.map(({ register, rows }) => `  ${registers[register].label}: ${rows}`),
          ...made.notes.map((note) => `· ${note}`),
          ...(options.apply || made.edits.length === 0 ? [] : ['Enter them with: --apply --why TEXT']),
        ].join('\n'),
        problems: false,
      });
    });
}
