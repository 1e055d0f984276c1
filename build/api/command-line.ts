import { Command } from 'commander';
import { addCommands, commands } from '../../electron/services/command-line/commands.ts';

/** Help of a command and of those below it, as the terminal shows it at 110 columns. */
function helpOf(command: Command, path: string): string[] {
  command.configureHelp({ helpWidth: 110 });
  const below = command.commands.flatMap((each) => helpOf(each, `${path} ${each.name()}`));
  return [`## ${path}\n\n\`\`\`\n${command.helpInformation().trim()}\n\`\`\`\n`, ...below];
}

/** The command line: the help of every command. */
export async function commandLine(): Promise<string> {
  const program = new Command('outturn').description(
    'Forecasts the year-end outturn of children’s services from the command line.',
  );
  const environment = { version: '', clock: () => new Date(0), out: () => {}, err: () => {} };
  const paths = { sampleCouncil: '', fonts: '', worker: '', outputs: '' };
  const parts = { program, environment: { ...environment, paths }, progress: () => {}, finish: () => {} };
  // Each whole: the list alone says nothing of their options.
  for (const name of Object.keys(commands)) await addCommands([name], parts);
  const head =
    '# The command line\n\nThe help of every command. `npm run api` writes this page; the suite compares it.\n';
  return [head, ...helpOf(program, 'outturn')].join('\n');
}
