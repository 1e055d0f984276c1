import type { TeamCells } from '../../../shared/team/change.ts';
import type { OpenConflict } from '../../../shared/team/merge.ts';
import type { TeamStatus } from '../../../shared/team/status.ts';

/** How a copy stands to its shared one. */
export function statusText({ name, role, children, seq, behind, groups, changes, conflicts }: TeamStatus): string {
  return [
    `“${name}”, as ${role}; ${children ? 'with' : 'without'} rows of children`,
    `Seen: ${seq} changes${behind === null ? '' : behind === 0 ? ', nothing new' : `, ${behind} new to take`}`,
    groups === 0
      ? 'Nothing to send'
      : `To send: ${changes} ${changes === 1 ? 'change' : 'changes'}, made in ${groups} ${groups === 1 ? 'step' : 'steps'}`,
    ...conflictLines(conflicts),
  ].join('\n');
}

/** Conflicts side by side: what was, what is here, what the others have, by whom and why. */
export function conflictLines(conflicts: readonly OpenConflict[]): string[] {
  return conflicts.flatMap(({ id, register, key, field, reason, base, mine, theirs, who, why, ownWhy }) => [
    `${id}  ${register} ${(JSON.parse(key) as unknown[]).join(' · ')}${field === null ? '' : `, ${field}`}${reason ? `: ${reason}` : ''}`,
    `    was     ${valueText(base, field)}`,
    `    mine    ${valueText(mine, field)}${ownWhy ? `  (${ownWhy})` : ''}`,
    `    theirs  ${valueText(theirs, field)}  (${who}${why ? `: ${why}` : ''})`,
  ]);
}

function valueText(cells: TeamCells | null, field: string | null): string {
  if (cells === null) return 'not there';
  if (field !== null) return String(cells[field] ?? 'blank');
  return Object.entries(cells)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${String(value).slice(0, 60)}`)
    .slice(0, 12)
    .join(', ');
}
