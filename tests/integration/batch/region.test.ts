import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outturn, temporaryFolder } from '../cli/command-line.ts';

const sample = new URL('../../../electron/sample-council/', import.meta.url).pathname;

type Said = {
  regions: {
    year: string;
    councils: {
      code: string;
      name: string;
      children: number | 'c';
      currentBudget: number;
      outturn: number;
      variance: number;
    }[];
    sum: { councils: number; children: number; outturn: number; variance: number };
    services: { outturn: number }[];
    groups: { group: string; children: (number | 'c')[]; sum: number | 'c' }[];
    months: { children: number }[];
    notes: string[];
  }[];
  failed: { council: string; error: { message: string } }[];
  files: string[];
};

/** Three councils of a list: two copies of the sample, one of them with most of its children gone, and one elsewhere. */
async function region(): Promise<{ folder: string; list: string }> {
  const folder = temporaryFolder();
  const fewer = join(folder, 'extracts');
  cpSync(sample, fewer, { recursive: true });
  const placements = readFileSync(join(sample, 'placements.csv'), 'utf8').split(/\r?\n/);
  // Of each group a few: small numbers in a council of its own.
  writeFileSync(
    join(fewer, 'placements.csv'),
    [placements[0], ...placements.slice(1).filter((_, at) => at % 9 === 0)].join('\r\n'),
  );
  for (const [code, from] of [
    ['E1', sample],
    ['E2', fewer],
    ['E3', sample],
  ] as const) {
    const copy = join(folder, code, 'workspace.sqlite');
    const made = await outturn(
      'import',
      from,
      '--workspace',
      copy,
      '--council',
      `Council ${code}`,
      '--data-date',
      '2023-12-31',
    );
    expect(made.err).not.toContain('Nothing was imported');
  }
  const list = join(folder, 'councils.csv');
  writeFileSync(
    list,
    [
      'Code,Name,Region,Type,Copy',
      'E1,Ambridge,Borsetshire,county,E1/workspace.sqlite',
      'E2,Borchester,Borsetshire,unitary,E2/workspace.sqlite',
      'E3,Felpersham,Elsewhere,county,E3/workspace.sqlite',
    ].join('\r\n'),
  );
  return { folder, list };
}

test('one, some or all councils of a list beside each other: sums are what each says by itself, small numbers are withheld, and it is written whole', async () => {
  const { folder, list } = await region();
  const ask = async (...given: string[]) =>
    (await outturn('region', '--councils', list, '--json', ...given)).json() as unknown as Said;
  const all = (await ask('--out', join(folder, 'out'), '--name', 'Alliance')) as Said;
  const [made] = all.regions;
  expect(made?.councils.map(({ name }) => name)).toEqual(['Ambridge', 'Borchester', 'Felpersham']);
  // What the forecast of each copy says by itself, through another command.
  let total = 0;
  for (const [at, code] of ['E1', 'E2', 'E3'].entries()) {
    const alone = (
      await outturn('forecast', '--workspace', join(folder, code, 'workspace.sqlite'), '--json')
    ).json() as unknown as {
      total: { outturn: number };
    };
    expect(made?.councils[at]?.outturn).toBe(alone.total.outturn);
    total += alone.total.outturn;
  }
  expect(made?.sum.outturn).toBe(total);
  expect(made?.services.reduce((sum, one) => sum + one.outturn, 0)).toBe(total);
  expect(JSON.stringify(made)).toContain('"c"');
  expect(made?.notes.join(' ')).toContain('range of a sum');
  expect(made?.months.length).toBeGreaterThan(12);
  for (const { children, sum } of made?.groups ?? []) {
    for (const value of [...children, sum]) expect(value === 'c' || value === 0 || value >= 5).toBe(true);
  }

  expect((await ask('--authority', 'e1, felpersham')).regions[0]?.councils.map(({ code }) => code)).toEqual([
    'E1',
    'E3',
  ]);
  expect((await ask('--region', 'borsetshire')).regions[0]?.sum.councils).toBe(2);
  expect((await ask('--type', 'county', '--region', 'Elsewhere')).regions[0]?.councils.map(({ code }) => code)).toEqual(
    ['E3'],
  );
  const slip = await outturn('region', '--councils', list, '--authority', 'E1,E9');
  expect([slip.code, slip.err]).toEqual([2, expect.stringContaining('no council E9')]);

  const files = readdirSync(join(folder, 'out')).sort();
  expect(files).toEqual(all.files.toSorted());
  expect(files.map((name) => name.split('.').at(-1))).toEqual(
    expect.arrayContaining(['csv', 'xlsx', 'pdf', 'html', 'docx', 'png']),
  );
  const csv = readFileSync(join(folder, 'out', 'Alliance.csv'), 'utf8');
  expect(csv).toContain(`all,All together,,,,,${made?.sum.children}`);
  expect(csv).toContain((total / 100).toFixed(2));

  // A copy that is not there is named beside the sums, and the others are summed all the same.
  writeFileSync(list, `${readFileSync(list, 'utf8')}\r\nE4,Missing,,,E4/workspace.sqlite`);
  const lacking = await outturn('region', '--councils', list, '--json');
  const said = lacking.json() as unknown as Said;
  expect(lacking.code).toBe(1);
  expect(said.failed).toMatchObject([{ council: 'Missing' }]);
  expect(said.regions[0]?.notes.join(' ')).toContain('Not in the sums, since their data could not be read: Missing');
  expect(said.regions[0]?.sum.outturn).toBe(total);
}, 180_000);
