import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { type CellValue, showCell } from '../../components/grid/cell-text.ts';
import { columnsOf } from '../../components/grid/grid-edits.ts';

const asRow = (json: string | null): Record<string, CellValue> | null => {
  try {
    const value: unknown = json === null ? null : JSON.parse(json);
    return value && typeof value === 'object' ? (value as Record<string, CellValue>) : null;
  } catch {
    return null;
  }
};

/** The register's name as officers know it; null for what is not a register, such as a setting of the copy. */
export function registerLabel(name: string): string | null {
  const found = registerNames.find((register) => register === name);
  return found ? registers[found].label : null;
}

/** What a row held, by the headers of its columns; with `other` given, only what differs from it. */
export function changeText(register: string, json: string | null, other: string | null): string {
  const row = asRow(json);
  const against = asRow(other);
  if (!row || !registerLabel(register)) return '';
  const columns = columnsOf(register as RegisterName);
  return Object.entries(columns)
    .filter(([key]) => row[key] !== undefined && row[key] !== null && (!against || against[key] !== row[key]))
    .map(([key, column]) => `${column.header}: ${showCell(column, row[key])}`)
    .join(' · ');
}
