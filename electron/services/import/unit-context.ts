import { otherUnitInText, type Unit, unitOfCell, unitsInText, unitText } from '../../../shared/cells/unit.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import { childRegisters } from './personal.ts';
import type { Detected, Placed } from './place-columns.ts';
import type { Problem } from './problem.ts';
import { lineOf, nameOf, type SourceTable } from './source-table.ts';
import { aroundTable, type TableBody } from './table-body.ts';

type Stated = { unit: Exclude<Unit, null>; where: string; text: string };

/**
 * Gives every money column the unit of money that is stated for it: its own header's; else the row of units above or
 * below the headers; else a title, a note, the sheet's or the file's name, said once for the table. What was taken from
 * elsewhere than the header is told. Throws `not-a-table` where the table states two units at once: neither is guessed.
 */
export function withStatedUnits(
  table: SourceTable,
  detected: Detected,
  body: TableBody,
): { placed: Placed[]; notes: Problem[] } {
  const columns = registers[detected.register].columns as Columns;
  const isMoney = ({ column, index }: Placed) => index >= 0 && columns[column]?.kind === 'money';
  if (!detected.placed.some(isMoney)) return { placed: detected.placed, notes: [] };
  // Where every amount has a unit of its own, nothing else is asked what it means.
  const open = detected.placed.some(
    (one) => isMoney(one) && one.unit === null && unitBeside(table, detected, body, one.index) === null,
  );
  const stated = statedFor(table, detected, body, open);
  const notes: Problem[] = [];
  const placed = detected.placed.map((one) => {
    if (!isMoney(one)) return one;
    const own = unitBeside(table, detected, body, one.index);
    const found = one.unit !== null ? null : (own ?? stated);
    if (found) {
      notes.push(said(table, detected, one, found));
      return { ...one, unit: found.unit };
    }
    if (stated && one.unit !== null && one.unit !== stated.unit) notes.push(differs(table, detected, one, stated));
    return one;
  });
  return { placed, notes };
}

/** The unit in the column's own cell of a row of units. */
function unitBeside(table: SourceTable, { headerRow }: Detected, body: TableBody, index: number): Stated | null {
  for (const at of [...body.units, headerRow - 1, headerRow - 2]) {
    const cells = table.rows[at];
    const cell = cells?.[index]?.trim() ?? '';
    const unit = unitOfCell(cell);
    if (unit === null || (cells ?? []).some((other) => other.trim() !== '' && unitOfCell(other) === null)) continue;
    return { unit, where: `row ${lineOf(table, at)}`, text: cell };
  }
  return null;
}

/** The one unit that titles, notes and names state for the whole table; two, or one that is not read, are refused where it is `needed`. */
function statedFor(table: SourceTable, detected: Detected, body: TableBody, needed: boolean): Stated | null {
  const found: Stated[] = [];
  const look = (text: string, where: string) => {
    const other = otherUnitInText(text);
    if (other !== null && needed)
      throw new OutturnError(
        'not-a-table',
        `${nameOf(table)}: ${where} states ${other}, and amounts are read in pounds, thousands or millions of pounds. Nothing of it was read: export it in one of those, or say the unit in the header of each column — (£), (£000) or (£m).`,
        { file: nameOf(table), row: detected.headerRow + 1 },
      );
    for (const unit of unitsInText(text)) found.push({ unit: unit as Stated['unit'], where, text });
  };
  for (const { text, row } of aroundTable(table, detected, body))
    look(text, row < 0 ? 'the text around it' : `row ${lineOf(table, row)}`);
  if (table.sheet !== null) look(table.sheet, 'the name of the sheet');
  look(table.file.replace(/\.[a-z]+$/i, ''), 'the name of the file');
  const first = found[0];
  const other = found.find(({ unit }) => unit !== first?.unit);
  if (first && other && !needed) return null;
  if (first && other) {
    throw new OutturnError(
      'not-a-table',
      `${nameOf(table)}: ${first.where} states ${unitText(first.unit)} and ${other.where} states ${unitText(other.unit)}, so the unit of its amounts is not known. Say it in the header of each column — (£), (£000) or (£m) — and import again.`,
      { file: nameOf(table), row: detected.headerRow + 1 },
    );
  }
  return first ?? null;
}

function said(table: SourceTable, detected: Detected, one: Placed, { unit, where, text }: Stated): Problem {
  const quoted = childRegisters.includes(detected.register) ? '' : ` (“${text.slice(0, 80)}”)`;
  return {
    row: lineOf(table, detected.headerRow),
    column: one.header,
    code: 'unit-stated',
    message: `${one.header} is read in ${unitText(unit)}, as ${where} says${quoted}.`,
    before: null,
    after: null,
    rejects: false,
  };
}

function differs(table: SourceTable, detected: Detected, one: Placed, { unit, where }: Stated): Problem {
  return {
    row: lineOf(table, detected.headerRow),
    column: one.header,
    code: 'unit-differs',
    message: `${one.header} is read in ${unitText(one.unit)}, as its header says, though ${where} states ${unitText(unit)}. Check which is right.`,
    before: null,
    after: null,
    rejects: false,
  };
}
