import { basename, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { lapsed } from '../../../shared/scenario/approval.ts';
import { leaveRowsOut } from '../../../shared/scenario/leave-rows-out.ts';
import { documentToSave } from '../documents/save-scenario.ts';
import { fewestPaths, mostPaths, simulatedPaths } from '../documents/share-scenario.ts';
import { withExtension } from '../files/file-names.ts';
import { fileSystem } from '../files/file-system.ts';
import { readScenarioFile, saveScenarioFile } from '../scenario-files/scenario-file.ts';
import { runSimulation } from '../simulation/simulation-job.ts';
import type { CommandParts } from './command-parts.ts';
import { changeByCommand } from './sign-options.ts';
import { passphraseOf } from './workspace.ts';

/** `scenario share`: a copy of a scenario file for others, without rows of children unless they are asked for. */
export function addScenarioShare({ program, environment, finish }: CommandParts): void {
  const scenario = program.commands.find((command) => command.name() === 'scenario') ?? program.command('scenario');
  const { clock, version, paths } = environment;
  scenario
    .command('share')
    .description('a copy of a scenario file for others, without rows of children')
    .argument('<file>')
    .requiredOption('--out <file>', 'the copy to write')
    .option('--with-rows', 'keep the rows of children in it')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase, of the copy too')
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: { out: string; withRows?: true; passphraseFile?: string }) => {
      const target = resolve(withExtension(options.out, 'outturn'));
      if (await fileSystem.stat(target))
        throw new OutturnError('file-exists', `“${basename(target)}” is there already. Give another name for --out.`);
      const passphrase = passphraseOf(options);
      const read = await readScenarioFile(resolve(file), passphrase);
      const { snapshot, history, versions } = read.document;
      const made = lapsed(read.document.scenario, changeByCommand(environment));
      const { worker } = paths;
      const simulates =
        !options.withRows &&
        snapshot.placements.length > 0 &&
        snapshot.budgetLines.some(({ year }) => year === made.year);
      const count = Math.min(mostPaths, Math.max(fewestPaths, made.paths));
      const drawn = simulates
        ? simulatedPaths(await runSimulation({ worker, snapshot, scenario: made, paths: count }, () => {}))
        : null;
      const data = options.withRows ? snapshot : leaveRowsOut(snapshot, made, drawn);
      const now = clock().toISOString();
      const document = documentToSave(data, made, history, now, version, versions);
      const protect = read.encrypted ? passphrase : null;
      await saveScenarioFile(target, document, { created: now, app: version, passphrase: protect }, null);
      const left = snapshot.placements.length - data.placements.length;
      finish({
        json: { command: 'scenario share', file: target, children: options.withRows ? 'rows' : 'counts', left },
        text: `Wrote ${basename(target)} ${options.withRows ? 'with' : 'without'} rows of children${left > 0 ? `: ${left} placements left out, counts and prices in their place` : ''}`,
        problems: false,
      });
    });
}
