import { basename } from 'node:path';
import { Command, CommanderError } from 'commander';
import { OutturnError } from '../../../shared/model/problem.ts';
import { addCommands } from './commands.ts';
import type { CommandResult, Environment, Progress } from './environment.ts';

/** Runs one command and answers the exit code: 0 done, 1 done with problems, 2 wrong usage, 3 failed, nothing changed. */
export async function runCommandLine(args: readonly string[], given: Environment): Promise<number> {
  const json = args.includes('--json');
  const environment: Environment = {
    ...given,
    out: (text) => given.out(json ? escaped(text) : harmless(text)),
    err: (text) => given.err(harmless(text)),
  };
  let code = 0;
  const finish = (result: CommandResult) => {
    environment.out(json ? `${JSON.stringify(result.json, null, 2)}\n` : `${result.text}\n`);
    code = result.problems ? 1 : 0;
  };
  try {
    const program = await build(args, environment, finish);
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    return failed(error, json, environment);
  }
  return code;
}

/** What a terminal obeys, and what turns the order of letters round: a name in a file must do neither. */
const commanding = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const harmless = (text: string) => text.replace(commanding, '\ufffd');
/** The same in JSON, where nothing is lost: it writes half of them as escapes by itself. */
const escaped = (text: string) =>
  text.replace(commanding, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

function failed(error: unknown, json: boolean, { out, err }: Environment): number {
  if (error instanceof CommanderError) {
    // Help that was asked for is an answer; commander has written it, or the reason, already.
    const helped = error.exitCode === 0;
    if (json && !helped)
      out(`${JSON.stringify({ error: { code: 'wrong-usage', message: error.message } }, null, 2)}\n`);
    return helped ? 0 : 2;
  }
  const { code, message, details } = error instanceof OutturnError ? error : ofSystem(error);
  if (json) out(`${JSON.stringify({ error: { code, message, details } }, null, 2)}\n`);
  err(`${message}\n`);
  return code === 'invalid-input' ? 2 : 3;
}

const refusals: Record<string, string> = {
  EACCES: 'you may not read or write there',
  EPERM: 'you may not read or write there',
  EROFS: 'that place can only be read',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EEXIST: 'something of that name is there already',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota of the disk is used up',
};

/** What the system refused, in words. Any other text may hold a child's data: only the kind and the places are given. */
function ofSystem(error: unknown): Pick<OutturnError, 'code' | 'message' | 'details'> {
  const { code = '', path } = error as { code?: string; path?: string };
  const why = refusals[code];
  const what = typeof path === 'string' ? `“${basename(path)}”` : 'A file this command needs';
  if (why !== undefined)
    return new OutturnError('file-unreadable', `${what} cannot be used: ${why}.`, { reason: code });
  const places = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const kind = error instanceof Error ? error.name : typeof error;
  return new OutturnError(
    'internal',
    ['Something went wrong inside Outturn, and the command was not finished:', kind, ...places.slice(0, 8)].join('\n'),
  );
}

async function build(
  args: readonly string[],
  environment: Environment,
  finish: (result: CommandResult) => void,
): Promise<Command> {
  const program = new Command('outturn')
    .description('Forecasts the year-end outturn of children’s services from the command line.')
    .version(environment.version)
    .exitOverride()
    .configureOutput({ writeOut: environment.out, writeErr: environment.err })
    .showHelpAfterError('Say `outturn help` for the commands, or `outturn help <command>`.');
  const progress: Progress = (args) => environment.err(`${args}\n`);
  await addCommands(args, { program, environment, progress, finish });
  return program;
}
