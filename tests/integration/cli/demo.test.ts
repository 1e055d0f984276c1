import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Figures = Record<string, number>;
type Fact = { id: string; statement: string; values: Figures };
const root = new URL('../../../', import.meta.url).pathname;
const facts = (
  JSON.parse(readFileSync(join(root, 'tests/fixtures/reference/published-figures.json'), 'utf8')) as { facts: Fact[] }
).facts;
const published = facts.filter(({ id }) => /^OUT-0(0[1-9]|1[0-2])$/.test(id));

/** Column of the paper → field of the £’000 table. */
const columns = {
  'Gross Budget': 'grossBudget',
  'Less Income': 'incomeBudget',
  'Net Budget': 'netBudget',
  'Exp Forecast': 'expenditureForecast',
  'Income Forecast': 'incomeForecast',
  'Net Forecast Outturn': 'outturn',
  'Variance before investment': 'variance',
  'Additional investment': 'additionalInvestment',
  'Net variance': 'netVariance',
};

describe('npm run -s outturn -- demo --json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-demo-'));
  let run: ReturnType<typeof spawnSync>;
  let demo: Record<string, never> & { years: Record<string, Record<string, never>> };
  beforeAll(() => {
    const args = [join(root, 'build/outturn.mjs'), 'demo', '--json', '--out', join(folder, 'demo')];
    run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
    demo = JSON.parse(String(run.stdout));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('prints one JSON document and nothing else, and ends well', () => {
    expect(run.status).toBe(0);
    expect(String(run.stderr)).toContain('Importing');
    expect(demo).toMatchObject({ command: 'demo', synthetic: true });
  });

  test('reproduces the 2022/23 table to the £k: every row, every column, and the total', () => {
    expect(published).toHaveLength(12);
    const table = demo.years['2022/23']?.thousands as unknown as { lines: Figures[]; total: Figures };
    const { lines, total } = table;
    expect(lines).toHaveLength(11);
    for (const fact of published) {
      const line =
        fact.statement === 'Grand Total' ? total : lines.find((each) => String(each.name) === fact.statement);
      for (const [column, field] of Object.entries(columns)) {
        expect(line?.[field], `${fact.statement}, ${column}`).toBe(fact.values[column]);
      }
    }
    expect(total).toMatchObject({
      netBudget: 128_631,
      outturn: 150_066,
      variance: 21_435,
      additionalInvestment: 11_891,
      netVariance: 9544,
    });
  });

  test('splits the net variance between the funders to the penny', () => {
    const funders = demo.years['2022/23']?.funders as unknown as { code: string; netVariance: number }[];
    expect(funders.map(({ code, netVariance }) => [code, netVariance])).toEqual([
      ['NNC', 421_463_040],
      ['WNC', 532_936_960],
    ]);
  });

  test('lands where the papers land in 2023/24 at period 9', () => {
    const year = demo.years['2023/24'] as unknown as { period: number; total: Figures; savings: Figures };
    expect(year.period).toBe(9);
    expect(year.total).toMatchObject({ currentBudget: 15_093_800_000, variance: 2_967_000_000 });
    expect(year.savings).toMatchObject({
      green: 555_000_000,
      amber: 137_000_000,
      red: 124_700_000,
      target: 767_200_000,
    });
  });

  test('compares base and what-if by a bridge that sums exactly, and leaves every file it names', () => {
    const { bridge, difference, sumOfSteps } = demo.comparison as unknown as Figures & { bridge: { key: string }[] };
    expect(sumOfSteps).toBe(difference);
    expect(difference).not.toBe(0);
    expect(bridge.at(-1)).toMatchObject({ key: 'unexplained', amount: 0 });
    expect(readdirSync(join(folder, 'demo')).sort()).toEqual([
      'Base.outturn',
      'Forecast.xlsx',
      'What if.outturn',
      'child-key',
      'database-key',
      'workspace.sqlite',
    ]);
  });
});
