import { Command } from 'commander';
import { expect, test } from 'vitest';
import { commandList } from '../../../electron/services/command-line/command-list.ts';
import type { CommandParts } from '../../../electron/services/command-line/command-parts.ts';
import { addCommands, commands } from '../../../electron/services/command-line/commands.ts';

/** The list of commands is printed without loading them: it must say what they say of themselves. */
test.each(Object.keys(commands))('the list says of %s what the command says of itself', async (name) => {
  const whole = new Command('outturn');
  const list = new Command('outturn');
  const parts = (program: Command) => ({ program, environment: { paths: {} } }) as unknown as CommandParts;
  await addCommands([name], parts(whole));
  await addCommands(['--help'], parts(list));
  const said = (program: Command) => {
    const help = program.createHelp();
    const command = program.commands.find((each) => each.name() === name);
    return command && [help.subcommandTerm(command), help.subcommandDescription(command)];
  };
  expect(said(list)).toEqual(said(whole));
});

test('nothing is listed that is no command', () => {
  expect(Object.keys(commandList).sort()).toEqual(Object.keys(commands).sort());
});
