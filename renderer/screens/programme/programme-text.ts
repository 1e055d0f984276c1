import type { ProjectRow } from '../../../shared/programme/programme.ts';

/** Each state of a plan has a sign of its own, so that colour is never the only one. */
export function stateText(state: ProjectRow['state']): { text: string; tone: 'over' | 'under' | '' | 'quiet' } {
  if (state === null) return { text: 'not rated', tone: 'quiet' };
  if (state === 'red') return { text: '■ red', tone: 'over' };
  if (state === 'amber') return { text: '▲ amber', tone: '' };
  if (state === 'green') return { text: '● green', tone: 'under' };
  return state === 'completed' ? { text: '✓ completed', tone: 'under' } : { text: '○ not started', tone: 'quiet' };
}

/** Days after the plan in words; nothing where it is on it. */
export const slipText = (days: number): string =>
  days === 0
    ? ''
    : `${Math.abs(days).toLocaleString('en-GB')} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'late' : 'early'}`;
