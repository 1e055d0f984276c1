import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../../electron/services/workbook/write-workbook.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { packageFaults } from '../../support/opc-check.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { cellsOf, openWorkbook } from '../../support/workbook-cells.ts';

const now = new Date('2024-01-15T09:00:00Z');
const sample = sampleSnapshot();
const text = [
  '=1+1',
  '+44 20',
  '-5 beds',
  '@home',
  '\tTab first',
  '\rReturn first',
  ' spaces ',
  'a & b <c> "d"',
  '🏠 – £',
];
const hostile: Snapshot = {
  ...sample,
  savings: sample.savings.map((row, index) => ({ ...row, name: text[index % text.length] ?? '' })),
  pressures: sample.pressures.map((row, index) => ({ ...row, name: text[(index + 4) % text.length] ?? '' })),
  placementGroups: sample.placementGroups.map((row, index) => ({ ...row, name: text[index % text.length] ?? '' })),
};
const lever = (kind: Lever['kind'], value: number, reference: string | null): Lever => ({
  ...newLever(kind, kind, '2024-01-01'),
  ...{ value, reference, name: `=${kind}`, note: text.join(' ') },
});
const write = (snapshot: Snapshot, year: string, period: number, levers: Lever[] = []) => {
  const scenario = { ...newScenario('=HYPERLINK("x")', year, period), levers };
  const made = forecast(snapshot, scenario);
  const base = forecast(snapshot, { ...scenario, levers: [] });
  return writeWorkbook({ forecast: made, base, scenario, snapshot, units: 'thousands', now });
};
const empty: Snapshot = {
  ...sample,
  ...{ savings: [], savingRatings: [], pressures: [], mitigations: [], schemes: [], tranches: [], benefits: [] },
  ...{ placements: [], placementPrices: [], demandSeries: [], funders: [], funderShares: [] },
};

describe('the package of a workbook', async () => {
  const made = {
    open: await write(sample, '2023/24', 9),
    closed: await write(sample, '2022/23', 12),
    start: await write(sample, '2023/24', 0),
    empty: await write(empty, '2022/23', 12),
    hostile: await write(hostile, '2023/24', 9, [lever('saving-delay', 2, 'SAV-23-1'), lever('price-uplift', 3, null)]),
  };

  test.each(Object.entries(made))('%s: nothing a program would offer to repair', (_, bytes) => {
    expect(packageFaults(bytes)).toEqual([]);
  });

  test('the checker finds what is wrong', () => {
    const files = unzipSync(made.open);
    const broken = (name: string, change: (xml: string) => string) =>
      packageFaults(
        zipSync({ ...files, [name]: new TextEncoder().encode(change(new TextDecoder().decode(files[name]))) }),
      );
    const sheet = 'xl/worksheets/sheet1.xml';
    expect(broken(sheet, (xml) => xml.replace(/ s="\d+"/, ' s="9999"')).join()).toContain('uses format 9999');
    expect(
      broken(sheet, (xml) => xml.replace(/(<sheetData>.*<\/sheetData>)(.*)(<pageMargins[^>]*>)/s, '$3$1$2')).join(),
    ).toContain('stands after');
    expect(broken(sheet, (xml) => xml.replace(/t="s"><v>\d+/, 't="s"><v>999999')).join()).toContain('uses text 999999');
    expect(broken('xl/workbook.xml', (xml) => xml.replace('name="outturn_total"', 'name="AB12"')).join()).toContain(
      'reads as a cell',
    );
    expect(
      broken('xl/_rels/workbook.xml.rels', (xml) =>
        xml.replace('worksheets/sheet3.xml', 'worksheets/sheet99.xml'),
      ).join(),
    ).toContain('sheet99');
    expect(broken('[Content_Types].xml', (xml) => xml.replace('/xl/styles.xml', '/xl/style.xml')).join()).toContain(
      'content type',
    );
    expect(broken('xl/tables/table1.xml', (xml) => xml.replace('name="Code"', 'name="Coda"')).join()).toContain(
      'headers',
    );
  });

  test('another reader finds the same texts, numbers, dates and blanks', async () => {
    const bytes = Buffer.from(made.hostile);
    const own = cellsOf(await openWorkbook(made.hostile));
    for (const sheet of ['Summary', 'Savings', 'Pressures', 'Assumptions', 'Demand', 'Quality log']) {
      const rows = await readSheet(bytes, sheet, { trim: false });
      const expected = own.filter((cell) => cell.sheet === sheet);
      expect(expected.length).toBeGreaterThan(20);
      const found = new Map<string, unknown>();
      rows.forEach((row, r) => {
        row.forEach((value, c) => {
          // This reader leaves the escape of a return as it is written in the file.
          const plain = typeof value === 'string' ? value.replaceAll('_x000D_', '\r') : value;
          if (value !== null) found.set(`${r + 1} ${c + 1}`, plain);
        });
      });
      const differing = expected.filter(({ address, value, formula }) => {
        const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
        const column = [...letters].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0);
        const other = found.get(`${row} ${column}`);
        found.delete(`${row} ${column}`);
        if (value instanceof Date) return Number(other) !== Number(value);
        if (formula !== null && (value === '' || value === undefined || value === null))
          return other !== undefined && other !== '';
        return value !== null && other !== value;
      });
      expect(differing.map((cell) => [cell.address, cell.value])).toEqual([]);
      expect([...found].filter(([, value]) => value !== '')).toEqual([]);
    }
  });

  test('what begins like a formula is a text in the package itself', () => {
    const files = unzipSync(made.hostile);
    const strings = new TextDecoder().decode(files['xl/sharedStrings.xml']);
    for (const word of ['=1+1', '+44 20', '-5 beds', '@home']) expect(strings).toContain(`>${word}</t>`);
    const formulas = Object.entries(files)
      .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
      .flatMap(([, data]) => new TextDecoder().decode(data).match(/<f[^>]*>[^<]*<\/f>/g) ?? []);
    expect(formulas.length).toBeGreaterThan(500);
    expect(formulas.filter((body) => /HYPERLINK|>=?1\+1<|44 20|home/.test(body))).toEqual([]);
  });
});
