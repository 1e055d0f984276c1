import { describe, expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { mappingText, parseMapping, type TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { service } from './helpers.ts';

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const groups = file(
  'groups.csv',
  'Group,Group name,Care type,Modelled,Order\nIFA,Fostering agency,fostering,1,1\nRES,Homes,residential,1,2\n',
);
const extract = (first: number) =>
  file(
    `system-${first}.csv`,
    `Placement Ref,Kid,DOB,Grp,Began,Finished,Team\nA${first},1,02/05/2010,Fostering Agency,01/04/2023,,North\nA${first + 1},2,03/06/2012,,02/05/2023,31/12/9999,South\n`,
  );
const placements: TableMapping = {
  register: 'placements',
  columns: {
    'Placement Ref': 'reference',
    Kid: 'childKey',
    DOB: 'birthMonth',
    Grp: { column: 'groupCode', blank: 'RES', values: { 'fostering agency': 'IFA' } },
    Began: 'start',
    Finished: 'end',
  },
  constants: { route: 'spot', uasc: '0' },
  ignored: ['Team'],
};

async function ready() {
  const { store, imports } = await service();
  imports.commit((await imports.preview([groups])).token);
  return { store, imports };
}

describe('the mapping of a table', () => {
  test('places columns, constants, blanks and values; is remembered by its headers; and written out whole', async () => {
    const { store, imports } = await ready();
    const first = await imports.preview([extract(1)], { tables: [placements] });
    expect(first.files[0]).toMatchObject({ added: 2, rejected: 0, failure: null });
    imports.commit(first.token);
    expect(readSnapshot(store).placements).toMatchObject([
      { reference: 'A1', groupCode: 'IFA', route: 'spot', uasc: 0, start: '2023-04-01', end: null },
      { reference: 'A2', groupCode: 'RES', route: 'spot', uasc: 0, start: '2023-05-02', end: null },
    ]);
    const next = await imports.preview([extract(7)]);
    expect(next.files[0]).toMatchObject({ register: 'placements', added: 2, failure: null });
    const written = next.files[0]?.table as TableMapping;
    expect(parseMapping('map.json', mappingText([written])).tables).toEqual([written]);
    // What was written reads the same file the same way in another copy.
    const other = await ready();
    const again = await other.imports.preview([extract(1)], { tables: [written] });
    other.imports.commit(again.token);
    const bare = (rows: readonly { childKey: string }[]) => rows.map(({ childKey: _, ...row }) => row);
    expect(bare(readSnapshot(other.store).placements)).toEqual(bare(readSnapshot(store).placements));
  });

  test('a table that cannot be read is recognised with a confidence, and its draft and samples say no child', async () => {
    const { imports } = await ready();
    const [found] = (await imports.preview([extract(1)], { register: 'placements' })).files;
    expect(found?.failure?.code).toBe('missing-columns');
    expect(found?.table).toMatchObject({ register: 'placements', columns: { DOB: 'birthMonth' } });
    expect(found?.samples).toMatchObject({ Began: ['dates'], Grp: ['texts'], Team: ['texts'] });
    expect(Object.keys(found?.samples ?? {})).not.toContain('DOB');
    const [sure] = (await imports.preview([groups])).files;
    expect(sure?.recognised?.[0]).toMatchObject({ register: 'placementGroups', missing: [] });
    expect(sure?.recognised?.[0]?.confidence).toBeGreaterThan(0.95);
    for (const other of sure?.recognised?.slice(1) ?? []) expect(other.confidence).toBeLessThan(0.8);
  });

  test('a mapping that names a file and reads a column it has not is refused by its name', async () => {
    const { imports } = await ready();
    const tables = [{ ...placements, file: 'system-*.csv', columns: { ...placements.columns, Weekly: 'provider' } }];
    const [found] = (await imports.preview([extract(1)], { tables })).files;
    expect(found?.failure).toMatchObject({
      code: 'missing-columns',
      message: expect.stringContaining('Weekly'),
    });
  });

  test('the unit, the order of dates and rows that are called totals are as a person says', async () => {
    const { store, imports } = await service();
    const lines = file(
      'lines.csv',
      'Year,Line,Line name,Service,Gross,Income,Forecast method,Funding,Recurring\n2023/24,A,Homes,other,100,0,run-rate,shared,1\n2023/24,B,Fees,other,50,0,run-rate,shared,1\n2023/24,C,Total costs,other,150,0,run-rate,shared,1\n',
    );
    const table: TableMapping = {
      register: 'budgetLines',
      columns: { Gross: { column: 'grossBudgetPence', unit: 'thousands' }, Income: 'incomeBudgetPence' },
      totals: 'keep',
    };
    imports.commit((await imports.preview([lines], { tables: [table] })).token);
    expect(readSnapshot(store).budgetLines.map((line) => line.grossBudgetPence)).toEqual([
      10_000_000, 5_000_000, 15_000_000,
    ]);
  });

  test.each([
    ['a column that is not there', { ...placements, columns: { Kid: 'child' } }, 'has no column'],
    ['one column twice', { ...placements, columns: { Kid: 'childKey', Child: 'childKey' } }, 'both to be'],
    ['a child said for every row', { ...placements, constants: { childKey: '1' } }, 'identifies a child'],
    ['a unit on a date', { ...placements, columns: { Began: { column: 'start', unit: 'pounds' } } }, 'no amount'],
  ])('%s is refused in words', (_, table, reason) => {
    const text = mappingText([table as TableMapping]);
    expect(() => parseMapping('map.json', text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => parseMapping('map.json', text)).toThrow(reason);
  });
});
