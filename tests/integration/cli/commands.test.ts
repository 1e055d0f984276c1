import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outturn, type Run, temporaryFolder } from './command-line.ts';

const sample = new URL('../../../electron/sample-council/', import.meta.url).pathname;
let folder: string;
let workspace: string;
let imported: Run;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-commands-'));
  workspace = join(folder, 'workspace.sqlite');
  imported = await outturn(
    'import',
    sample,
    '--workspace',
    workspace,
    '--council',
    'Anyshire',
    '--data-date',
    '2023-12-31',
    '--json',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import', () => {
  test('a folder of extracts comes in, all of it', () => {
    expect(imported.json()).toMatchObject({ command: 'import', committed: true, result: { rejected: 0 } });
    expect(imported.code).toBe(0);
    expect(imported.err).toContain('Reading');
  });

  test('the same again changes nothing (PROP-01); a preview changes nothing', async () => {
    const file = join(sample, 'placements.csv');
    const again = await outturn('import', file, '--workspace', workspace, '--json');
    expect(again.json().result).toMatchObject({ added: 0, changed: 0 });
    const fresh = join(temporaryFolder(), 'new.sqlite');
    const preview = await outturn('import', join(sample, 'funders.csv'), '--workspace', fresh, '--preview', '--json');
    expect(preview.json()).toMatchObject({ committed: false, result: null, files: [{ added: 2 }] });
    expect((await outturn('forecast', '--workspace', fresh)).code).not.toBe(0);
  });

  test('bad rows are said, good ones come in, and the exit code is 1', async () => {
    const place = temporaryFolder();
    const file = join(place, 'funders.csv');
    writeFileSync(file, 'Funder,Funder name\nNNC,North\n,Nobody\n');
    const run = await outturn('import', file, '--workspace', join(place, 'w.sqlite'));
    expect(run.code).toBe(1);
    expect(run.out).toContain('1 new');
    expect(run.out).toContain('Row 3, Funder: is empty');
  });

  test('a binary called .csv is refused with exit 3 and one JSON document', async () => {
    const place = temporaryFolder();
    const file = join(place, 'funders.csv');
    writeFileSync(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    const run = await outturn('import', file, '--workspace', join(place, 'w.sqlite'), '--json');
    expect(run.code).toBe(3);
    expect(run.json()).toMatchObject({ error: { code: 'not-a-table' } });
    expect((await outturn('import', join(place, 'none.csv'), '--workspace', join(place, 'w.sqlite'))).code).toBe(3);
  });
});

describe('forecast, stock, demand', () => {
  test('the outturn table, as data and as text', async () => {
    const run = await outturn('forecast', '--workspace', workspace, '--year', '2022/23', '--json');
    expect(run.json()).toMatchObject({
      year: '2022/23',
      period: 12,
      unit: 'pence',
      total: { outturn: 15_006_600_000 },
    });
    const text = await outturn('forecast', '--workspace', workspace);
    expect(text.out).toContain('P9 2023/24');
    expect(text.out).toMatch(/Total .* 29,670\n/);
    expect(text.code).toBe(0);
  });

  test('children by band and group add up, and a projection opens with them', async () => {
    const stock = await outturn('stock', '--workspace', workspace, '--on', '2023-03-31,2023-12-31', '--json');
    const dates = stock.json().dates as unknown as { total: number; groups: { total: number }[] }[];
    expect(dates[0]?.total).toBe(1226);
    for (const { total, groups } of dates) expect(groups.reduce((sum, group) => sum + group.total, 0)).toBe(total);
    const demand = await outturn('demand', '--workspace', workspace, '--to', '2024-12-31', '--json');
    const { months, opening } = demand.json() as unknown as { months: unknown[]; opening: Record<string, number> };
    expect(months).toHaveLength(12);
    const opened = Object.values(opening).reduce((sum, value) => sum + value, 0);
    expect(Math.abs(opened - (dates[1]?.total ?? 0))).toBeLessThan(20);
    expect((await outturn('stock', '--workspace', workspace, '--on', '2023-02-30')).code).toBe(2);
  });

  test('intervals are the same for any number of threads, and a projection may start earlier', async () => {
    const args = ['demand', '--workspace', workspace, '--to', '2024-06-30', '--paths', '200', '--seed', '5', '--json'];
    const one = await outturn(...args, '--threads', '1');
    const two = await outturn(...args, '--threads', '2');
    expect(one.err).toContain('100 %');
    expect(two.json().intervals).toEqual(one.json().intervals);
    expect(one.json().intervals).toMatchObject({ paths: 200, seed: 5 });
    const back = await outturn(
      'demand',
      '--workspace',
      workspace,
      '--from',
      '2023-04-01',
      '--to',
      '2023-12-31',
      '--json',
    );
    expect(back.json()).toMatchObject({ dataDate: '2023-03-31' });
    expect((await outturn('demand', '--workspace', workspace, '--from', '2025-04-01', '--to', '2025-12-31')).code).toBe(
      2,
    );
  });

  test('the accuracy of the methods on the history held', async () => {
    const run = await outturn('backtest', '--workspace', workspace, '--origins', '2', '--horizon', '3', '--json');
    const { rows, origins } = run.json() as unknown as { rows: { method: string }[]; origins: string[] };
    expect(origins).toHaveLength(2);
    expect(new Set(rows.map((row) => row.method)).size).toBe(6);
  });
});

describe('scenario, compare, workbook, check', () => {
  test('made, changed, shown, compared, exported, checked', async () => {
    const place = temporaryFolder();
    const [base, other] = [join(place, 'Base.outturn'), join(place, 'Prices.outturn')];
    expect((await outturn('scenario', 'new', base, '--workspace', workspace)).code).toBe(0);
    expect((await outturn('scenario', 'new', base, '--workspace', workspace)).code).toBe(3);
    const bytes = readFileSync(base);
    const lever = 'price-uplift=4,from=2024-01-01,name=Prices';
    const set = await outturn('scenario', 'set', base, '--out', other, '--name', 'Prices', '--lever', lever, '--json');
    expect(set.json()).toMatchObject({ scenario: { name: 'Prices', levers: [{ kind: 'price-uplift', value: 4 }] } });
    expect(readFileSync(base).equals(bytes)).toBe(true);
    expect((await outturn('scenario', 'set', base, '--out', other, '--name', 'Again')).code).toBe(3);
    const show = await outturn('scenario', 'show', other);
    expect(show.out).toContain('price-uplift 4 %');

    for (const by of ['lever', 'pvm']) {
      const compared = (await outturn('compare', base, other, '--by', by, '--json')).json();
      expect(compared.sumOfSteps).toBe(compared.difference);
      expect(Number(compared.difference)).toBeGreaterThan(0);
    }
    expect((await outturn('compare', base, other)).out).toContain('Unexplained');

    const book = join(place, 'book');
    expect((await outturn('workbook', '--scenario', other, '--out', book)).code).toBe(0);
    expect(readFileSync(`${book}.xlsx`).subarray(0, 2).toString()).toBe('PK');
    const sheets = (await outturn('check', `${book}.xlsx`, '--json')).json();
    expect(sheets).toMatchObject({ kind: 'workbook', faults: [] });
    expect((sheets.sheets as unknown as { sheet: string }[]).map(({ sheet }) => sheet)).toContain('Summary');
    expect((await outturn('scenario', 'check', other)).code).toBe(0);
    const checked = await outturn('check', other, '--json');
    expect(checked.json()).toMatchObject({ kind: 'scenario file', whole: true, faults: [] });
    expect(readdirSync(place).sort()).toEqual(['Base.outturn', 'Prices.outturn', 'book.xlsx']);
  });

  test('a passphrase comes from a file, never from the words of a command', async () => {
    const place = temporaryFolder();
    const [file, secret] = [join(place, 'secret.outturn'), join(place, 'passphrase.txt')];
    writeFileSync(secret, 'correct horse battery\n');
    expect((await outturn('scenario', 'new', file, '--workspace', workspace, '--passphrase-file', secret)).code).toBe(
      0,
    );
    const locked = await outturn('scenario', 'show', file, '--json');
    expect(locked.code).toBe(3);
    expect(locked.json()).toMatchObject({ error: { code: 'passphrase-needed' } });
    expect((await outturn('scenario', 'show', file, '--passphrase-file', secret)).out).toContain('protected');
  });

  test('the state of a local copy is told, with what its data contradict', async () => {
    const run = await outturn('check', workspace, '--json');
    expect(run.json()).toMatchObject({ kind: 'local copy', rows: { funders: 2 } });
    expect(run.code).toBe(
      (run.json().findings as unknown as { severity: string }[]).some((each) => each.severity !== 'inform') ? 1 : 0,
    );
  });

  test('a damaged, a cut and a foreign file are refused by name; nothing is changed', async () => {
    const place = temporaryFolder();
    const good = join(place, 'good.outturn');
    await outturn('scenario', 'new', good, '--workspace', workspace);
    const cut = join(place, 'cut.outturn');
    writeFileSync(cut, readFileSync(good).subarray(0, 5000));
    copyFileSync(join(sample, 'funders.csv'), join(place, 'funders.csv'));
    for (const [name, code] of [
      ['cut.outturn', 'scenario-damaged'],
      ['funders.csv', 'file-unreadable'],
      ['missing.outturn', 'file-missing'],
    ]) {
      const run = await outturn('check', join(place, name ?? ''), '--json');
      expect(run.code, name).toBe(3);
      expect(run.json(), name).toMatchObject({ error: { code } });
    }
    const before = readFileSync(good);
    const wrong = await outturn('scenario', 'set', good, '--lever', 'no-such-lever=1');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('price-uplift');
    expect(readFileSync(good).equals(before)).toBe(true);
  });
});

describe('usage', () => {
  test.each([
    [['nonsense']],
    [['forecast']],
    [['forecast', '--workspace', 'x', '--period', '13']],
    [['import', 'x']],
    [['compare', 'only-one']],
  ])('%j is wrong usage: exit 2, the reason on standard error, one JSON document when asked', async (args) => {
    const run = await outturn(...args);
    expect(run.code).toBe(2);
    expect(run.err.length).toBeGreaterThan(10);
    expect(run.out).toBe('');
    const json = await outturn(...args, '--json');
    expect(json.code).toBe(2);
    expect(json.json().error).toBeDefined();
  });

  test('help and version are answers', async () => {
    const help = await outturn('--help');
    expect(help.code).toBe(0);
    for (const command of ['demo', 'import', 'forecast', 'scenario', 'compare', 'workbook', 'check']) {
      expect(help.out).toContain(command);
    }
    expect(await outturn('--version')).toMatchObject({ code: 0, out: '0.1.0\n' });
  });

  test('a local copy that is not there is not made by looking', async () => {
    const path = join(temporaryFolder(), 'none.sqlite');
    expect((await outturn('forecast', '--workspace', path)).code).toBe(3);
    expect(existsSync(path)).toBe(false);
  });
});
