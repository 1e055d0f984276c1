import type { Command } from 'commander';
import type { CommandResult, Environment, Progress } from './environment.ts';

/** What every command is added with. */
export type CommandParts = {
  program: Command;
  environment: Environment;
  progress: Progress;
  finish: (result: CommandResult) => void;
};
