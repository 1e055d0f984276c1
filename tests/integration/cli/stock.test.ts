import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outturn } from './command-line.ts';

const core = new URL('../../fixtures/sector-small/input/core', import.meta.url).pathname;
const workspace = join(mkdtempSync(join(tmpdir(), 'outturn-stock-')), 'workspace.sqlite');
const stock = ['stock', '--workspace', workspace, '--on', '2021-06-30,2023-03-31,2024-03-31'];
type Count = { on: string; uasc: string; total: number; groups: { group: string; total: number }[] };
type Cell = Record<
  'opening' | 'entrants' | 'leavers' | 'birthdays' | 'closing' | 'residual' | 'moversIn' | 'moversOut',
  number
>;
type Flow = { uasc: string; months: { month: string; total: Cell; groups: (Cell & { group: string })[] }[] };

beforeAll(async () => {
  await outturn('import', core, '--workspace', workspace);
});

afterAll(() => rmSync(dirname(workspace), { recursive: true, force: true }));

describe('stock', () => {
  test('unaccompanied children are included, excluded or apart, and the parts make the whole', async () => {
    const of = async (choice: string) =>
      (await outturn(...stock, '--uasc', choice, '--json')).json().dates as unknown as Count[];
    const [all, only, excluded, apart] = [await of('all'), await of('only'), await of('excluded'), await of('apart')];
    expect(all.map(({ on }) => on)).toEqual(['2021-06-30', '2023-03-31', '2024-03-31']);
    all.forEach((count, at) => {
      expect(count.total).toBe(only[at]!.total + excluded[at]!.total);
    });
    expect(only.map(({ total }) => total)).toEqual([1, 0, 0]);
    expect(apart.map(({ uasc }) => uasc)).toEqual(['excluded', 'only', 'excluded', 'only', 'excluded', 'only']);
    expect(apart.map(({ total }) => total)).toEqual(all.flatMap((_, at) => [excluded[at]!.total, only[at]!.total]));
    expect((await outturn(...stock, '--uasc', 'apart')).out).toContain(
      'Unaccompanied asylum-seeking children at the end',
    );
    expect((await outturn(...stock, '--uasc', 'some')).code).toBe(2);
  });

  test('flows reconcile every month, in total and by group, with the stock counted by itself', async () => {
    const args = ['--flows', '2023-04-01..2024-03-31', '--uasc', 'apart', '--json'];
    const run = (await outturn(...stock, ...args)).json() as unknown as { dates: Count[]; flows: Flow[] };
    expect(run.flows.map(({ uasc }) => uasc)).toEqual(['excluded', 'only']);
    for (const { uasc, months } of run.flows) {
      expect(months).toHaveLength(12);
      const on = (date: string) => run.dates.find((count) => count.on === date && count.uasc === uasc)!;
      expect(months[0]!.total.opening).toBe(on('2023-03-31').total);
      expect(months[11]!.total.closing).toBe(on('2024-03-31').total);
      months.forEach(({ total, groups }, at) => {
        for (const cell of [total, ...groups]) {
          expect(cell.residual).toBe(0);
          expect(cell.opening + cell.entrants + cell.moversIn - cell.moversOut - cell.leavers - cell.birthdays).toBe(
            cell.closing,
          );
        }
        if (at > 0) expect(total.opening).toBe(months[at - 1]!.total.closing);
      });
      for (const { group, closing } of months[11]!.groups) {
        expect(closing).toBe(on('2024-03-31').groups.find((cell) => cell.group === group)!.total);
      }
    }
    expect((await outturn(...stock, '--flows', '2023-04-01..2024-03-31')).out).toContain('Residual');
  });

  test('for publication small numbers are withheld, and flows are not printed', async () => {
    const run = await outturn(...stock, '--publish', '--json');
    const dates = run.json().dates as unknown as { total: number; groups: Record<string, number | null> }[];
    for (const { groups } of dates) {
      const values = Object.values(groups);
      expect(values).toContain(null);
      for (const value of values) expect(value === null || value === 0 || value >= 5).toBe(true);
    }
    const { out } = await outturn(...stock, '--publish');
    expect(out).toContain('c = withheld');
    expect((await outturn(...stock, '--publish', '--flows', '2023-04-01..2024-03-31')).code).toBe(2);
  });
});

describe('for publication', () => {
  type Published = {
    total: number | null;
    groups: Record<string, number | null>;
    bands: Record<string, number | null>;
  };
  const fit = (value: number | null) => value === null || value === 0 || (Number.isInteger(value) && value >= 5);

  test.each(['chain', 'linear', 'd2i-core', 'd2i-regional'])('demand by %s prints month ends only', async (method) => {
    const args = ['demand', '--workspace', workspace, '--to', '2024-09-30', '--method', method, '--publish'];
    const paths = method === 'chain' ? ['--paths', '100', '--threads', '1'] : [];
    const run = await outturn(...args, ...paths, '--json');
    expect(run.code, run.err).toBe(0);
    const json = run.json() as unknown as { months: Published[]; intervals: { total: (object | null)[] } | null };
    expect(Object.keys(json).sort()).toEqual([
      'command',
      'dataDate',
      'intervals',
      'method',
      'months',
      'notes',
      'published',
    ]);
    expect(json.months).toHaveLength(6);
    let withheld = 0;
    for (const { total, groups, bands } of json.months) {
      const values = [total, ...Object.values(groups), ...Object.values(bands)];
      expect(values.every(fit)).toBe(true);
      withheld += values.filter((value) => value === null).length;
    }
    expect(withheld).toBeGreaterThan(0);
    if (method === 'chain') expect(json.intervals?.total).toHaveLength(6);
    const { out } = await outturn(...args);
    expect(out).toContain('c = withheld');
    expect(out).not.toMatch(/Entrants|Leavers/);
    expect((await outturn(...args, '--step', 'day')).code).toBe(2);
  });

  test('backtest leaves out small groups; without it they are there, the sector’s models among the methods', async () => {
    const args = ['backtest', '--workspace', workspace, '--origins', '2', '--horizon', '3', '--json'];
    type Table = { rows: { method: string; group: string | null; coverage: number | null }[]; bands: object[] };
    const [all, published] = [await outturn(...args), await outturn(...args, '--publish')].map(
      (run) => run.json() as unknown as Table,
    );
    const groups = (table: Table | undefined) => new Set(table?.rows.map(({ group }) => group));
    expect(groups(all).size).toBeGreaterThan(groups(published).size);
    expect(groups(published)).toContain(null);
    expect(published?.bands.length).toBeLessThan(all?.bands.length ?? 0);
    for (const method of ['chain', 'duration', 'd2i-core', 'd2i-regional']) {
      expect(all?.rows.some((row) => row.method === method)).toBe(true);
    }
    expect(all?.rows.filter(({ method }) => method === 'chain').every(({ coverage }) => coverage !== null)).toBe(true);
  });
});
