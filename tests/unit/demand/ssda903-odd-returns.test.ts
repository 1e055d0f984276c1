import { describe, expect, test } from 'vitest';
import { readSpans } from '../../../shared/demand/history/spans.ts';
import { shortBreaksOn, stockOn } from '../../../shared/demand/history/stock.ts';
import type { Placement, PlacementGroup } from '../../../shared/model/registers.ts';
import { finishReturn, importReturn } from '../../../shared/ssda903/return.ts';
import { parsedFromStored, storedEpisodes } from '../../../shared/ssda903/stored.ts';

/** Returns as they do come: odd, but no mistake of the reader's. What is counted, and what is said. */

const header = ['CHILD', 'SEX', 'DOB', 'ETHNIC'];
const columns = ['CHILD', 'DECOM', 'RNE', 'LS', 'PLACE', 'PLACE_PROVIDER', 'DEC', 'REC'];
type Files = Record<string, string[][]>;
const read = (files: Files) =>
  importReturn(
    Object.entries(files).map(([file, rows]) => ({ file, rows })),
    { pseudonymise: (child) => `k-${child}` },
  );
const ofYear = (year: string, children: string[][], episodes: string[][], uasc?: string[][]): Files => ({
  [`${year}/header.csv`]: [header, ...children.map(([child, born]) => [child!, '1', born!, 'WBRI'])],
  [`${year}/episodes.csv`]: [columns, ...episodes],
  ...(uasc ? { [`${year}/uasc.csv`]: [['CHILD', 'DOB', 'DUC'], ...uasc] } : {}),
});
const spansOf = ({ placements, placementGroups }: Pick<ReturnType<typeof read>, 'placements' | 'placementGroups'>) =>
  readSpans(placements as Placement[], placementGroups as PlacementGroup[]);
const stock = (made: ReturnType<typeof read>, on: string, uasc: 'all' | 'only' = 'all') =>
  stockOn(spansOf(made), made.placementGroups.length, on, uasc).reduce((sum, children) => sum + children, 0);
const said = (made: ReturnType<typeof read>, rule: string) =>
  made.changes.filter((change) => change.rule === rule).map(({ message }) => message);

describe('unaccompanied children whose status ends', () => {
  const files = ofYear(
    '2022-23',
    [
      ['A', '15/06/2006'],
      ['B', '15/06/2006'],
      ['C', '15/06/2006'],
    ],
    [
      ['A', '10/05/2020', 'S', 'V2', 'U4', 'PR1', '01/09/2021', 'X1'],
      ['A', '01/09/2021', 'P', 'V2', 'U4', 'PR4', '', ''],
      ['B', '10/05/2022', 'S', 'V2', 'U4', 'PR1', '', ''],
      // The status of C ends with the placement, as it does at 18.
      ['C', '10/05/2022', 'S', 'V2', 'U4', 'PR1', '01/02/2023', 'E8'],
    ],
    [
      ['A', '15/06/2006', '01/06/2022'],
      ['B', '15/06/2006', ''],
      ['C', '15/06/2006', '01/02/2023'],
    ],
  );

  test('a placement that goes on past the day counts with the others, and it is said', () => {
    const made = read(files);
    expect(stock(made, '2021-06-01', 'only')).toBe(1);
    expect(stock(made, '2022-12-01', 'only')).toBe(2);
    expect(stock(made, '2022-12-01')).toBe(3);
    expect(made.placements.map(({ uasc }) => uasc)).toEqual([1, 0, 1, 1]);
    expect(said(made, 'uasc-ceased')).toEqual([
      'unaccompanied until 2022-06-01 (DUC), and this placement goes on: counted with the other children',
    ]);
  });

  test('a later return says it again; what is kept of it says the same', () => {
    const before = ofYear(
      '2021-22',
      [['A', '15/06/2006']],
      [['A', '01/09/2021', 'S', 'V2', 'U4', 'PR4', '', '']],
      [['A', '15/06/2006', '']],
    );
    const made = read({ ...files, ...before });
    expect(made.placements.map(({ uasc }) => uasc)).toEqual([1, 0, 1, 1]);
    const again = finishReturn(parsedFromStored(storedEpisodes(read(files).parsed)));
    expect(again.placements.map(({ uasc }) => uasc)).toEqual([1, 0, 1, 1]);
    expect(again.placements).toEqual(read(files).placements);
  });
});

describe('a year missing between two returns', () => {
  const first = ofYear(
    '2020-21',
    [
      ['A', '01/05/2012'],
      ['B', '01/05/2010'],
      ['C', '01/05/2010'],
    ],
    [
      ['A', '10/05/2020', 'S', 'C2', 'U4', 'PR1', '', ''],
      ['B', '10/05/2020', 'S', 'C2', 'U4', 'PR1', '', ''],
      ['C', '10/05/2020', 'S', 'C2', 'U4', 'PR1', '', ''],
    ],
  );
  const last = ofYear(
    '2022-23',
    [
      ['A', '01/05/2012'],
      ['C', '01/05/2010'],
    ],
    [
      ['A', '10/05/2020', 'S', 'C2', 'U4', 'PR1', '', ''],
      ['C', '10/07/2021', 'P', 'C2', 'K2', 'PR4', '', ''],
      ['C', '10/07/2022', 'P', 'C2', 'U4', 'PR1', '', ''],
    ],
  );

  test('is said once, and who cannot be found again is named', () => {
    const made = read({ ...first, ...last });
    expect(said(made, 'year-missing')).toEqual([
      'no return of 2021/22 is held, between those of 2020/21 and 2022/23: who came and went in that year is not known; 1 who were there before and not after are ended in it',
    ]);
    // A is carried on; C moved in the year that is missing, and the move is dated.
    const open = made.changes.filter(({ rule }) => rule === '502/503');
    expect(open.map(({ childKey, message }) => [childKey, message])).toEqual([
      [
        'k-B',
        'open at the end of 2020/21, not in the return of 2022/23, and the return of 2021/22 is missing (rule 502/503): the day of leaving is not known; ended 2021-09-30, as such ends are spread evenly over what is missing',
      ],
    ]);
    // Who had left by the first day of the later return is not counted for ever.
    expect(stock(made, '2021-03-31')).toBe(3);
    expect(stock(made, '2022-04-01')).toBe(2);
    expect(stock(made, '2023-03-31')).toBe(2);
  });

  test('returns of years in a row miss none', () => {
    const next = ofYear(
      '2021-22',
      [['A', '01/05/2012']],
      [
        ['A', '10/05/2020', 'S', 'C2', 'U4', 'PR1', '', ''],
        ['A', '10/05/2021', 'L', 'C1', 'U4', 'PR1', '', ''],
      ],
    );
    const made = read({ ...first, ...next, ...last });
    expect(said(made, 'year-missing')).toEqual([]);
    expect(
      made.changes
        .filter(({ rule }) => rule === '502/503')
        .map(({ childKey }) => childKey)
        .sort(),
    ).toEqual(['k-A', 'k-B', 'k-C']);
  });
});

describe('two children under one identifier', () => {
  test('different births in one file are said as what they are', () => {
    const made = read(
      ofYear(
        '2022-23',
        [
          ['T', '28/02/2016'],
          ['T', '01/03/2016'],
        ],
        [['T', '10/05/2022', 'S', 'C2', 'U4', 'PR1', '01/07/2022', 'E4A']],
      ),
    );
    expect(said(made, 'birth-dates-differ')).toEqual([
      'birth date differs from the one in line 2 of this file: two children may share an identifier; the later row is used',
    ]);
  });

  test('of different returns the later is used, and said', () => {
    const episode = [['T', '10/05/2021', 'S', 'C2', 'U4', 'PR1', '', '']];
    const made = read({
      ...ofYear('2021-22', [['T', '28/02/2016']], episode),
      ...ofYear('2022-23', [['T', '01/03/2016']], episode),
    });
    expect(said(made, 'birth-dates-differ')).toEqual([
      'birth date differs from the one in 2021-22/header.csv; the later return is used',
    ]);
  });
});

test('sixty placements of six days each: one child in care every day, sixty placements, nothing to say', () => {
  const day = (at: number) =>
    new Date(Date.UTC(2022, 3, 1 + 6 * at)).toISOString().slice(0, 10).split('-').reverse().join('/');
  const made = read(
    ofYear(
      '2022-23',
      [['A', '01/05/2012']],
      Array.from({ length: 60 }, (_, at) => [
        ...['A', day(at), at === 0 ? 'S' : 'P', 'C2', at % 2 ? 'U4' : 'K2', at % 2 ? 'PR1' : 'PR4'],
        ...(at < 59 ? [day(at + 1), 'X1'] : ['', '']),
      ]),
    ),
  );
  expect(made.placements).toHaveLength(60);
  expect(made.changes).toEqual([]);
  for (const on of ['2022-04-01', '2022-04-07', '2022-09-30', '2023-03-31']) expect(stock(made, on)).toBe(1);
});

test('an episode that ends the day it starts, first, between and inside another, ends no other', () => {
  const made = read(
    ofYear(
      '2022-23',
      [
        ['A', '01/05/2012'],
        ['B', '01/05/2012'],
      ],
      [
        ['A', '10/05/2022', 'S', 'C2', 'U4', 'PR1', '10/05/2022', 'X1'],
        ['A', '10/05/2022', 'P', 'C2', 'K2', 'PR4', '', ''],
        ['B', '10/05/2022', 'S', 'C2', 'U4', 'PR1', '', ''],
        ['B', '10/08/2022', 'P', 'C2', 'K2', 'PR4', '10/08/2022', 'X1'],
      ],
    ),
  );
  expect(said(made, '355')).toHaveLength(2);
  for (const on of ['2022-05-10', '2022-08-10', '2023-03-31']) expect(stock(made, on)).toBe(2);
});

test('leap days: born, placed and ended on 29 February', () => {
  const made = read(
    ofYear(
      '2023-24',
      [
        ['A', '29/02/2008'],
        ['B', '29/02/2012'],
      ],
      [
        ['A', '29/02/2024', 'S', 'C2', 'U4', 'PR1', '', ''],
        ['B', '29/02/2020', 'S', 'C2', 'U4', 'PR1', '29/02/2024', 'E4A'],
      ],
    ),
  );
  expect(made.changes.map(({ message }) => message)).toEqual([]);
  expect(['2024-02-28', '2024-02-29', '2024-03-01'].map((on) => stock(made, on))).toEqual([1, 1, 1]);
});

test('short breaks (V3, V4) are counted apart, and the days of care between them are care', () => {
  const made = read(
    ofYear(
      '2022-23',
      [
        ['A', '15/06/2012'],
        ['B', '15/06/2012'],
      ],
      [
        ['A', '10/05/2022', 'S', 'V3', 'U4', 'PR1', '12/05/2022', 'E8'],
        ['A', '20/05/2022', 'S', 'V3', 'U4', 'PR1', '22/05/2022', 'E8'],
        ['B', '10/05/2022', 'S', 'V4', 'K2', 'PR4', '01/09/2022', 'X1'],
        ['B', '01/09/2022', 'L', 'C2', 'K2', 'PR4', '', ''],
      ],
    ),
  );
  const breaks = (on: string) => shortBreaksOn(spansOf(made), on);
  expect(['2022-05-11', '2022-05-21', '2022-08-31', '2022-09-01'].map((on) => [stock(made, on), breaks(on)])).toEqual([
    [0, 2],
    [0, 2],
    [0, 1],
    [1, 0],
  ]);
});
