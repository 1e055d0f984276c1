import { basename, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { readScenarioFile } from '../scenario-files/scenario-file.ts';
import type { CommandParts } from './command-parts.ts';
import { compareAll, compareSides, type Side } from './compare-sides.ts';
import { passphraseOf } from './workspace.ts';

/** `compare`: two scenario files side by side, and a bridge from the first to the second that sums exactly. */
export function addCompare({ program, finish }: CommandParts): void {
  program
    .command('compare')
    .description('two to four scenario files side by side, and the bridge from the first to each')
    .argument('<a>')
    .argument('<b>')
    .argument('[more...]', 'a third and a fourth, compared with the first')
    .option('--by <bridge>', 'lever, or pvm: price, volume and mix', 'lever')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of protected files')
    .option('--json', 'print one JSON document')
    .action(async (a: string, b: string, more: string[], options: { by: string; passphraseFile?: string }) => {
      const { by } = options;
      if (by !== 'lever' && by !== 'pvm') throw new OutturnError('invalid-input', '--by is lever or pvm.');
      const passphrase = passphraseOf(options);
      const read = async (file: string): Promise<Side> => {
        const { document } = await readScenarioFile(resolve(file), passphrase);
        return { name: basename(file), snapshot: document.snapshot, scenario: document.scenario };
      };
      const [first, second] = [await read(a), await read(b)];
      const others = await Promise.all(more.map(read));
      finish(others.length === 0 ? compareSides(first, second, by) : compareAll(first, [second, ...others], by));
    });
}
