import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outturn, temporaryFolder } from './command-line.ts';

const folder = new URL('../../fixtures/sector-small/', import.meta.url).pathname;
type States = Record<string, number>;
type Dated = Record<string, { total: number; by_state: States }>;
type Case = {
  method: 'core' | 'regional';
  reference: [string, string];
  stock: Dated;
  entrants_per_day: States;
  rates: [string, string, number][];
  forecast: Dated;
  variance?: Dated;
};
const { cases } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { cases: Case[] };

type Day = { date: string; states: States };
type Printed = {
  method: string;
  reference: { from: string; to: string };
  stock: { on: string; states: States };
  rates: { from: string; to: string; perDay: number }[];
  entrantsPerDay: States;
  history: Day[];
  forecast: Day[];
  variance: Day[] | null;
  months: { end: string; total: { stock: number } }[];
};

/** The days of a printed CSV of the sector's own program. */
function daysOf(name: string): Day[] {
  const [names = [], ...lines] = readFileSync(join(folder, name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return lines.map(([date = '', ...cells]) => ({
    date,
    states: Object.fromEntries(cells.map((cell, at) => [names[at + 1] ?? '', Number(cell)])),
  }));
}

function largestGap(ours: readonly Day[], theirs: readonly Day[]): number {
  expect(ours.map(({ date }) => date)).toEqual(theirs.map(({ date }) => date));
  let gap = 0;
  for (const [at, { states }] of theirs.entries()) {
    for (const [state, value] of Object.entries(states)) {
      gap = Math.max(gap, Math.abs((ours[at]?.states[state] ?? Number.NaN) - value));
    }
  }
  return gap;
}

const inCare = (states: States) =>
  Object.entries(states).reduce((sum, [name, value]) => (/not.in.care$/i.test(name) ? sum : sum + value), 0);

describe.each(cases)('a return imported with whole birth dates, then demand --method d2i-$method', (expected) => {
  test('reproduces the sector’s model: stock exactly, rates to 1e-12, forecasts to 1e-6', async () => {
    const workspace = join(temporaryFolder(), 'workspace.sqlite');
    const input = join(folder, 'input', expected.method);
    expect((await outturn('import', input, '--workspace', workspace, '--birth-date', 'day')).code).toBeLessThan(2);
    const args = ['demand', '--workspace', workspace, '--method', `d2i-${expected.method}`, '--json'];
    const dates = ['--from', '2024-04-01', '--to', '2026-03-31', '--reference', expected.reference.join('..')];
    const run = await outturn(...args, ...dates, '--step', 'day');
    expect(run.code, run.err).toBe(0);
    const printed = run.json() as unknown as Printed;
    expect(printed.method).toBe(`d2i-${expected.method}`);

    expect(largestGap(printed.history, daysOf(`${expected.method}-stock-daily.csv`))).toBe(0);
    for (const [date, { total, by_state }] of Object.entries(expected.stock)) {
      const day = printed.history.find((one) => one.date === date);
      expect(day?.states).toMatchObject(by_state);
      expect(inCare(day?.states ?? {})).toBe(total);
    }
    expect(printed.stock).toEqual({ on: '2024-03-31', states: printed.history.at(-1)?.states });

    expect(printed.rates).toHaveLength(expected.rates.length);
    for (const [from, to, rate] of expected.rates) {
      const ours = printed.rates.find((row) => row.from === from && row.to === to)?.perDay ?? Number.NaN;
      expect(Math.abs(ours - rate)).toBeLessThan(1e-12);
    }
    for (const [state, perDay] of Object.entries(expected.entrants_per_day)) {
      expect(Math.abs((printed.entrantsPerDay[state] ?? 0) - perDay)).toBeLessThan(1e-12);
    }

    expect(largestGap(printed.forecast, daysOf(`${expected.method}-forecast-daily.csv`))).toBeLessThan(1e-6);
    for (const [date, { total }] of Object.entries(expected.forecast)) {
      const states = printed.forecast.find((one) => one.date === date)?.states ?? {};
      expect(Math.abs(inCare(states) - total)).toBeLessThan(1e-6);
    }
    const ends = printed.months.at(-1);
    expect(ends?.end).toBe('2026-04-01');
    expect(Math.abs((ends?.total.stock ?? Number.NaN) - (expected.forecast['2026-03-31']?.total ?? 0))).toBeLessThan(
      1e-6,
    );
    expect(printed.variance === null).toBe(expected.variance === undefined);
    for (const [date, { total }] of Object.entries(expected.variance ?? {})) {
      const states = printed.variance?.find((one) => one.date === date)?.states ?? {};
      expect(Math.abs(inCare(states) - total)).toBeLessThan(1e-6);
    }
  });
});

describe('the sector’s models on the command line', () => {
  test('say so when births are held by month, and take neither levers nor paths', async () => {
    const workspace = join(temporaryFolder(), 'workspace.sqlite');
    await outturn('import', join(folder, 'input/core'), '--workspace', workspace);
    const args = ['demand', '--workspace', workspace, '--to', '2025-03-31', '--method', 'd2i-core'];
    const run = await outturn(...args);
    expect(run.code, run.err).toBe(0);
    expect(run.out).toContain('method d2i-core, data to 31 Mar 2024');
    expect(run.out).toContain('Births are held by month');
    expect(run.out).toContain('This model gives no interval');
    expect((await outturn(...args, '--paths', '500')).code).toBe(2);
    expect((await outturn(...args, '--step', 'week')).code).toBe(2);
  });

  test('year by year gives the same as all years at once', async () => {
    const [together, apart] = [temporaryFolder(), temporaryFolder()].map((at) => join(at, 'workspace.sqlite'));
    if (!together || !apart) throw new Error('No folder');
    const core = join(folder, 'input/core');
    await outturn('import', core, '--workspace', together, '--birth-date', 'day');
    for (const year of ['2022', '2023', '2024']) {
      await outturn('import', join(core, year), '--workspace', apart, '--birth-date', 'day');
    }
    const runs = [together, apart].map((workspace) =>
      outturn(
        'demand',
        '--workspace',
        workspace,
        '--to',
        '2026-03-31',
        '--method',
        'd2i-core',
        '--json',
        '--step',
        'day',
      ),
    );
    const [once, byYear] = await Promise.all(runs);
    expect(byYear?.json()).toEqual(once?.json());
  });

  test('no return held is said, not guessed around', async () => {
    const workspace = join(temporaryFolder(), 'workspace.sqlite');
    const sample = new URL('../../../electron/sample-council/placements.csv', import.meta.url).pathname;
    const groups = new URL('../../../electron/sample-council/placement-groups.csv', import.meta.url).pathname;
    await outturn('import', groups, sample, '--workspace', workspace);
    const run = await outturn(
      'demand',
      '--workspace',
      workspace,
      '--to',
      '2030-03-31',
      '--method',
      'd2i-core',
      '--json',
    );
    expect(run.code).toBe(3);
    expect(run.json().error).toMatchObject({ code: 'no-data' });
  });
});

describe('demand straight from the files of a return', () => {
  test('gives what an import and demand give, and stores nothing', async () => {
    const place = temporaryFolder();
    const input = join(folder, 'input/core');
    const workspace = join(place, 'workspace.sqlite');
    await outturn('import', input, '--workspace', workspace, '--birth-date', 'day');
    const before = readdirSync(place).sort();
    for (const method of ['chain', 'd2i-core']) {
      const args = ['--to', '2026-03-31', '--method', method, '--json'];
      type Answer = { dataDate: string; months: unknown; notes: string[] };
      const answer = (await outturn('demand', '--workspace', workspace, ...args)).json() as unknown as Answer;
      const run = await outturn('demand', input, '--birth-date', 'day', ...args);
      expect(run.code, run.err).toBe(0);
      const direct = run.json() as unknown as Answer;
      expect(direct.dataDate).toBe('2024-03-31');
      expect(direct.months).toEqual(answer.months);
      expect(direct.notes[0]).toMatch(/^450 episode rows read, \d+ kept after cleaning, \d+ set aside/);
    }
    expect(readdirSync(place).sort()).toEqual(before);
  });

  test('files and a copy together, neither, and files of no return are refused', async () => {
    const input = join(folder, 'input/core');
    expect((await outturn('demand', '--to', '2026-03-31')).code).toBe(2);
    expect((await outturn('demand', input, '--workspace', 'x', '--to', '2026-03-31')).code).toBe(2);
    const other = new URL('../../../electron/sample-council/funders.csv', import.meta.url).pathname;
    const run = await outturn('demand', other, '--to', '2026-03-31', '--json');
    expect(run.json().error).toMatchObject({ code: 'not-a-table' });
    expect((await outturn('demand', join(input, 'nowhere'), '--to', '2026-03-31')).code).toBe(3);
  });
});

describe('demand --step day', () => {
  test('gives the chain day by day: months’ ends are those of the months', async () => {
    const workspace = join(temporaryFolder(), 'workspace.sqlite');
    await outturn('import', join(folder, 'input/core'), '--workspace', workspace);
    const args = ['demand', '--workspace', workspace, '--to', '2024-08-15', '--json'];
    type Chain = { months: { end: string; total: { stock: number; leavers: number } }[] };
    const months = ((await outturn(...args)).json() as unknown as Chain).months;
    const days = ((await outturn(...args, '--step', 'day')).json() as unknown as Chain).months;
    expect(days).toHaveLength(30 + 31 + 30 + 31 + 15);
    expect(months.map(({ end }) => end).at(-1)).toBe('2024-08-16');
    for (const month of months) {
      const day = days.find(({ end }) => end === month.end);
      expect(day?.total.stock).toBeCloseTo(month.total.stock, 9);
    }
    const leavers = (rows: Chain['months']) => rows.reduce((sum, { total }) => sum + total.leavers, 0);
    expect(leavers(days)).toBeCloseTo(leavers(months), 9);
    const trend = await outturn(...args, '--step', 'day', '--method', 'linear');
    expect(trend.code).toBe(2);
  });
});
