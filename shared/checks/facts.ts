import { formatNumber } from '../format/format.ts';
import { type Check, finding, groupBy } from './finding.ts';

/** One fact that two sources state differently is shown until one is accepted with a reason (T07, T12). */
export const checkStatedFacts: Check = ({ statedFacts }) =>
  [...groupBy(statedFacts, (row) => JSON.stringify([row.fact.trim().toLowerCase(), row.unit]))].flatMap(([, rows]) => {
    const values = new Set(rows.map((row) => row.value));
    const settled = rows.some((row) => row.accepted === 1 && (row.reason ?? '').trim() !== '');
    const first = rows[0];
    if (!first || values.size < 2 || settled) return [];
    const said = rows.map((row) => `${formatNumber(row.value, places(row.value))} ${row.unit} (${row.source})`);
    return [
      finding(
        'T07',
        'warn',
        'statedFacts',
        rows.map((row) => row.id),
        `Sources disagree on “${first.fact}”: ${said.join('; ')}.`,
        { lowest: Math.min(...values), highest: Math.max(...values) },
        'Accept one of them and give the reason',
      ),
    ];
  });

function places(value: number): number {
  return Math.min(3, (String(value).split('.')[1] ?? '').length);
}
