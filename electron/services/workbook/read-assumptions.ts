import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { installChartSupport } from '@cj-tech-master/excelts/chart';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Scenario, scenarioSchema } from '../../../shared/model/scenario.ts';
import { columnName } from './cells.ts';
import { type InputKind, inputKinds } from './inputs.ts';
import { rowMark, textOf } from './record-marks.ts';
import { recordFormat, recordSheetName } from './record-sheet.ts';

// A workbook with charts cannot be read without them.
installChartSupport();

/** An input of the Assumptions sheet whose value differs from what was exported. */
export type InputChange = { kind: InputKind; key: string; cell: string; before: number | null; after: number | null };

/** What a workbook says when it is read back. */
export type ReadAssumptions = {
  /** The scenario as it was exported. */
  scenario: Scenario;
  council: string;
  dataDate: string;
  changes: InputChange[];
  /** Every input as it now stands, so that a change can be judged beside its neighbours. */
  inputs: InputChange[];
};

/** Input of the job `read-assumptions` of a worker thread. The bytes have passed `guardedEntries`. */
export type AssumptionsOrder = { file: string; bytes: Uint8Array };

/**
 * Reads the inputs of a workbook that Outturn wrote, in whatever program it was changed. Throws `not-a-table` when it is
 * none of ours, `workbook-altered` with the place when anything but an input was changed, and `invalid-input` when an
 * input holds no number. Runs in a worker thread.
 */
export async function readAssumptions({ file, bytes }: AssumptionsOrder): Promise<ReadAssumptions> {
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(bytes);
  } catch {
    // The reader's own errors may quote cells, so their text is not passed on.
    throw notOurs(file);
  }
  const record = recordOf(workbook, file);
  for (const { sheet, row, columns, mark } of record.rows) {
    const found = workbook.getWorksheet(sheet);
    if (!found) throw altered(file, sheet, null, 'the sheet is missing or has another name');
    if (markOf(found, row, columns, record.places.get(sheet)) !== mark)
      throw altered(
        file,
        sheet,
        row,
        'the row is not as Outturn wrote it: a cell that is no input was changed, or rows or columns were moved',
      );
  }
  const sheet = workbook.getWorksheet('Assumptions');
  const inputs = record.inputs.map((one): InputChange => {
    const after = numberIn(sheet, one.cell, file);
    return { ...one, after };
  });
  const changes = inputs.filter(({ before, after }) => !same(before, after));
  return { scenario: record.scenario, council: record.council, dataDate: record.dataDate, changes, inputs };
}

function same(before: number | null, after: number | null): boolean {
  if (before === null || after === null) return before === after;
  return Math.abs(before - after) <= 1e-9 * Math.max(1, Math.abs(before));
}

function markOf(sheet: Worksheet, row: number, columns: number, inputs: ReadonlySet<string> | undefined): string {
  const cells = Array.from({ length: columns }, (_, index) => {
    if (inputs?.has(`${columnName(index + 1)}${row}`)) return null;
    const cell = sheet.getCell(row, index + 1);
    return { value: cell.value, formula: cell.formula ?? null };
  });
  return rowMark(cells);
}

function numberIn(sheet: Worksheet | undefined, address: string, file: string): number | null {
  const cell = sheet?.getCell(address);
  const value = cell?.formula ? cell.result : cell?.value;
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new OutturnError(
    'invalid-input',
    `Cell ${address} of the sheet Assumptions of ${file} must hold a number. Correct it and read the workbook again.`,
    { file, cell: address },
  );
}

type RecordOfExport = {
  scenario: Scenario;
  council: string;
  dataDate: string;
  inputs: Omit<InputChange, 'after'>[];
  places: Map<string, Set<string>>;
  rows: { sheet: string; row: number; columns: number; mark: string }[];
};

function recordOf(workbook: Workbook, file: string): RecordOfExport {
  const sheet = workbook.getWorksheet(recordSheetName);
  if (!sheet) throw notOurs(file);
  const record: Omit<RecordOfExport, 'scenario'> = {
    council: '',
    dataDate: '',
    inputs: [],
    places: new Map(),
    rows: [],
  };
  const json: string[] = [];
  let format = '';
  sheet.eachRow((row, number) => {
    const [kind, of, place, what, key] = [1, 2, 3, 4, 5].map((column) => textOf(row.getCell(column).value));
    const { value } = row.getCell(6);
    const text = textOf(value);
    if (kind === 'format') format = text;
    else if (kind === 'data' && what === 'council') record.council = text;
    else if (kind === 'data') record.dataDate = text.replace('to ', '');
    else if (kind === 'scenario') json[Number(place)] = text;
    else if (kind === 'input') {
      if (!(inputKinds as readonly string[]).includes(what ?? '') || !/^[A-Z]+\d+$/.test(place ?? ''))
        throw altered(file, recordSheetName, number, 'it is not as Outturn wrote it');
      const before = typeof value === 'number' ? value : null;
      record.inputs.push({ kind: what as InputKind, key: key ?? '', cell: place ?? '', before });
      const known = record.places.get(of ?? '') ?? new Set();
      record.places.set(of ?? '', known.add(place ?? ''));
    } else if (kind === 'row') {
      const [line = '', columns = ''] = (place ?? '').split(':');
      record.rows.push({ sheet: of ?? '', row: Number(line), columns: Number(columns), mark: text.replace('#', '') });
    }
  });
  if (format !== recordFormat || record.rows.length === 0) throw notOurs(file);
  return { ...record, scenario: scenarioOf(json.join(''), file) };
}

function scenarioOf(json: string, file: string): Scenario {
  try {
    return scenarioSchema.parse(JSON.parse(json));
  } catch {
    throw altered(file, recordSheetName, null, 'the scenario it holds cannot be read');
  }
}

function altered(file: string, sheet: string, row: number | null, why: string): OutturnError {
  return new OutturnError(
    'workbook-altered',
    `${file} cannot be read back: on the sheet ${sheet}${row === null ? '' : `, row ${row}`}, ${why}. Change only yellow cells of the sheet Assumptions; export the workbook again and make the changes there.`,
    { file, sheet, row },
  );
}

function notOurs(file: string): OutturnError {
  return new OutturnError(
    'not-a-table',
    `${file} is not a forecast workbook of Outturn, or one from before workbooks could be read back. Export it again.`,
    { file },
  );
}
