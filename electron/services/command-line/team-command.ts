import type { CommandParts } from './program.ts';
export function addTeam(_: CommandParts): void {}
