import { leverKindInformation } from '../../../shared/model/lever.ts';
import { forecastAssumptions } from '../../../shared/scenario/assumption-values.ts';
import { type Cell, fixed, header, numeric, type SheetSpec, text } from './cells.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

/** Name of the cell that holds an assumption: `rag-green` → `assumption_rag_green`. */
export const assumptionName = (key: string): string => `assumption_${key.replace(/[^A-Za-z0-9]+/g, '_')}`;

/** A civil date as a cell; null stays blank. */
export const dateCell = (date: string | null): Cell => ({
  value: date === null ? null : new Date(`${date}T00:00:00Z`),
  style: 'date',
});

/** Every assumption with its value in force, the data's own value and where it comes from; below it the levers. */
export function assumptionsSheet(input: WorkbookInput): SheetSpec {
  const { scenario, snapshot } = input;
  const held = new Map(snapshot.assumptions.map((row) => [row.key, row]));
  const known = forecastAssumptions as Record<string, { value: number; unit: string; meaning: string }>;
  const keys = [...new Set([...Object.keys(known), ...held.keys(), ...Object.keys(scenario.assumptions).sort()])];
  const rows: (Cell | null)[][] = [
    ...heading('Assumptions', input, 'Yellow cells are inputs: savings, pressures and splits follow them.'),
    header('Assumption', 'Value', 'Unit', 'In the data', 'Meaning and source', 'Confidence', 'Owner', 'Review'),
  ];
  const names: SheetSpec['names'] = [];
  keys.forEach((key, index) => {
    const row = held.get(key);
    const value = scenario.assumptions[key] ?? row?.value ?? known[key]?.value ?? null;
    rows.push([
      text(key),
      numeric(value, 'input'),
      text(row?.unit ?? known[key]?.unit ?? null),
      numeric(row?.value ?? known[key]?.value ?? null, 'input'),
      text([known[key]?.meaning, row?.source].filter(Boolean).join('. ') || null, 'wrapped'),
      text(row?.confidence ?? null),
      text(row?.ownerRole ?? null),
      dateCell(row?.review ?? null),
    ]);
    names.push({ name: assumptionName(key), range: fixed(2, firstRow + index) });
  });
  rows.push(
    [],
    [text('Levers', 'title')],
    header('Lever', 'Value', 'Unit', 'In force', 'What it does', 'Acts on', 'From', 'To'),
  );
  for (const lever of scenario.levers) {
    const kind = leverKindInformation[lever.kind];
    const target = [
      lever.reference,
      lever.groups.join(', '),
      lever.bands.join(', '),
      lever.toGroup === null ? null : `to ${lever.toGroup}`,
    ];
    rows.push([
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
    ]);
  }
  if (scenario.levers.length === 0) rows.push([text('No levers: the base as it stands', 'note')]);
  return {
    name: 'Assumptions',
    widths: [30, 14, 14, 14, 60, 14, 26, 14],
    rows,
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    names,
    colours: [],
  };
}
