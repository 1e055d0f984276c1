import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../../electron/services/workbook/write-workbook.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { packageFaults } from '../../support/opc-check.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { cellsOf, openWorkbook } from '../../support/workbook-cells.ts';

const sample = sampleSnapshot();
const few = { 'RESI-EXTERNAL': 3, SUPPORTED: 1, 'FOSTER-IFA': 40, PARENTS: 9 } as Record<string, number>;
const kept: Record<string, number> = {};
/** A council with so few children in some groups that every count of them tells of single children. */
const small: Snapshot = {
  ...sample,
  placements: sample.placements.filter(({ groupCode, end }) => {
    if (end !== null) return true;
    kept[groupCode] = (kept[groupCode] ?? 0) + 1;
    return kept[groupCode] <= (few[groupCode] ?? 0);
  }),
  pressures: sample.pressures.map((row) => ({ ...row, name: `Secure care for 2 children, ${row.reference}` })),
};
const scenario = {
  ...newScenario('Plan for 3 children', '2023/24', 9),
  assumptions: { 'starter-weekly:SUPPORTED': 4321.09 },
};
const made = forecast(small, scenario);
const input = {
  ...{ forecast: made, base: made, scenario, snapshot: small, units: 'pounds' as const },
  now: new Date('2024-01-15T09:00:00Z'),
};

describe('a workbook for publication', async () => {
  const bytes = await writeWorkbook({ ...input, publication: true });
  const parts = Object.entries(unzipSync(bytes)).map(([name, data]) => ({ name, xml: new TextDecoder().decode(data) }));
  const all = parts.map(({ xml }) => xml).join('\n');
  const workbook = await openWorkbook(bytes);
  const cells = cellsOf(workbook);

  test('is whole, says what it leaves out, and holds no sheet of single children', () => {
    expect(packageFaults(bytes)).toEqual([]);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      ...[
        'Summary',
        'Monthly',
        'Demand',
        'Savings',
        'Pressures',
        'Invest to save',
        'Funders',
        'Plan',
        'Bridge',
        'Assumptions',
      ],
    ]);
    for (const sheet of workbook.worksheets)
      expect(String(sheet.getCell('A3').value), sheet.name).toContain('For publication: counts of children under 5');
    expect(all.includes('Placement cost')).toBe(false);
  });

  test('no withheld count, its days, its flows or its cost can be found in any part of the file', () => {
    const numbers = new Set(
      parts.flatMap(({ xml }) => [...xml.matchAll(/-?\d+(?:\.\d+)?(?:[eE]-?\d+)?/g)].map(([text]) => Number(text))),
    );
    const small = made.placements.months.flatMap(({ groups }) =>
      groups.filter((group) => Math.round(group.stock) > 0 && Math.round(group.stock) < 5),
    );
    expect(small.length).toBeGreaterThan(20);
    for (const group of small)
      for (const value of [group.stock, group.childDays, group.entrants, group.leavers, group.committed / 100])
        if (!Number.isInteger(value)) expect(numbers.has(value), `${group.group} ${value}`).toBe(false);
    expect(all.includes('4321.09')).toBe(false);
    expect(/Secure care for 2 children|Plan for 3 children/.test(all)).toBe(false);
    expect(all.includes('Secure care for fewer than 5 children')).toBe(true);
    for (const row of input.snapshot.placements.slice(0, 400)) expect(all.includes(row.childKey)).toBe(false);
  });

  test('a month withholds no count, or more than one whose sum is not small, or its total as well', () => {
    const demand = cells.filter((cell) => cell.sheet === 'Demand');
    const at = (address: string) => demand.find((cell) => cell.address === address)?.value;
    let withheld = 0;
    made.placements.months.forEach(({ groups }, step) => {
      const shown = groups.map((_, index) => at(`C${6 + step * groups.length + index}`));
      const hidden = groups.filter((_, index) => shown[index] === 'c').map((group) => Math.round(group.stock));
      for (const [index, value] of shown.entries())
        if (value !== 'c') expect(value).toBe(Math.round(groups[index]?.stock ?? 0));
      expect(shown.some((value) => typeof value === 'number' && value > 0 && value < 5)).toBe(false);
      const told = at(`M${6 + step}`) !== 'c';
      withheld += hidden.length;
      if (hidden.length > 0 && told) {
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(5);
      }
    });
    expect(withheld).toBeGreaterThan(20);
    expect(demand.filter((cell) => cell.formula !== null)).toEqual([]);
  });

  test('Summary is that of the whole workbook, and its savings, pressures and totals are live', async () => {
    const whole = cellsOf(await openWorkbook(await writeWorkbook(input)));
    const summary = (of: typeof cells) =>
      of.filter((cell) => cell.sheet === 'Summary' && /^[D-R]\d+$/.test(cell.address)).map((cell) => cell.value);
    expect(summary(cells)).toEqual(summary(whole));
    const formulas = cells.filter((cell) => cell.sheet === 'Summary' && cell.formula !== null);
    expect(formulas.length).toBeGreaterThan(50);
    for (const { formula } of cells) expect(formula ?? '').not.toMatch(/#REF|Placement/);
  });
});
