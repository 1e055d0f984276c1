import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyInputs } from '../../../electron/services/workbook/apply-inputs.ts';
import { readAssumptions } from '../../../electron/services/workbook/read-assumptions.ts';
import { writeWorkbook } from '../../../electron/services/workbook/write-workbook.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { recalculated } from '../../support/soffice.ts';
import { cellsOf, openWorkbook } from '../../support/workbook-cells.ts';
import { withNumbers } from '../../support/workbook-edit.ts';
import { randomPlan } from '../../unit/plan/random-plan.ts';

const write = (snapshot: Snapshot, scenario: Scenario) => {
  const made = forecast(snapshot, scenario);
  const base = forecast(snapshot, { ...scenario, levers: [] });
  const now = new Date('2024-01-15T09:00:00Z');
  return writeWorkbook({ forecast: made, base, scenario, snapshot, units: 'pounds', now });
};
const sample = sampleSnapshot();
const open = newScenario('Period 9', '2023/24', 9);
const edits = {
  inflation_PAY_2024_25: 6.5,
  inflation_CPI_2025_26: 0,
  inflation_CPI_2026_27: 9.25,
  proposal_confidence_PRO_24_1: 37.5,
  proposal_confidence_PRO_24_3: 80,
};
const assumptions = {
  'inflation:PAY:2024/25': 6.5,
  'inflation:CPI:2025/26': 0,
  'inflation:CPI:2026/27': 9.25,
  'proposal-confidence:PRO-24-1': 37.5,
  'proposal-confidence:PRO-24-3': 80,
};

describe('the Plan sheet in LibreOffice', async () => {
  const drawn = fc.sample(randomPlan, { numRuns: 4, seed: 17 });
  const written: Record<string, Uint8Array> = { sample: await write(sample, open) };
  for (const [at, { snapshot, scenario }] of drawn.entries()) written[`drawn-${at}`] = await write(snapshot, scenario);
  written.changed = withNumbers(written.sample as Uint8Array, edits);
  const names = drawn.flatMap(({ snapshot }, at) =>
    snapshot.inflationLinks.map((link) => ({
      workbook: `drawn-${at}`,
      cell: `inflation_${link.indexCode.replace('-', '_')}_${(snapshot.inflationIndices.find((row) => row.code === link.indexCode)?.year ?? '').replace('/', '_')}`,
      key: `inflation:${link.indexCode}:${snapshot.inflationIndices.find((row) => row.code === link.indexCode)?.year}`,
    })),
  );
  for (const [at] of drawn.entries()) {
    const own = names.filter((each) => each.workbook === `drawn-${at}`);
    const before = written[`drawn-${at}`] as Uint8Array;
    written[`changed-${at}`] = withNumbers(before, Object.fromEntries(own.map(({ cell }) => [cell, 7.25])));
  }
  const after = recalculated(written);

  /** Every row of the sheet's totals by its label, pence across the years. */
  async function totals(bytes: Uint8Array): Promise<Map<string, number[]>> {
    const sheet = (await openWorkbook(bytes)).getWorksheet('Plan');
    if (!sheet) throw new Error('No Plan sheet');
    const found = new Map<string, number[]>();
    for (let row = 6; String(sheet.getCell(`A${row}`).value ?? '') !== 'Levels of indices'; row += 1)
      found.set(
        String(sheet.getCell(`A${row}`).value),
        ['E', 'F', 'G', 'H', 'I'].map((column) => {
          const cell = sheet.getCell(`${column}${row}`);
          return Math.round(Number(cell.formula ? cell.result : cell.value) * 100);
        }),
      );
    return found;
  }
  const expectPlan = async (bytes: Uint8Array, snapshot: Snapshot, scenario: Scenario) => {
    const { years } = plan(snapshot, scenario);
    const shown = await totals(bytes);
    expect(shown.get('Opening: the year before')).toEqual(years.map((year) => year.opening));
    expect(shown.get('Cost of the year')).toEqual(years.map((year) => year.closing));
    expect(shown.get('Of it shared by the partners')).toEqual(years.map((year) => year.shared));
    expect(shown.get('Funding')).toEqual(years.map((year) => year.funding.total));
    expect(shown.get('Gap')).toEqual(years.map((year) => year.gap));
    expect(shown.get('Gap after reserves')).toEqual(years.map((year) => year.gapAfterReserves));
  };

  test.each(['sample', 'drawn-0', 'drawn-1', 'drawn-2', 'drawn-3'])(
    '%s: every formula, worked out afresh, equals its cached value to the penny',
    async (name) => {
      const plan = (bytes: Uint8Array | undefined) =>
        openWorkbook(bytes as Uint8Array).then((book) => cellsOf(book).filter((cell) => cell.sheet === 'Plan'));
      const before = (await plan(written[name])).filter((cell) => cell.formula !== null);
      const fresh = new Map((await plan(after[name])).map((cell) => [cell.address, cell.value]));
      expect(before.length).toBeGreaterThan(60);
      const wrong = before.filter(({ address, value }) => {
        const now = fresh.get(address);
        return typeof value === 'number' ? typeof now !== 'number' || Math.abs(now - value) >= 0.005 : now !== value;
      });
      expect(wrong.map((cell) => ({ ...cell, fresh: fresh.get(cell.address) }))).toEqual([]);
    },
  );

  test('rates and confidence changed in the workbook move the plan as they move it in Outturn', async () => {
    await expectPlan(after.changed as Uint8Array, sample, { ...open, assumptions });
    for (const [at, { snapshot, scenario }] of drawn.entries()) {
      const own = names.filter((each) => each.workbook === `drawn-${at}`);
      const set = Object.fromEntries(own.map(({ key }) => [key, 7.25]));
      await expectPlan(after[`changed-${at}`] as Uint8Array, snapshot, { ...scenario, assumptions: set });
    }
  });

  test('the changed workbook is read back as the scenario with these rates', async () => {
    const read = await readAssumptions({ file: 'plan.xlsx', bytes: after.changed as Uint8Array });
    expect(applyInputs(read).assumptions).toEqual(assumptions);
  });
});
