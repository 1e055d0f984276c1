import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { assumptionTitle, isYesOrNo } from '../../../shared/scenario/assumption-names.ts';
import { forecastAssumptions } from '../../../shared/scenario/assumption-values.ts';
import { inputSections, sectionRow } from './assumption-sections.ts';
import { type Cell, fixed, header, numeric, type SheetSpec, text } from './cells.ts';
import { type Input, type Inputs, inputName, inputsOf, inputsSheetName } from './inputs.ts';
import type { PlacementRows } from './placement-rows.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

/** Name of the cell that holds an assumption: `rag-green` → `assumption_rag_green`. */
export const assumptionName = (key: string): string => inputName({ kind: 'assumption', key });

/** Assumptions that formulas of the workbook read; any other shapes what only Outturn works out. */
const read = new Set(['rag-green', 'rag-amber', 'rag-red', 'rag-unassessed', 'discount-rate']);

/** A civil date as a cell; null stays blank. */
export const dateCell = (date: string | null): Cell => ({
  value: date === null ? null : new Date(`${date}T00:00:00Z`),
  style: 'date',
});

/**
 * Every assumption with its value in force, the data's own value and where it comes from; below it the inputs of
 * savings, pressures, prices, lines and shares, and the levers as exported. Yellow cells are the inputs: the workbook
 * follows them, and they can be read back as a scenario.
 */
export function assumptionsSheet(input: WorkbookInput, live: PlacementRows): { sheet: SheetSpec; inputs: Inputs } {
  const all: Input[] = [];
  const rows: (Cell | null)[][] = [
    ...heading('Assumptions', input, saidOf(input, live)),
    header('Assumption', 'Value', 'Unit', 'In the data', 'Meaning and source', 'Confidence', 'Owner', 'Review'),
    ...assumptionRows(input, all),
  ];
  const last = rows.length;
  for (const section of inputSections(input, live)) {
    rows.push([], [text(section.title, 'title')], section.header);
    for (const row of section.rows) {
      row.inputs.forEach((one, index) => {
        if (one) all.push({ kind: one.kind, key: row.key, row: rows.length + 1, column: 2 + index, value: one.value });
      });
      rows.push(sectionRow(row));
    }
  }
  rows.push(
    [],
    [text('Levers, as exported', 'title')],
    header('Lever', 'Value', 'Unit', 'In force', 'What it does', 'Acts on', 'From', 'To'),
    ...leverRows(input.scenario),
  );
  const names = new Map(all.map((each) => [inputName(each).toLowerCase(), each]));
  return {
    inputs: inputsOf(all),
    sheet: {
      name: inputsSheetName,
      parts: true,
      widths: [30, 16, 16, 16, 60, 14, 26, 14],
      rows,
      frozen: { rows: headerRow, columns: 1 },
      headerRow,
      names: [...names.values()].map((each) => ({ name: inputName(each), range: fixed(each.column, each.row) })),
      tables: [{ name: 'assumptions', first: headerRow, last, columns: 8 }],
      colours: [],
    },
  };
}

/** Which cells are live, in words. */
function saidOf({ publication }: WorkbookInput, { entrants }: PlacementRows): string {
  if (publication)
    return 'Yellow cells are inputs: every sheet follows them. Prices and children stand as exported, and this copy is not read back.';
  const children =
    entrants === null
      ? 'The number of children is worked out in Outturn and stands as exported.'
      : 'Entrants are inputs; leaving, moves and places are changed in Outturn and stand as exported.';
  return `Yellow cells are inputs: every sheet follows them, and Outturn can read them back. ${children}`;
}

function assumptionRows({ scenario, snapshot, publication }: WorkbookInput, inputs: Input[]): (Cell | null)[][] {
  const stored = new Map(snapshot.assumptions.map((row) => [row.key, row]));
  const known = forecastAssumptions as Record<string, { value: number; unit: string; meaning: string }>;
  const keys = [
    ...new Set([...Object.keys(known), ...stored.keys(), ...Object.keys(scenario.assumptions).sort()]),
  ].filter(
    // What is set for one group may be the price of a single child.
    (key) => !publication || !key.includes(':'),
  );
  return keys.map((key, index) => {
    const row = stored.get(key);
    const value = scenario.assumptions[key] ?? row?.value ?? known[key]?.value ?? null;
    if (read.has(key)) inputs.push({ kind: 'assumption', key, row: firstRow + index, column: 2, value });
    return [
      text(assumptionTitle(key, snapshot)),
      isYesOrNo(key) && !read.has(key)
        ? text((value ?? 0) > 0 ? 'yes' : 'no')
        : numeric(value, read.has(key) ? 'input' : 'general'),
      text(row?.unit || known[key]?.unit || null),
      isYesOrNo(key)
        ? text((row?.value ?? known[key]?.value ?? 0) > 0 ? 'yes' : 'no')
        : numeric(row?.value ?? known[key]?.value ?? null, 'general'),
      text([known[key]?.meaning, row?.source].filter(Boolean).join('. ') || null, 'wrapped'),
      text(row?.confidence ?? null),
      text(row?.ownerRole ?? null),
      dateCell(row?.review ?? null),
    ];
  });
}

function leverRows(scenario: Scenario): (Cell | null)[][] {
  if (scenario.levers.length === 0) return [[text('No levers: the base as it stands', 'note')]];
  return scenario.levers.map((lever) => {
    const kind = leverDefinitions[lever.kind];
    const target = [
      lever.references?.length === 0 ? 'all of the year' : (lever.references?.join(', ') ?? lever.reference),
      lever.groups.join(', '),
      lever.bands.join(', '),
      lever.toGroup === null ? null : `to ${lever.toGroup}`,
    ];
    return [
      text(lever.name),
      numeric(lever.value, 'decimal'),
      text(kind.unit),
      text(lever.on ? 'yes' : 'no'),
      text(
        `${kind.help}${lever.rampMonths > 0 ? `; ramp ${lever.rampMonths} months` : ''}${lever.note ? `; ${lever.note}` : ''}`,
        'wrapped',
      ),
      text(target.filter(Boolean).join(' · ') || 'all'),
      dateCell(lever.from),
      dateCell(lever.to),
    ];
  });
}
