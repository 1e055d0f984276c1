import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coreEpisodes, coreForecast, coreRates, coreStock } from '../../../shared/demand/sector/core.ts';
import {
  regionalEpisodes,
  regionalForecast,
  regionalRates,
  regionalStock,
} from '../../../shared/demand/sector/regional.ts';
import { isCivilDate } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { finishReturn, type ImportedReturn, importReturn, sectorInputOf } from '../../../shared/ssda903/return.ts';
import {
  parsedFromStored,
  type StoredEpisode,
  storedEpisodes,
  withStoredYears,
} from '../../../shared/ssda903/stored.ts';
import type { ReturnRule, ReturnTable } from '../../../shared/ssda903/types.ts';
import { sizedReturn } from '../../bench/synthetic-return.ts';

const options = { pseudonymise: (child: string) => `key-${child}` };
const table = (file: string, ...lines: string[]): ReturnTable => ({ file, rows: lines.map((line) => line.split(',')) });
const head = 'CHILD,DECOM,RNE,LS,PLACE,PLACE_PROVIDER,DEC,REC';
const births = [
  'CHILD,SEX,DOB',
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((child) => `${child},1,10/02/2010`),
];
const line = (result: ImportedReturn, rule: ReturnRule, action?: string) =>
  result.report.find((item) => item.rule === rule && (action === undefined || item.action === action));

/** What must hold of the result of any input whatever. */
function sound(result: ImportedReturn): void {
  const last = new Map<string, { start: string; end: string | null }>();
  const references = new Set<string>();
  for (const row of result.placements) {
    expect(isCivilDate(row.start) && (row.end === null || isCivilDate(row.end))).toBe(true);
    expect(row.end === null || row.end > row.start).toBe(true);
    expect(row.birthMonth.endsWith('-01') && row.birthMonth <= row.start).toBe(true);
    expect(result.placementGroups.map((group) => group.code)).toContain(row.groupCode);
    expect(references.has(row.reference)).toBe(false);
    references.add(row.reference);
    const before = last.get(row.childKey);
    if (before) expect(before.end !== null && before.end <= row.start).toBe(true);
    last.set(row.childKey, row);
  }
  for (const item of result.changes) {
    expect(item.message.length).toBeGreaterThan(0);
    expect(`${item.message}${item.before}${item.after}`).not.toMatch(/NaN|undefined|Infinity/);
  }
  // Every row read is accounted for: kept, joined, dropped or set aside, once.
  const gone = result.changes.filter((item) => ['dropped', 'quarantined', 'merged'].includes(item.action));
  const files = new Set(result.parsed.files.filter((file) => file.kind === 'episodes').map((file) => file.file));
  const lines = gone.filter((item) => files.has(item.file) && item.line > 0);
  expect(new Set(lines.map((item) => `${item.file}:${item.line}`)).size).toBe(lines.length);
  const read = result.parsed.files.reduce((sum, file) => sum + (file.kind === 'episodes' ? file.rows : 0), 0);
  const nothingLeft = result.cleaned.episodes.filter((episode) => episode.start === episode.end).length;
  expect(result.placements.length + lines.length + nothingLeft).toBe(read);
}

/** The sector models give finite numbers or refuse by name. */
function finiteOrRefused(result: ImportedReturn): 'finite' | 'refused' {
  const input = sectorInputOf(result.parsed);
  const check = (series: Map<string, Float64Array>) => {
    for (const list of series.values()) expect(list.every((value) => Number.isFinite(value))).toBe(true);
  };
  let outcome: 'finite' | 'refused' = 'finite';
  for (const run of [
    () => {
      const episodes = coreEpisodes(input);
      const stock = coreStock(episodes);
      const rates = coreRates(episodes, stock, '2022-04-01', '2023-03-31');
      check(coreForecast(rates, stock, '2023-03-31', '2024-03-31').series);
    },
    () => {
      const episodes = regionalEpisodes(input);
      const stock = regionalStock(episodes, input);
      const rates = regionalRates(episodes, stock, '2022-04-01', '2023-03-31');
      check(regionalForecast(rates, stock, '2023-03-31', '2024-03-31').series);
    },
  ]) {
    try {
      run();
    } catch (error) {
      if (!(error instanceof OutturnError)) throw error;
      expect(['no-data', 'rate-without-exposure']).toContain(error.code);
      outcome = 'refused';
    }
  }
  return outcome;
}

test('a return with every fault: each counted under its rule, the good rows kept', () => {
  const result = importReturn(
    [
      table('2023/header.csv', ...births),
      table(
        '2023/episodes.csv',
        head,
        '1,01/05/2022,S,C2,U6,PR1,01/09/2022,X1', // overlaps the next
        '1,01/08/2022,P,C2,K2,PR4,,',
        '2,01/05/2022,S,C2,U6,PR1,,', // open, superseded
        '2,01/10/2022,P,C2,K2,PR4,,',
        '3,01/05/2022,S,C2,U6,PR1,01/04/2022,E4A', // DEC before DECOM
        '4,01/05/2022,S,C2,Q9,PR1,,', // unknown PLACE
        '4,01/06/2022,S,XX,U6,PR1,,', // unknown LS
        '4,01/07/2022,S,C2,U6,PR9,,', // unknown provider
        '77,01/05/2022,S,C2,U6,PR1,,', // no header
        '5,01/05/2009,S,C2,U6,PR1,01/06/2009,E4A', // before birth
        '6,05/12/2022,S,C2,U6,PR1,02/06/2022,E4A', // DECOM 12 May, changed about
        '7,13/25/2022,S,C2,U6,PR1,,',
        '9,01/05/2022,S,C2,U6,PR1,,',
      ),
      table('2023-again/episodes.csv', head, '9,01/05/2022,S,C2,U6,PR1,,'),
      table('2023-us/episodes.csv', head, '8,12/31/2022,S,C2,U6,PR1,,'), // month first
    ],
    { ...options, year: '2022/23' },
  );
  sound(result);
  expect(line(result, '142/501')).toMatchObject({ action: 'truncated', rows: 2, children: 2 });
  expect(line(result, '356')).toMatchObject({ action: 'quarantined', rows: 2, children: 2 });
  expect(line(result, 'code-unknown')).toMatchObject({ action: 'quarantined', rows: 3, children: 1 });
  expect(line(result, 'header-missing')).toMatchObject({ action: 'quarantined', rows: 1, children: 1 });
  expect(line(result, '302')).toMatchObject({ action: 'quarantined', rows: 1, children: 1 });
  expect(line(result, 'day-month-suspected', 'quarantined')).toMatchObject({ rows: 1, children: 1 });
  // Children 3 and 6 would be in order with one date changed about; the file is told once that others may be too.
  expect(line(result, 'day-month-suspected', 'noted')).toMatchObject({ rows: 3, children: 2 });
  expect(line(result, 'date-invalid')).toMatchObject({ rows: 1 });
  expect(line(result, 'year-duplicated')).toMatchObject({ rows: 2 });
  expect(line(result, 'duplicate-row')).toMatchObject({ action: 'dropped', rows: 1, children: 1 });
  expect(result.placements.map((row) => [row.childKey, row.start, row.end])).toEqual([
    ['key-1', '2022-05-01', '2022-08-01'],
    ['key-1', '2022-08-01', null],
    ['key-2', '2022-05-01', '2022-10-01'],
    ['key-2', '2022-10-01', null],
    ['key-9', '2022-05-01', null],
  ]);
  finiteOrRefused(result);
});

test('an episode open at a year end and not in the next return is shown and left open', () => {
  const result = importReturn(
    [
      table('2022/header.csv', ...births),
      table('2022/episodes.csv', head, '1,01/05/2021,S,C2,U6,PR1,,', '2,01/05/2021,S,C2,U6,PR1,,'),
      table('2023/episodes.csv', head, '2,01/05/2021,S,C2,U6,PR1,01/06/2022,E4A'),
    ],
    options,
  );
  expect(line(result, '502/503')).toMatchObject({ action: 'noted', rows: 1, children: 1 });
  expect(result.placements.map((row) => row.end)).toEqual([null, '2022-06-01']);
});

test('stored episodes clean again to the same placements', () => {
  const { tables } = sizedReturn(200, 900, 4);
  const result = importReturn(tables, { ...options, birth: 'day' });
  const again = finishReturn(parsedFromStored([...storedEpisodes(result.parsed)].reverse()));
  expect(again.placements).toEqual(result.placements);
  expect(again.placements.length).toBeGreaterThan(300);
  expect(coreEpisodes(sectorInputOf(parsedFromStored(storedEpisodes(result.parsed))))).toEqual(
    coreEpisodes(sectorInputOf(result.parsed)),
  );
});

test('returns imported a year at a time give what they give together; a year sent again replaces the one held', () => {
  const { tables } = sizedReturn(200, 900, 4);
  const together = importReturn(tables, options);
  let stored: StoredEpisode[] = [];
  let last = together;
  for (const folder of ['2022-23', '2021-22', '2023-24', '2022-23']) {
    const parsed = importReturn(
      tables.filter((item) => item.file.startsWith(folder)),
      options,
    ).parsed;
    last = finishReturn(withStoredYears(parsed, stored));
    stored = storedEpisodes(withStoredYears(parsed, stored));
  }
  const order = (rows: typeof last.placements) => [...rows].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  expect(order(last.placements)).toEqual(order(together.placements));
  expect(stored).toHaveLength(together.parsed.episodes.length);
});

test('days held beside months are months: a 1st of a month never passes for a birth date', () => {
  const { tables } = sizedReturn(60, 200, 4);
  const [day, month] = (['day', 'month'] as const).map((birth) =>
    storedEpisodes(importReturn(tables, { ...options, birth }).parsed),
  );
  const mixed = [
    ...(day ?? []).filter((row) => row.collectionYear === '2023/24'),
    ...(month ?? []).filter((row) => row.collectionYear < '2023/24'),
  ];
  const result = finishReturn(parsedFromStored(mixed));
  expect(result.placements.length).toBeGreaterThan(50);
  expect(result.placements.every((row) => row.birthDate === null)).toBe(true);
});

describe('fuzz', () => {
  const day = fc.integer({ min: 1, max: 31 }).map((value) => String(value).padStart(2, '0'));
  const month = fc.integer({ min: 1, max: 13 }).map((value) => String(value).padStart(2, '0'));
  const date = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(day, month, fc.integer({ min: 2020, max: 2023 })).map((parts) => parts.join('/')),
    },
    { weight: 1, arbitrary: fc.constantFrom('', 'NULL', 'N/A', '2022-05-01', '01/04/0022', 'soon', '29/02/2023') },
  );
  const cell = (...values: string[]) =>
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values) }, fc.string({ maxLength: 6 }));
  const row = fc
    .tuple(
      cell('1', '2', '3', '4', '99'),
      date,
      cell('S', 'P', 'L', 'T', 'B', 'U'),
      cell('C1', 'C2', 'V2', 'V3', 'V4'),
      cell('U1', 'U6', 'K2', 'T0', 'T3', 'H5', 'P1', 'A3', 'K3', 'Z1', 'Z11', 'Q1'),
      cell('PR0', 'PR1', 'PR4', ''),
      date,
      cell('X1', 'E4A', 'E2', 'E7', ''),
    )
    .map((cells) => cells as string[]);
  const returns = fc.array(fc.array(row, { maxLength: 25 }), { minLength: 1, maxLength: 3 });

  test('anything at all: sound spans, every row accounted for, the same answer twice', () => {
    fc.assert(
      fc.property(returns, fc.constantFrom('month' as const, 'day' as const), (files, birth) => {
        const tables: ReturnTable[] = [
          table('header.csv', 'CHILD,SEX,DOB', '1,1,10/02/2010', '2,M,29/02/2004', '3,2,01/06/2022', '4,1,31/12/2005'),
          ...files.map((rows, at) => ({ file: `${at}/episodes.csv`, rows: [head.split(','), ...rows] })),
        ];
        // Three files of noise prove no year: it is said.
        const said = { ...options, birth, year: '2022/23' };
        const result = importReturn(tables, said);
        sound(result);
        expect(importReturn(tables, said)).toEqual(result);
        finiteOrRefused(result);
      }),
      { numRuns: 150 },
    );
  });

  test('tables of any text never crash', () => {
    const tables = fc.array(
      fc.record({
        file: fc.string({ maxLength: 12 }),
        rows: fc.array(
          fc.array(fc.oneof(fc.string(), fc.constantFrom('CHILD', 'DECOM', 'DEC', 'PLACE', 'DOB', 'SEX', 'DUC')), {
            maxLength: 9,
          }),
          {
            maxLength: 12,
          },
        ),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(tables, (list) => {
        const result = importReturn(list, options);
        expect(result.parsed.files.length + result.changes.filter((item) => item.rule.startsWith('file-')).length).toBe(
          list.length,
        );
      }),
      { numRuns: 500 },
    );
  });
});

test('10 MB of noise under a good header: every row listed, none kept, in seconds', () => {
  const rows: string[][] = [head.split(',')];
  // A small linear congruence: no randomness from outside, and bytes of every kind.
  let state = 12_345;
  let size = 0;
  while (size < 10_000_000) {
    const cells = Array.from({ length: 8 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return String.fromCharCode(...[0, 3, 7, 11, 13].map((shift) => 33 + ((state >> shift) % 90)));
    });
    size += cells.join().length;
    rows.push(cells);
  }
  const started = performance.now();
  const result = importReturn([table('header.csv', ...births), { file: 'episodes.csv', rows }], options);
  expect(performance.now() - started).toBeLessThan(15_000);
  expect(result.placements).toEqual([]);
  expect(result.changes.filter((item) => item.action === 'quarantined')).toHaveLength(rows.length - 1);
  expect(finiteOrRefused(result)).toBe('refused');
});
