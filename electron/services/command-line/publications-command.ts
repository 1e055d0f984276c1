import { listPublications } from '../../../db/publications.ts';
import { formatDate, formatMoment, formatNumber } from '../../../shared/format/format.ts';
import type { CommandParts } from './command-parts.ts';
import { textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

const who = { all: 'all children', only: 'unaccompanied only', excluded: 'unaccompanied left out' };

/** `publications`: the ledger of what has been told of the children of a day, which every later publication is held against. */
export function addPublications({ program, environment, finish }: CommandParts): void {
  program
    .command('publications')
    .description('what has been published of the children of each day, and how much of it was withheld')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--json', 'print one JSON document')
    .action(async ({ workspace }: { workspace: string }) => {
      const listed = await withWorkspace(workspace, environment, false, (store) => listPublications(store));
      finish({
        json: {
          command: 'publications',
          // The figures behind a table hold what was withheld: they stay in the copy.
          publications: listed.map(({ figures: _, ...told }) => told),
        },
        text:
          listed.length === 0
            ? 'Nothing has been published from this copy.'
            : textColumns([
                ['Day', 'Children', 'Published', 'In', 'Told', 'Withheld', 'From data'],
                'rule',
                ...listed.map((one) => [
                  formatDate(one.day),
                  who[one.filter],
                  formatMoment(one.at),
                  one.output,
                  formatNumber(one.told.filter(({ value }) => value !== null).length),
                  formatNumber(one.told.filter(({ value }) => value === null).length),
                  one.why === null ? String(one.vintage) : `${one.vintage}: ${one.why}`,
                ]),
              ]),
        problems: false,
      });
    });
}
