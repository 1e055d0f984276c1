import type { Dispute, DisputeSide } from '../model/dispute.ts';
import type { StatedFact } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { inputOf, partsOf, readCell, sayValue } from './cells.ts';
import { disputeKey } from './finding.ts';
import { moneyFactor, type PrintedTable } from './printed.ts';

type Rows = { id: number }[];

/** A printed figure against what the other figures of its table make: `worked` is in pounds or the figure's unit. */
export function printedDispute(
  snapshot: Snapshot,
  table: PrintedTable,
  printed: StatedFact,
  worked: number,
  from: Rows,
  how: string,
): Dispute {
  const { unit } = printed;
  const value = worked / (moneyFactor(unit) ?? 1);
  const cellText = printed.standsFor?.trim() ?? '';
  const cell =
    cellText === '' || partsOf(cellText)[0]?.toLowerCase() === 'worked out' ? null : readCell(snapshot, cellText, unit);
  const input = cell !== null && typeof cell === 'object' ? cell : null;
  return {
    ...{ key: disputeKey('printed', table.name, printed.fact, printed.role ?? ''), title: table.name },
    ...{ kind: 'amount', unit, input, accepted: null },
    sides: [
      {
        ...{ label: printed.source, kind: 'stated', value: printed.value, day: printed.asAt },
        ...{ words: sayValue(printed.value, unit), register: 'statedFacts', rows: [printed.id], how: printed.fact },
      },
      {
        ...{ label: 'Worked out by Outturn', kind: 'worked out', value, day: null, words: sayValue(value, unit) },
        ...{ register: 'statedFacts', rows: from.map((row) => row.id), how },
      },
    ],
  };
}

/** What a cell of the data holds against what Outturn makes of other cells; the value worked out is in `name.unit`. */
export function inUseDispute(
  name: { key: string; title: string; unit: string },
  inUse: { register: DisputeSide['register']; row: { id: number }; column: string; label: string; value: number },
  worked: { value: number; register: DisputeSide['register']; rows: number[]; how: string },
): Dispute {
  const { unit } = name;
  const input = inputOf(inUse.register, inUse.row, inUse.column, unit);
  return {
    ...{ ...name, kind: 'amount', input, accepted: null },
    sides: [
      {
        ...{ label: inUse.label, kind: 'held', value: inUse.value, day: null, words: sayValue(inUse.value, unit) },
        ...{ register: inUse.register, rows: [inUse.row.id], how: input?.cell ?? null },
      },
      {
        ...{ label: 'Worked out by Outturn', kind: 'worked out', value: worked.value, day: null },
        ...{ words: sayValue(worked.value, unit), register: worked.register, rows: worked.rows, how: worked.how },
      },
    ],
  };
}
