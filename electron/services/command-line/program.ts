import { Command, CommanderError } from 'commander';
import { OutturnError } from '../../../shared/model/problem.ts';
import { addCommands } from './commands.ts';
import type { CommandResult, Progress, Surroundings } from './surroundings.ts';

/** Runs one command and answers the exit code: 0 done, 1 done with problems, 2 wrong usage, 3 failed, nothing changed. */
export async function runCommandLine(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const json = words.includes('--json');
  let code = 0;
  const finish = (result: CommandResult) => {
    surroundings.out(json ? `${JSON.stringify(result.json, null, 2)}\n` : `${result.text}\n`);
    code = result.problems ? 1 : 0;
  };
  try {
    const program = await build(words, surroundings, finish);
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    return failed(error, json, surroundings);
  }
  return code;
}

function failed(error: unknown, json: boolean, { out, err }: Surroundings): number {
  if (error instanceof CommanderError) {
    // Help that was asked for is an answer; commander has written it, or the reason, already.
    const helped = error.exitCode === 0;
    if (json && !helped)
      out(`${JSON.stringify({ error: { code: 'wrong-usage', message: error.message } }, null, 2)}\n`);
    return helped ? 0 : 2;
  }
  const known = error instanceof OutturnError;
  const message = known ? error.message : `Something unexpected happened: ${String(error)}`;
  const code = known ? error.code : 'internal';
  if (json) {
    out(`${JSON.stringify({ error: { code, message, details: known ? error.details : {} } }, null, 2)}\n`);
  }
  err(`${message}\n`);
  return code === 'invalid-input' ? 2 : 3;
}

async function build(
  words: readonly string[],
  surroundings: Surroundings,
  finish: (result: CommandResult) => void,
): Promise<Command> {
  const program = new Command('outturn')
    .description('Forecasts the year-end outturn of children’s services from the command line.')
    .version(surroundings.version)
    .exitOverride()
    .configureOutput({ writeOut: surroundings.out, writeErr: surroundings.err })
    .showHelpAfterError('Say `outturn help` for the commands, or `outturn help <command>`.');
  const progress: Progress = (words) => surroundings.err(`${words}\n`);
  await addCommands(words, { program, surroundings, progress, finish });
  return program;
}

/** What every command is added with. */
export type CommandParts = {
  program: Command;
  surroundings: Surroundings;
  progress: Progress;
  finish: (result: CommandResult) => void;
};
