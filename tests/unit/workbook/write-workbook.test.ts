import { describe, expect, test } from 'vitest';
import { describeWorkbook, writeWorkbook } from '../../../electron/services/workbook/write-workbook.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { subjectNames } from '../../../shared/report/subjects/subjects.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { cellsOf, openWorkbook } from '../../support/workbook-cells.ts';

const now = new Date('2024-01-15T09:00:00Z');
const sample = sampleSnapshot();
const scenario = { ...newScenario('=HYPERLINK("http://x")', '2023/24', 9), notes: '' };
const names = ['=1+1', '\rReturn first', '_x000D_ literal', '+44 20', '-5 beds', '@home', '\tTab first'];
const hostile: Snapshot = {
  ...sample,
  savings: sample.savings.map((row, index) => ({ ...row, name: names[index % names.length] ?? '' })),
};
const inputOf = (snapshot: Snapshot, year: string, period: number, units: 'pounds' | 'thousands' = 'thousands') => {
  const chosen = { ...scenario, year, period };
  const result = forecast(snapshot, chosen);
  return { forecast: result, base: result, scenario: chosen, snapshot, units, now };
};

describe('forecast workbook', async () => {
  const input = inputOf(sample, '2022/23', 12);
  const bytes = await writeWorkbook(input);
  const workbook = await openWorkbook(bytes);
  const cells = cellsOf(workbook);
  const value = (sheet: string, address: string) =>
    cells.find((cell) => cell.sheet === sheet && cell.address === address)?.value;

  test('holds every sheet of the design in its order', () => {
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Summary',
      'Monthly',
      'Demand',
      'Placement cost',
      'Savings',
      'Pressures',
      'Invest to save',
      'Funders',
      'Plan',
      'Enough places',
      'Care leavers',
      'Activity and price',
      'Programme',
      'Contract performance',
      'Bridge',
      'Assumptions',
      'Quality log',
      'Exported',
    ]);
  });

  test('every figure of the outturn table equals the forecast to the penny, totals too', () => {
    const columns = {
      D: 'grossBudget',
      E: 'incomeBudget',
      F: 'originalBudget',
      G: 'agreedChanges',
      H: 'currentBudget',
      I: 'actualToPeriod',
      J: 'committed',
      K: 'projected',
      N: 'outturn',
      O: 'variance',
      P: 'agreedInvestment',
      Q: 'netVariance',
    } as const;
    [...input.forecast.lines, input.forecast.total].forEach((line, index) => {
      for (const [column, key] of Object.entries(columns)) {
        expect(Math.round(Number(value('Summary', `${column}${6 + index}`)) * 100)).toBe(line[key as 'outturn']);
      }
    });
  });

  test('variances, totals and splits are formulas that carry their values', () => {
    const formulas = cells.filter((cell) => cell.formula !== null);
    for (const address of ['H6', 'N6', 'O6', 'Q6', 'N17', 'O17', 'Q17']) {
      expect(formulas.some((cell) => cell.sheet === 'Summary' && cell.address === address)).toBe(true);
    }
    const split = formulas.filter((cell) => cell.sheet === 'Funders' && cell.address.startsWith('H'));
    expect(split.map((cell) => cell.value)).toEqual(expect.arrayContaining([4_214_630.4, 5_329_369.6, 9_544_000]));
    // A delivery per cent nobody set is an empty text.
    const empty = formulas.filter((cell) => cell.value === null || cell.value === undefined);
    expect(empty.filter((cell) => !/^IF\(Assumptions!\$D\$\d+="","",/.test(cell.formula ?? ''))).toEqual([]);
  });

  test('no volatile function, link or macro is in it', () => {
    const bodies = cells.flatMap((cell) => (cell.formula === null ? [] : [cell.formula]));
    expect(bodies.filter((body) => /\b(NOW|TODAY|RAND|RANDBETWEEN|OFFSET|INDIRECT|CELL|INFO)\(/i.test(body))).toEqual(
      [],
    );
    expect(bodies.filter((body) => body.includes('['))).toEqual([]);
    const entries = Buffer.from(bytes).toString('latin1');
    for (const part of ['vbaProject', 'externalLink', 'connections.xml']) expect(entries).not.toContain(part);
  });

  test('panes are frozen, pages have a print area and the header on each, and names lead to the totals', () => {
    for (const sheet of workbook.worksheets) {
      // Sheets of several tables keep their headings in view: each table has a header of its own.
      const several: string[] = Object.values(subjectNames);
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: several.includes(sheet.name) ? 4 : 5 });
      // The parts of the assumptions have headers of their own: the first would stand wrongly above the others.
      expect(sheet.pageSetup.printTitlesRow, sheet.name).toBe(
        ['Assumptions', ...several].includes(sheet.name) ? undefined : '5:5',
      );
      expect(sheet.pageSetup.printArea).toMatch(sheet.name === 'Exported' ? /^A1:F5$/ : /^A1:[A-Z]+\d+$/);
    }
    // Words keep clear of the figures beside them.
    expect(workbook.getWorksheet('Assumptions')?.getCell('C6').alignment).toMatchObject({ indent: 1, vertical: 'top' });
    expect(workbook.definedNames.getRanges('net_variance_total').ranges).toEqual(['Summary!$Q$17']);
    expect(workbook.definedNames.getRanges('assumption_rag_amber').ranges).toHaveLength(1);
  });

  test('properties say which scenario, data date, engine and seed', () => {
    expect(workbook.title).toContain('2022/23 P12');
    expect(workbook.subject).toContain('data to 2023-12-31');
    expect(workbook.description).toMatch(/engine .*seed 7.*synthetic/);
  });

  test('the same input gives the same bytes', async () => {
    expect(Buffer.from(await writeWorkbook(input)).equals(Buffer.from(bytes))).toBe(true);
  });

  test('text that could be read as a formula stays text, letter for letter', async () => {
    const opened = await openWorkbook(await writeWorkbook(inputOf(hostile, '2023/24', 9)));
    const read = cellsOf(opened).filter((cell) => cell.sheet === 'Savings' && /^B([6-9]|10)$/.test(cell.address));
    const expected = hostile.savings.filter((row) => row.year === '2023/24').map((row) => row.name);
    expect(read.map((cell) => cell.formula)).toEqual(expected.map(() => null));
    expect(read.map((cell) => cell.value)).toEqual(expected);
    expect(String(cellsOf(opened).find((cell) => cell.sheet === 'Summary' && cell.address === 'A2')?.value)).toContain(
      '=HYPERLINK',
    );
  });

  test('blanks are blank, numbers are numbers and dates are dates', () => {
    const header = 5;
    const rows = cells.filter((cell) => cell.sheet === 'Assumptions');
    const review = rows.find((cell) => cell.address === `H${header + 1}`);
    expect(review?.value).toEqual(new Date('2024-03-31T00:00:00Z'));
    const delivery = cells.find((cell) => cell.sheet === 'Savings' && cell.address === 'P6');
    expect(delivery?.value ?? null).toBe(null);
    for (const cell of cells)
      if (cell.sheet === 'Summary' && /^[D-Q]6$/.test(cell.address)) expect(typeof cell.value).toBe('number');
  });

  test('money in £000 and in £ holds the same pounds and pence', async () => {
    const pounds = await openWorkbook(await writeWorkbook({ ...input, units: 'pounds' }));
    const other = cellsOf(pounds).find((cell) => cell.sheet === 'Summary' && cell.address === 'N17');
    expect(other?.value).toBe(150_066_000);
    expect(pounds.getWorksheet('Summary')?.getCell('N17').numFmt).toContain('£');
    expect(workbook.getWorksheet('Summary')?.getCell('N17').numFmt).toContain('#,##0,');
  });

  test('an empty snapshot still gives a whole workbook', () => {
    const bare = {
      ...sample,
      savings: [],
      savingRatings: [],
      pressures: [],
      mitigations: [],
      schemes: [],
      tranches: [],
      benefits: [],
      placements: [],
      placementPrices: [],
      demandSeries: [],
      funders: [],
      funderShares: [],
      ...{ placementRequests: [], capacityProgramme: [], supplierContracts: [], leaverCohort: [], activities: [] },
      ...{ activityCounts: [], staffingPosts: [], jointFunding: [], projects: [], kpis: [], grantRates: [] },
    };
    const spec = describeWorkbook(inputOf(bare, '2022/23', 12));
    expect(spec.sheets).toHaveLength(13);
    for (const sheet of spec.sheets) expect(sheet.rows.length).toBeGreaterThan(4);
  });
});
