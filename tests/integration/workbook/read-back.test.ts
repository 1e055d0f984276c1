import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyInputs } from '../../../electron/services/workbook/apply-inputs.ts';
import { readAssumptions } from '../../../electron/services/workbook/read-assumptions.ts';
import { readWorkbookInputs } from '../../../electron/services/workbook/read-workbook-inputs.ts';
import { writeWorkbook } from '../../../electron/services/workbook/write-workbook.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { openWorkbook } from '../../support/workbook-cells.ts';
import { withNumbers } from '../../support/workbook-edit.ts';
import { startedServices, temporaryFolder } from '../services/services-helpers.ts';

type Opened = Awaited<ReturnType<typeof openWorkbook>>;
const worker = new URL('../../../electron/worker.ts', import.meta.url);
const snapshot = sampleSnapshot();
const scenario = newScenario('Period 9', '2023/24', 9);
const made = forecast(snapshot, scenario);
const original = writeWorkbook({
  ...{ forecast: made, base: made, scenario, snapshot, units: 'pounds' as const },
  now: new Date('2024-01-15T09:00:00Z'),
});

/** The workbook changed by script. */
async function changedBytes(change: (workbook: Opened) => void): Promise<Uint8Array> {
  const workbook = await openWorkbook(await original);
  change(workbook);
  return workbook.xlsx.writeBuffer();
}
/** What the worker does with the bytes of a workbook, here. */
const taken = async (bytes: Uint8Array) => applyInputs(await readAssumptions({ file: 'changed.xlsx', bytes }));
const inputCell = (workbook: Opened, name: string) => {
  const [sheet = '', cell = ''] = workbook.definedNames.getRanges(name).ranges[0]?.replaceAll('$', '').split('!') ?? [];
  const found = workbook.getWorksheet(sheet)?.getCell(cell);
  if (!found) throw new Error(`No cell ${name}`);
  return found;
};

test('a changed workbook is read in the worker as a scenario that lists each change', async () => {
  const path = join(temporaryFolder(), 'changed.xlsx');
  writeFileSync(path, withNumbers(await original, { assumption_rag_amber: 0.5, saving_delay_SAV_23_1: 3 }));
  const read = await readWorkbookInputs(path, worker);
  expect(read.changes).toEqual([
    { what: 'assumption rag-amber', cell: expect.stringMatching(/^B\d+$/), before: 0.75, after: 0.5 },
    { what: 'delay in months of saving SAV-23-1', cell: expect.stringMatching(/^B\d+$/), before: 0, after: 3 },
  ]);
  expect(read.scenario.assumptions).toEqual({ 'rag-amber': 0.5 });
  expect(read.scenario.levers).toMatchObject([{ kind: 'saving-delay', value: 3, reference: 'SAV-23-1', on: true }]);
});

const alterations: [string, (workbook: Opened) => void, string, number | null][] = [
  [
    'a formula typed over',
    (workbook) => {
      const cell = workbook.getWorksheet('Summary')?.getCell('N7');
      if (cell) cell.value = 1;
    },
    'Summary',
    7,
  ],
  [
    'a formula changed',
    (workbook) => {
      const cell = workbook.getWorksheet('Savings')?.getCell('Q6');
      if (cell) cell.value = { formula: '1', result: 1 };
    },
    'Savings',
    6,
  ],
  [
    'a budget changed',
    (workbook) => {
      const cell = workbook.getWorksheet('Summary')?.getCell('D6');
      if (cell) cell.value = 5;
    },
    'Summary',
    6,
  ],
  [
    'an assumption that is no input',
    (workbook) => {
      const sheet = workbook.getWorksheet('Assumptions');
      const row = sheet?.getColumn(1).values.indexOf('Weight of the wider group in a rate') ?? 0;
      const cell = sheet?.getCell(`B${row}`);
      if (cell) cell.value = 5;
    },
    'Assumptions',
    12,
  ],
  [
    'a sheet renamed',
    (workbook) => {
      const sheet = workbook.getWorksheet('Funders');
      if (sheet) sheet.name = 'Who pays';
    },
    'Funders',
    null,
  ],
  [
    'a key of an input changed',
    (workbook) => {
      const cell = workbook.getWorksheet('Assumptions')?.getCell('A6');
      if (cell) cell.value = 'rag-blue';
    },
    'Assumptions',
    6,
  ],
];
test.each(alterations)('%s is refused, saying where', async (_, change, sheet, row) => {
  await expect(taken(await changedBytes(change))).rejects.toMatchObject({
    code: 'workbook-altered',
    details: { sheet, row },
    message: expect.stringContaining(`on the sheet ${sheet}`),
  });
});

test.each([
  ['assumption_rag_amber', 'half'],
  ['assumption_rag_amber', null],
  ['saving_delay_SAV_23_1', 2.5],
  ['saving_delivery_SAV_23_1', -1],
  ['pressure_probability_PRS_23_1', 120],
  ['share_NNC', 0.5],
])('%s = %s is refused with its cell', async (name, value) => {
  const bytes = await changedBytes((workbook) => {
    inputCell(workbook, name).value = value;
  });
  await expect(taken(bytes)).rejects.toMatchObject({
    code: 'invalid-input',
    details: { cell: expect.stringMatching(/^[B-D]\d+$/) },
  });
});

test('a workbook of somebody else, and no workbook at all, are refused', async () => {
  const folder = temporaryFolder();
  const workbook = await openWorkbook(await original);
  workbook.removeWorksheet(workbook.getWorksheet('Exported')?.id ?? 0);
  writeFileSync(join(folder, 'other.xlsx'), await workbook.xlsx.writeBuffer());
  await expect(readWorkbookInputs(join(folder, 'other.xlsx'), worker)).rejects.toMatchObject({ code: 'not-a-table' });
  writeFileSync(join(folder, 'not.xlsx'), 'PK nothing');
  await expect(readWorkbookInputs(join(folder, 'not.xlsx'), worker)).rejects.toMatchObject({ code: 'archive-refused' });
  await expect(readWorkbookInputs(join(folder, 'none.xlsx'), worker)).rejects.toMatchObject({ code: 'file-missing' });
});

test('the window lists the changes first and then applies them to the open scenario', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  await handlers.sampleLoad({});
  answers.push(join(folder, 'out.xlsx'));
  await handlers.workbookExport({ units: 'pounds' });
  const path = join(folder, 'out.xlsx');
  writeFileSync(path, withNumbers(readFileSync(path), { one_off_LEGAL: 12_345.67 }));
  answers.push(join(folder, 'out.xlsx'), null);
  const read = await handlers.workbookRead({});
  expect(read).toMatchObject({ sameScenario: true, changes: [{ before: 0, after: 12_345.67 }] });
  expect((await handlers.scenarioCurrent({})).scenario.levers).toEqual([]);
  const applied = await handlers.workbookApply({ token: read?.token ?? '' });
  expect(applied).toMatchObject({
    unsaved: true,
    scenario: { levers: [{ kind: 'one-off', value: 12_345.67, reference: 'LEGAL' }] },
  });
  await expect(handlers.workbookApply({ token: read?.token ?? '' })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await handlers.workbookRead({})).toBeNull();
});
