import type { CommandParts } from './command-parts.ts';
export function addTeam(_: CommandParts): void {}
