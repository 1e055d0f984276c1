import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outturn, temporaryFolder } from './command-line.ts';

const sample = new URL('../../../electron/sample-council', import.meta.url).pathname;

let imported: { code: number; folder: string };
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-monitoring-'));
  imported = { code: (await outturn('import', sample, '--workspace', join(folder, 'w.sqlite'))).code, folder };
});
afterAll(() => rmSync(imported.folder, { recursive: true, force: true }));

/** A copy of its own of the sample council, imported once. */
function workspace(): { folder: string; file: string } {
  const folder = temporaryFolder();
  expect(imported.code).toBeLessThan(2);
  cpSync(imported.folder, folder, { recursive: true });
  return { folder, file: join(folder, 'w.sqlite') };
}

type Kept = { kept: { method: string; levers: number }[]; drift: { state: string } };

describe('monitoring from the command line', () => {
  test('a period is issued, the next shows its movement, and it opens again only for a reason', async () => {
    const { file } = workspace();
    const issue = (period: string, ...more: string[]) =>
      outturn('period', 'issue', '--workspace', file, '--period', period, ...more);
    const refused = await issue('8');
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('P8 2023/24 was not issued: 3 checks that block are open');
    const issued = await issue('8', '--why', 'None is about money', '--json');
    expect(issued.code).toBe(0);
    const made = (await outturn('forecast', '--workspace', file, '--period', '9', '--json')).json() as unknown as {
      movementFrom: object;
      total: { outturn: number; movement: number };
      lines: { movement: number }[];
    };
    expect(made.movementFrom).toMatchObject({ year: '2023/24', period: 8 });
    const before = (issued.json() as unknown as { issued: { outturn: number }[] }).issued[0]?.outturn ?? 0;
    expect(made.total.movement).toBe(made.total.outturn - before);
    expect(made.lines.reduce((total, line) => total + line.movement, 0)).toBe(made.total.movement);
    expect((await issue('7', '--why', 'x')).err).toContain('P8 2023/24 has already been issued');
    const again = await outturn('import', sample, '--workspace', file);
    expect(again.code).toBeLessThan(2);
    expect((await outturn('period', 'reopen', '--workspace', file, '--period', '8')).code).toBe(2);
    expect(
      (await outturn('period', 'reopen', '--workspace', file, '--period', '8', '--why', 'late invoice')).code,
    ).toBe(0);
    const list = await outturn('period', 'list', '--workspace', file);
    expect(list.out).toContain('late invoice');
    expect(
      (await outturn('forecast', '--workspace', file, '--period', '9', '--json')).json().movementFrom,
    ).toBeUndefined();
  });

  test('forecast --paths prints the risk of the outturn, the same for the same seed', async () => {
    const { file } = workspace();
    const run = () => outturn('forecast', '--workspace', file, '--paths', '200', '--seed', '3', '--json');
    const [first, second] = [await run(), await run()];
    expect(first.code).toBe(0);
    const { risk, total } = first.json() as unknown as {
      risk: Record<string, number> & { percentiles: number[] };
      total: { variance: number };
    };
    expect(risk).toMatchObject({ draws: 10_000, figure: total.variance });
    expect(risk.percentiles).toHaveLength(101);
    expect(second.json().risk).toEqual(risk);
    const text = await outturn('forecast', '--workspace', file, '--paths', '200', '--seed', '3');
    expect(text.out).toContain('Probability of overspend');
    expect(text.out).toContain('covers P80');
    // The children of the forecast are kept for scoring: of three same runs, once.
    const kept = (await outturn('backtest', '--workspace', file, '--kept', '--json')).json() as unknown as Kept;
    expect(kept).toMatchObject({ kept: [{ method: 'chain', levers: 0 }], drift: { state: 'fresh' } });
    await outturn('forecast', '--workspace', file);
    const central = (await outturn('backtest', '--workspace', file, '--kept')).out;
    expect(central).toContain('2 forecasts kept, 0 of them under levers');
  });

  test('compare sets three scenarios side by side, each against the first', async () => {
    const { folder, file } = workspace();
    const files = ['a', 'b', 'c'].map((name) => join(folder, `${name}.outturn`));
    for (const [at, each] of files.entries()) {
      expect((await outturn('scenario', 'new', each, '--workspace', file, '--name', `S${at}`)).code).toBe(0);
    }
    const made = await outturn('compare', ...files, '--json');
    expect(made.err).toBe('');
    const { names, total, bridges } = made.json() as unknown as {
      names: string[];
      total: { differences: number[] };
      bridges: { sumOfSteps: number }[];
    };
    expect(names).toEqual(['S0', 'S1', 'S2']);
    expect(total.differences).toEqual([0, 0, 0]);
    expect(bridges.map((bridge) => bridge.sumOfSteps)).toEqual([0, 0]);
    expect((await outturn('compare', ...files, ...files)).err).toContain('Compare 2 to 4 scenarios, not 6');
  });
});
