import { formatNumber } from '../../../shared/format/format.ts';
import type { RiskRow, ScorecardRow } from '../../../shared/scenario/scorecard.ts';

/** A value of a measure: whole as it is, else to one place; blank where there is none. */
export const valueText = (value: number | null): string =>
  value === null ? '' : formatNumber(value, Number.isInteger(value) ? 0 : 1);

export const signedValue = (value: number | null): string =>
  value === null ? '' : value === 0 ? '0' : `${value > 0 ? '+' : ''}${valueText(value)}`;

/** Each state has a sign of its own, so that colour is never the only one. */
export function statusText(row: Pick<ScorecardRow, 'status' | 'failing' | 'latest' | 'target' | 'direction'>): {
  text: string;
  tone: 'over' | 'under' | '' | 'quiet';
} {
  if (row.failing) return { text: '■ failing', tone: 'over' };
  if (row.status === 'outside') return { text: '▲ outside', tone: 'over' };
  if (row.status === 'within') return { text: '◆ within', tone: '' };
  if (row.status === 'met') return { text: '✓ met', tone: 'under' };
  if (row.latest === null) return { text: 'no value', tone: 'quiet' };
  if (row.target === null || row.direction === 'neutral') return { text: 'no target', tone: 'quiet' };
  // Short of the target, and no tolerance says how far is too far.
  return { text: '◇ not met', tone: '' };
}

export const trendText: Record<'better' | 'worse' | 'level', string> = {
  better: '↗ better',
  worse: '↘ worse',
  level: '→ level',
};

export type ScorecardFilter = 'all' | 'target' | 'outside' | 'failing' | 'blank';

export const filters: Record<ScorecardFilter, (row: ScorecardRow) => boolean> = {
  all: () => true,
  target: (row) => row.target !== null,
  outside: (row) => row.status === 'outside' || row.failing,
  failing: (row) => row.failing,
  blank: (row) => row.latest === null,
};

/** Points of a sparkline in a box; runs are cut where a month is blank. */
export function sparkRuns(values: readonly (number | null)[], width: number, height: number): string[] {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return [];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const runs: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) {
      if (runs.at(-1)?.length) runs.push([]);
      return;
    }
    const x = values.length > 1 ? (index / (values.length - 1)) * width : width / 2;
    const y = high > low ? height - ((value - low) / (high - low)) * height : height / 2;
    runs.at(-1)?.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  });
  return runs.filter((run) => run.length > 0).map((run) => run.join(' '));
}

/** How grave a score is: the bands of a five by five matrix. */
export function riskBand(score: number): 'low' | 'medium' | 'high' | 'grave' {
  return score >= 20 ? 'grave' : score >= 12 ? 'high' : score >= 6 ? 'medium' : 'low';
}

export const movementText = (row: Pick<RiskRow, 'movement'>): { text: string; tone: 'over' | 'under' | 'quiet' } =>
  row.movement === 0
    ? { text: '→', tone: 'quiet' }
    : row.movement > 0
      ? { text: `▲ ${row.movement}`, tone: 'over' }
      : { text: `▼ ${-row.movement}`, tone: 'under' };
