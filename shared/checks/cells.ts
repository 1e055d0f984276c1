import { formatNumber } from '../format/format.ts';
import type { Column } from '../model/column.ts';
import type { DisputeInput } from '../model/dispute.ts';
import type { Columns } from '../model/register.ts';
import { type RegisterName, registerNames, registers } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { decimalsOf, moneyFactor } from './printed.ts';

type AnyRow = { id: number } & Record<string, unknown>;
const numeric = new Set(['money', 'share', 'percent', 'number', 'integer']);
const plain = (text: string) => text.trim().toLowerCase();

/** The parts of a cell or figure in words: `Funder shares > WNC > 2021-04-01 > Share %`. */
export const partsOf = (text: string) => text.split(/\s*[>›]\s*/).map((part) => part.trim());

/**
 * The cell that words name: a register, the values of its key in order, and a column that holds a number. `unit` is that
 * of the fact; gives a sentence saying what is wrong where there is no such cell or it holds something else.
 */
export function readCell(snapshot: Snapshot, text: string, unit: string): DisputeInput | string {
  const [label = '', ...rest] = partsOf(text);
  const header = rest.pop() ?? '';
  const name = registerNames.find((each) => plain(registers[each].label) === plain(label));
  if (!name) return `there is no register “${label}”`;
  const { key, columns } = registers[name] as { key: readonly string[]; columns: Columns };
  const found = Object.entries(columns).find(([, each]) => plain(each.header) === plain(header));
  if (!found || !numeric.has(found[1].kind)) return `${registers[name].label} has no column “${header}” of figures`;
  if (rest.length !== key.length) {
    return `a row of ${registers[name].label} is named by ${key.map((each) => columns[each]?.header ?? each).join(' > ')}`;
  }
  const row = (snapshot[name] as unknown as AnyRow[]).find((each) =>
    key.every((column, at) => plain(String(each[column] ?? '')) === plain(rest[at] ?? '')),
  );
  if (!row) return `${registers[name].label} holds no row ${rest.join(' · ')}`;
  const factor = factorOf(found[1], unit);
  if (factor === null) return `“${found[1].header}” is not held in ${unit}`;
  const value = row[found[0]];
  if (typeof value !== 'number') return `“${found[1].header}” of ${rest.join(' · ')} is blank`;
  return {
    ...{ register: name, row: row.id, column: found[0], factor },
    cell: [registers[name].label, ...rest, found[1].header].join(' > '),
    value: value / factor,
  };
}

/** A cell of a row by its key, as `readCell` reads it back; `value` is null where it is blank or of another unit. */
export function inputOf(
  register: RegisterName,
  row: { id: number },
  column: string,
  unit: string,
): DisputeInput | null {
  const { key, columns, label } = registers[register] as { key: readonly string[]; columns: Columns; label: string };
  const found = columns[column];
  const cells = row as AnyRow;
  const value = cells[column];
  const factor = found ? factorOf(found, unit) : null;
  if (!found || factor === null || typeof value !== 'number') return null;
  const cell = [label, ...key.map((each) => String(cells[each] ?? '')), found.header].join(' > ');
  return { register, row: row.id, column, cell, value: value / factor, factor };
}

/** Register units in one unit of a fact; null where a column cannot hold that unit. */
export function factorOf(column: Column, unit: string): number | null {
  const money = moneyFactor(unit);
  if (column.kind === 'money') return money === null ? null : money * 100;
  if (money !== null) return null;
  if (column.kind === 'share') return unit.includes('%') ? 100 : null;
  return 1;
}

/** A value as its cell holds it: whole pence, whole hundredths, whole numbers where the column asks for them. */
export function cellValue({ register, column, factor }: DisputeInput, value: number): number {
  const kind = (registers[register].columns as Columns)[column]?.kind;
  const scaled = value * factor;
  return kind === 'money' || kind === 'share' || kind === 'integer' ? Math.round(Number(scaled.toFixed(6))) : scaled;
}

/** A figure and its unit with at most six decimals: `55.84 %`, `1,226 children`, `−£0.33m`, `£1,105`. */
export function sayValue(value: number, unit: string, sign = false): string {
  const rounded = Number(value.toFixed(6));
  const size = formatNumber(Math.abs(rounded), Math.min(6, decimalsOf(rounded)));
  const before = rounded < 0 ? '−' : sign && rounded > 0 ? '+' : '';
  const money = { '£': '', '£k': 'k', '£m': 'm' }[unit.trim().toLowerCase()];
  if (money !== undefined) return `${before}£${size}${money}`;
  // One of something: `1 point`, `1 child`.
  const one = size === '1' ? (unit === 'children' ? 'child' : unit.replace(/([a-z])s$/, '$1')) : unit;
  return `${before}${size} ${one}`;
}

/** What a change of a cell of a register bears on, in an officer's words. */
export function bearsOn(register: RegisterName): string {
  return consequences[register] ?? 'What is said of it in outputs; no forecast reads it';
}

const consequences: Partial<Record<RegisterName, string>> = {
  funders: 'Split by funder',
  funderShares: 'Split of the outturn, the contract sum and the reserve by funder',
  budgetLines: 'Outturn: budget and variance of its line',
  budgetChanges: 'Outturn: current budget of its line',
  actuals: 'Outturn: actuals and run-rate of its line',
  forecastEntries: 'Outturn: forecast of its line',
  contractBlocks: 'Contract sum this year and next',
  jointFunding: 'Joint funding and its benchmark',
  placementPrices: 'Placement cost and starter prices',
  capacityUnits: 'Placement cost and capacity',
  demandSeries: 'Demand: stock, flows and their reconciliation',
  pressures: 'Pressures, the outturn and its risk',
  mitigations: 'Pressures and the outturn',
  savings: 'Savings, slippage and the outturn',
  savingRatings: 'Savings: expected delivery, slippage and the outturn',
  schemes: 'Invest to save',
  tranches: 'Invest to save: cost, grants, NPV, payback and its funding',
  benefits: 'Invest to save: benefits, NPV and payback',
  kpis: 'Scorecard',
  kpiValues: 'Scorecard',
  risks: 'Risk register and its scores',
  assumptions: 'Every forecast that reads the assumption',
};
