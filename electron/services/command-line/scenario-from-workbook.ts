import { basename, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { documentToSave } from '../documents/save-scenario.ts';
import { withExtension } from '../files/file-names.ts';
import { fileSystem } from '../files/file-system.ts';
import { saveScenarioFile } from '../scenario-files/scenario-file.ts';
import { readWorkbookInputs, requireSameData } from '../workbook/read-workbook-inputs.ts';
import type { CommandParts } from './command-parts.ts';
import { changeByCommand } from './sign-options.ts';
import { type BaseOptions, baseOf, passphraseOf } from './workspace.ts';

/** `scenario from-workbook`: the inputs changed in a workbook as a scenario file on the data it was made from. */
export function addScenarioFromWorkbook({ program, environment, finish }: CommandParts): void {
  const scenario = program.commands.find((command) => command.name() === 'scenario') ?? program.command('scenario');
  const { clock, version, paths } = environment;
  scenario
    .command('from-workbook')
    .description('a scenario file from a forecast workbook whose assumptions were changed')
    .argument('<file>', 'the workbook (.xlsx)')
    .requiredOption('--out <file>', 'the scenario file to write')
    .option('--workspace <file>', 'the local copy whose data it stands on')
    .option('--scenario <file>', 'or the scenario file it was exported from')
    .option('--replace', 'write over a file that is there')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: BaseOptions & { out: string; replace?: true }) => {
      const path = resolve(withExtension(options.out, 'outturn'));
      if (!options.replace && (await fileSystem.stat(path)))
        throw new OutturnError(
          'file-exists',
          `“${basename(path)}” is there already. Give another name, or add --replace.`,
        );
      const read = await readWorkbookInputs(resolve(file), paths.worker);
      const { snapshot } = await baseOf(options, environment);
      requireSameData(read, snapshot);
      // What was signed was another file: this one is a draft, prepared by whoever reads the workbook back.
      const { signOff: _, ...given } = read.scenario;
      const { person: preparedBy } = changeByCommand(environment);
      const named = { ...given, name: basename(path, '.outturn'), status: 'draft' as const, preparedBy };
      const now = clock().toISOString();
      const document = documentToSave(snapshot, named, [], now, version);
      await saveScenarioFile(path, document, { created: now, app: version, passphrase: passphraseOf(options) }, null);
      const said = (value: number | null) => (value === null ? 'blank' : String(value));
      finish({
        json: {
          command: 'scenario from-workbook',
          file: path,
          workbook: read.name,
          scenario: named,
          changes: read.changes,
        },
        text: [
          `Wrote ${basename(path)} with ${read.changes.length} ${read.changes.length === 1 ? 'change' : 'changes'} of ${read.name}: ${path}`,
          ...read.changes.map((one) => `${one.cell}  ${one.what}: ${said(one.before)} → ${said(one.after)}`),
        ].join('\n'),
        problems: false,
      });
    });
}
