import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../../electron/services/workbook/write-workbook.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { type Lever, newLever } from '../../../shared/model/lever.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { recalculated } from '../../support/soffice.ts';
import { cellsOf, openWorkbook } from '../../support/workbook-cells.ts';

const now = new Date('2024-01-15T09:00:00Z');
const sample = sampleSnapshot();
const lever = (kind: Lever['kind'], id: string, value: number, reference: string | null): Lever => ({
  ...newLever(kind, id, '2024-01-01'),
  value,
  reference,
});
const closed = newScenario('2022/23 as published', '2022/23', 12);
const open = newScenario('Period 9', '2023/24', 9);
const levers: Scenario = {
  ...open,
  name: 'What if =1+1',
  assumptions: { 'rag-amber': 0.5 },
  levers: [
    lever('saving-delay', 'a', 10, 'SAV-23-5'),
    lever('saving-ramp', 'b', 14, 'SAV-23-3'),
    lever('saving-delivery', 'c', 60, 'SAV-23-1'),
    lever('pressure-impact', 'd', 30, 'PRS-23-1'),
    lever('one-off', 'e', 123_456.78, 'LEGAL'),
    lever('price-uplift', 'f', 5, null),
    lever('contribution', 'g', 3, 'health'),
    lever('entrants-percent', 'h', 12, null),
  ],
};
/** The sample with RAG in charge of delivery and one pressure in the forecast, so that more of the workbook is live. */
const rated: Snapshot = {
  ...sample,
  savings: sample.savings.map((row) => ({ ...row, deliveryPercent: null })),
  pressures: sample.pressures.map((row) => ({ ...row, counted: row.reference === 'PRS-23-1' ? 1 : row.counted })),
};

/** Names that a spreadsheet would take for a formula if they were not text. */
const names = ['=1+1', '+44 20', '-5 beds', '@home', '\tTab first'];
const hostile: Snapshot = {
  ...sample,
  savings: sample.savings.map((row, index) => ({ ...row, name: names[index % names.length] ?? '' })),
};

const write = (scenario: Scenario, snapshot: Snapshot) => {
  const result = forecast(snapshot, scenario);
  const base = forecast(snapshot, { ...scenario, levers: [], assumptions: {} });
  return { result, bytes: writeWorkbook({ forecast: result, base, scenario, snapshot, units: 'thousands', now }) };
};

describe('the workbook in LibreOffice', async () => {
  const made = {
    closed: write(closed, sample),
    open: write(open, sample),
    levers: write(levers, rated),
    ratedOpen: write(open, rated),
    hostile: write(open, hostile),
    early: write({ ...open, name: 'Period 4', period: 4, method: 'linear' }, sample),
    start: write({ ...open, name: 'Before the year', period: 0 }, rated),
  };
  const written: Record<string, Uint8Array> = {};
  for (const [name, { bytes }] of Object.entries(made)) written[name] = await bytes;

  // Inputs changed by script in the workbook itself, against Outturn's own forecast with the same change.
  type Edit = [sheet: string, cell: string, value: number | string | null];
  const levered = (...of: Parameters<typeof lever>) => forecast(rated, { ...open, levers: [lever(...of)] });
  const changed: Record<string, { edits: Edit[]; expected: Forecast }> = {
    amber: {
      edits: [['Assumptions', 'rag-amber', 0.4]],
      expected: forecast(rated, { ...open, assumptions: { 'rag-amber': 0.4 } }),
    },
    red: {
      edits: [['Assumptions', 'rag-red', 0.25]],
      expected: forecast(rated, { ...open, assumptions: { 'rag-red': 0.25 } }),
    },
    delay: { edits: [['Savings', 'M10', 11]], expected: levered('saving-delay', 'x', 11, 'SAV-23-5') },
    ramp: { edits: [['Savings', 'N8', 16]], expected: levered('saving-ramp', 'x', 16, 'SAV-23-3') },
    delivery: { edits: [['Savings', 'P6', 37.5]], expected: levered('saving-delivery', 'x', 37.5, 'SAV-23-1') },
    probability: { edits: [['Pressures', 'G6', 95]], expected: levered('pressure-probability', 'x', 95, 'PRS-23-1') },
    impact: { edits: [['Pressures', 'H6', 1.45]], expected: levered('pressure-impact', 'x', 45, 'PRS-23-1') },
    uplift: {
      edits: [['Placement cost', 'S10', 4.5]],
      expected: forecast(rated, {
        ...open,
        levers: [{ ...lever('price-uplift', 'x', 4.5, null), groups: ['RESI-EXTERNAL'] }],
      }),
    },
    starter: {
      edits: [['Placement cost', 'R8', 999.99]],
      expected: forecast(rated, { ...open, assumptions: { 'starter-weekly:FOSTER-IFA': 999.99 } }),
    },
    share: {
      edits: [
        ['Funders', 'C6', 0.4533],
        ['Funders', 'C7', 0.5467],
      ],
      expected: forecast(
        {
          ...rated,
          funderShares: rated.funderShares.map((row) => ({
            ...row,
            shareBasisPoints: row.funderCode === 'NNC' ? 4533 : 5467,
          })),
        },
        open,
      ),
    },
  };
  for (const [name, { edits }] of Object.entries(changed)) {
    const workbook = await openWorkbook(written.ratedOpen as Uint8Array);
    for (const [sheet, cell, value] of edits) {
      const keys = workbook.getWorksheet('Assumptions')?.getColumn(1).values ?? [];
      const address = sheet === 'Assumptions' ? `B${keys.indexOf(cell)}` : cell;
      const target = workbook.getWorksheet(sheet)?.getCell(address);
      if (!target) throw new Error(`No cell ${sheet} ${cell}`);
      target.value = value;
    }
    written[`changed-${name}`] = await workbook.xlsx.writeBuffer();
  }
  const after = recalculated(written);

  test.each(Object.keys(made))(
    '%s: every formula, worked out afresh, equals its cached value to the penny',
    async (name) => {
      const before = cellsOf(await openWorkbook(written[name] as Uint8Array)).filter((cell) => cell.formula !== null);
      const fresh = new Map(
        cellsOf(await openWorkbook(after[name] as Uint8Array)).map((cell) => [`${cell.sheet}!${cell.address}`, cell]),
      );
      expect(before.length).toBeGreaterThan(200);
      const wrong = before.filter((cell) => {
        const now = fresh.get(`${cell.sheet}!${cell.address}`);
        if (typeof cell.value === 'number')
          return typeof now?.value !== 'number' || Math.abs(now.value - cell.value) >= 0.005;
        return (now?.value ?? '') !== (cell.value ?? '');
      });
      expect(wrong.map((cell) => ({ ...cell, fresh: fresh.get(`${cell.sheet}!${cell.address}`)?.value }))).toEqual([]);
    },
  );

  test('a second reader finds the same text, numbers, dates and blanks', async () => {
    const ours = cellsOf(await openWorkbook(written.hostile as Uint8Array)).filter(
      (cell) => cell.value !== null && cell.value !== '',
    );
    const theirs = new Map(
      cellsOf(await openWorkbook(after.hostile as Uint8Array)).map((cell) => [
        `${cell.sheet}!${cell.address}`,
        cell.value,
      ]),
    );
    const differing = ours.filter(({ sheet, address, value }) => {
      const other = theirs.get(`${sheet}!${address}`);
      if (typeof value === 'number') return typeof other !== 'number' || Math.abs(other - value) >= 0.005;
      return value instanceof Date ? Number(other) !== Number(value) : other !== value;
    });
    expect(differing).toEqual([]);
    const read = ours.filter((cell) => cell.sheet === 'Savings' && /^B([6-9]|10)$/.test(cell.address));
    expect(read.map((cell) => cell.value)).toEqual(
      hostile.savings.filter((row) => row.year === '2023/24').map((row) => row.name),
    );
  });

  test.each(Object.keys(changed))('%s changed in the workbook moves Summary as it moves in Outturn', async (name) => {
    const { expected } = changed[name] as (typeof changed)[string];
    const workbook = await openWorkbook(after[`changed-${name}`] as Uint8Array);
    const summary = workbook.getWorksheet('Summary');
    const shown = expected.lines.map((_, index) => Number(summary?.getCell(`N${6 + index}`).result));
    expect(shown.map((pounds) => Math.round(pounds * 100))).toEqual(expected.lines.map((line) => line.outturn));
    const funders = workbook.getWorksheet('Funders');
    const first = Number(funders?.getColumn(1).values.lastIndexOf('Net variance')) + 1;
    const split = expected.funders.map((_, index) =>
      Math.round(Number(funders?.getCell(`H${first + index}`).result) * 100),
    );
    expect(split).toEqual(expected.funders.map((row) => row.netVariance));
    const unmoved = forecast(rated, open);
    const moves = (each: Forecast) => [each.total.outturn, ...each.funders.map((row) => row.netVariance)];
    expect(moves(expected)).not.toEqual(moves(unmoved));
  });
});
