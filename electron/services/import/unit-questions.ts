import type { Cells } from '../../../db/tables.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import type { Incoming } from './incoming.ts';
import type { Detected } from './place-columns.ts';
import type { Problem } from './problem.ts';

/** Registers whose amounts are sums of a year or a month of a service, never a few pounds each. */
const annual: readonly RegisterName[] = ['budgetLines', 'contractBlocks', 'savings', 'pressures'];
const pound = 100;

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Questions a money column whose size contradicts its unit (inconsistency T03): it is held as read, and the officer is
 * told. Compared with what the copy already holds for the same rows, and with what such amounts can be.
 */
export function questionUnits(
  detected: Detected,
  rows: readonly Incoming[],
  existing: (cells: Cells) => Cells | undefined,
): Problem[] {
  const columns = registers[detected.register].columns as Columns;
  const problems: Problem[] = [];
  for (const { column, header, unit } of detected.placed) {
    if (columns[column]?.kind !== 'money') continue;
    const amounts = rows.map((row) => Math.abs(Number(row.cells[column] ?? 0))).filter((pence) => pence > 0);
    const ratios = rows.flatMap((row) => {
      const stored = Number(existing(row.cells)?.[column] ?? 0);
      const now = Number(row.cells[column] ?? 0);
      return stored !== 0 && now !== 0 ? [Math.abs(now / stored)] : [];
    });
    const reason = reasonOf(detected.register, unit ?? 1, amounts, ratios);
    const yearlyMessage = reason ? null : yearlyPrice(column, amounts, ratios);
    if (!reason && !yearlyMessage) continue;
    const said = unit === 1_000 ? 'thousands of pounds' : unit === 1_000_000 ? 'millions of pounds' : 'pounds';
    problems.push({
      row: detected.headerRow + 1,
      column: header,
      code: 'T03',
      message: yearlyMessage
        ? `${header} is read as a price a week, but ${yearlyMessage}: they look like prices of a year. If they are, divide them by 52.14 (365 ÷ 7) and import again.`
        : `${header} is read in ${said}, but ${reason}. If that is wrong, say the unit in the header — (£), (£000) or (£m) — and import again.`,
      before: null,
      after: null,
      rejects: false,
    });
  }
  return problems;
}

function reasonOf(register: RegisterName, unit: number, amounts: number[], ratios: number[]): string | null {
  if (ratios.length >= 3) {
    const ratio = median(ratios);
    if (ratio > 300) return `its figures are about ${Math.round(ratio).toLocaleString('en-GB')} times what is held now`;
    if (ratio < 1 / 300)
      return `its figures are about one ${Math.round(1 / ratio).toLocaleString('en-GB')}th of what is held now`;
  }
  if (amounts.length === 0) return null;
  const largest = amounts.reduce((most, pence) => Math.max(most, pence), 0);
  if (unit > 1 && largest > 1_000_000_000 * pound)
    return `its largest figure is then £${Math.round(largest / pound).toLocaleString('en-GB')}`;
  if (annual.includes(register) && amounts.length >= 3 && largest < 1_000 * pound) {
    return `its largest figure is then only £${(largest / pound).toFixed(2)}`;
  }
  return null;
}

/** A price of a year where one of a week belongs. A single child may cost £20,000 a week; half of an extract does not. */
function yearlyPrice(column: string, amounts: number[], ratios: number[]): string | null {
  if (column !== 'weeklyPence' || amounts.length === 0) return null;
  const ratio = ratios.length >= 3 ? median([...ratios]) : 0;
  if (ratio > 45 && ratio < 60) return `its figures are about ${Math.round(ratio)} times what is held now`;
  return median([...amounts]) > 20_000 * pound ? 'most of its figures exceed £20,000' : null;
}
