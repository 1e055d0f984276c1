import { describe, expect, test } from 'vitest';
import { readReturnDate } from '../../../shared/ssda903/dates.ts';
import { detectReturnTable } from '../../../shared/ssda903/detect.ts';
import { parseReturn } from '../../../shared/ssda903/parse.ts';
import { importReturn } from '../../../shared/ssda903/return.ts';
import type { ReturnTable } from '../../../shared/ssda903/types.ts';

const table = (file: string, ...lines: string[]): ReturnTable => ({ file, rows: lines.map((line) => line.split(',')) });
const options = { pseudonymise: (child: string) => `key-${child}` };
const head = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN';

describe('which file it is', () => {
  test.each([
    ['CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB', 'header'],
    [head, 'episodes'],
    ['CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC', 'episodes'],
    ['rec,dec,place_provider,place,ls,rne,decom,child,LA,YEAR', 'episodes'],
    ['\uFEFFCHILD,SEX,DOB,DUC', 'uasc'],
    ['CHILD,DOB,IN_TOUCH,ACTIV,ACCOM', 'oc3'],
    ['CHILD,DOB,REVIEW,REVIEW_CODE', 'not-needed'],
    ['CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON', 'not-needed'],
    ['CHILD,DOB,MISSING,MIS_START,MIS_END', 'not-needed'],
    ['CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED', 'not-needed'],
  ])('%s', (line, kind) => {
    expect(detectReturnTable(table('x.csv', line))?.kind).toBe(kind);
  });
  test('a header row further down is found; nothing in 20 rows is no file of the return', () => {
    expect(detectReturnTable(table('x.csv', 'Council return', '', head))?.headerRow).toBe(2);
    expect(detectReturnTable(table('x.csv', ...Array(20).fill('a,b'), head))).toBeNull();
    expect(detectReturnTable({ file: 'x.csv', rows: [] })).toBeNull();
  });
});

describe('dates', () => {
  test.each([
    ['01/04/2023', { kind: 'date', date: '2023-04-01', iso: false }],
    ['2023-04-01', { kind: 'date', date: '2023-04-01', iso: true }],
    ['2023-04-01T00:00:00', { kind: 'date', date: '2023-04-01', iso: true }],
    ['29/02/2024', { kind: 'date', date: '2024-02-29', iso: false }],
    ['29/02/2023', { kind: 'invalid', monthFirst: false }],
    ['04/13/2023', { kind: 'invalid', monthFirst: true }],
    ['1/4/2023', { kind: 'date', date: '2023-04-01', iso: false }],
    ['01/04/23', { kind: 'invalid', monthFirst: false }],
    ['01.04.2023', { kind: 'date', date: '2023-04-01', iso: false }],
    ['45017', { kind: 'date', date: '2023-04-01', iso: false }],
    ['01/04/0023', { kind: 'out-of-window' }],
    ['', { kind: 'blank' }],
    ['NULL', { kind: 'blank' }],
    ['n/a', { kind: 'blank' }],
  ])('%s', (cell, reading) => {
    expect(readReturnDate(cell)).toEqual(reading);
  });
});

describe('reading', () => {
  test('only the needed columns leave the parser, and no identifier', () => {
    const parsed = parseReturn(
      [
        table(
          'header.csv',
          'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
          '77001,1,13/06/2010,WBRI,A123456789012,1,01/02/2020',
        ),
        table('episodes.csv', head, '77001,01/05/2022,S,C2,N1,U6,PR4,,,CARPL,AB1 2CD,EF3 4GH,SC123456'),
        table('uasc.csv', 'CHILD,SEX,DOB,DUC', '77001,1,13/06/2010,'),
      ],
      { pseudonymise: () => 'pseudonym' },
    );
    expect(parsed.episodes).toEqual([
      {
        file: 'episodes.csv',
        line: 2,
        order: 0,
        childKey: 'pseudonym',
        year: '2022/23',
        decom: '2022-05-01',
        dec: null,
        rne: 'S',
        ls: 'C2',
        place: 'U6',
        provider: 'PR4',
        rec: '',
      },
    ]);
    const all = JSON.stringify(parsed);
    for (const secret of [
      '77001',
      'WBRI',
      'A123456789012',
      'AB1 2CD',
      'EF3 4GH',
      'SC123456',
      'N1',
      'CARPL',
      '2010-06-13',
    ]) {
      expect(all).not.toContain(secret);
    }
    expect(parsed.headers[0]?.birth).toBe('2010-06-01');
  });

  test('birth dates are kept to the day only when told', () => {
    const tables = [table('header.csv', 'CHILD,SEX,DOB', '1,1,13/06/2010')];
    expect(parseReturn(tables, { ...options, birth: 'day' }).headers[0]?.birth).toBe('2010-06-13');
  });

  test('what cannot be read is listed with its line, and never repeats free text', () => {
    const { episodes, changes } = parseReturn(
      [
        table(
          'e.csv',
          head,
          '1,2023-05-01,S,C2,N1,U6,PR4,,,,,,',
          '2,04/13/2022,S,C2,N1,U6,PR4,,,,,,',
          '3,J. Smith,S,C2,N1,U6,PR4,,,,,,',
          ',01/05/2022,S,C2,N1,U6,PR4,,,,,,',
          '5,,S,C2,N1,U6,PR4,,,,,,',
          '6,01/05/2022,S,C2,N1,U6,PR4,,,,,,,shifted',
          ',,,,,,,,,,,,',
          '7,01/05/1022,S,C2,N1,U6,PR4,,,,,,',
          '8,01/05/2022,,,N1,U6,PR4,31/02/2023,,,,,',
        ),
      ],
      options,
    );
    expect(episodes.map((row) => row.childKey)).toEqual(['key-1']);
    expect(changes.map((item) => [item.line, item.rule, item.action])).toEqual([
      [3, 'day-month-suspected', 'quarantined'],
      [4, 'date-invalid', 'quarantined'],
      [5, 'child-missing', 'quarantined'],
      [6, 'date-missing', 'quarantined'],
      [7, 'row-ragged', 'quarantined'],
      [9, 'date-out-of-window', 'quarantined'],
      [10, 'day-month-suspected', 'quarantined'],
      [0, 'date-iso', 'noted'],
      [0, 'day-month-suspected', 'noted'],
    ]);
    expect(JSON.stringify(changes)).not.toContain('Smith');
  });

  test('a column the file lacks is told once', () => {
    const { changes } = parseReturn(
      [table('e.csv', 'CHILD,DECOM,DEC,PLACE,RNE,LS,REC', '1,01/05/2022,,U6,S,C2,')],
      options,
    );
    expect(changes.map((item) => [item.rule, item.column])).toEqual([['column-missing', 'PLACE_PROVIDER']]);
  });

  test('blank legal status is told once for the file', () => {
    const { changes } = parseReturn(
      [table('e.csv', head, '1,01/05/2022,S,,N1,U6,PR4,,,,,,', '2,01/05/2022,S,,N1,U6,PR4,,,,,,')],
      options,
    );
    expect(changes.map((item) => item.message)).toEqual([
      '2 rows have no LS and are counted as not being short breaks',
    ]);
  });

  test('care leavers are counts by accommodation only', () => {
    const { parsed, demandSeries } = importReturn(
      [
        table('2023-24/episodes.csv', head, '1,01/05/2023,S,C2,N1,U6,PR4,,,,,,'),
        table(
          '2023-24/oc3.csv',
          'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM',
          '1,01/01/2004,YES,F1,B1',
          '2,01/01/2004,YES,F1,B1',
          '3,01/01/2004,NO,,',
        ),
      ],
      options,
    );
    const { careLeavers } = parsed;
    expect(demandSeries.map(({ measure, month, value }) => [measure, month, value])).toEqual([
      ['care-leavers', '2024-03-01', 3],
    ]);
    expect(careLeavers).toEqual([
      { year: '2023/24', accommodation: 'B1', children: 2 },
      { year: '2023/24', accommodation: 'not stated', children: 1 },
    ]);
  });
});

test('care leavers of a file whose year cannot be told are in no count, and it is said', () => {
  const { demandSeries, changes } = importReturn(
    [table('oc3.csv', 'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM', '1,01/01/2004,YES,F1,B1')],
    options,
  );
  expect(demandSeries).toEqual([]);
  expect(changes.map((item) => item.rule)).toEqual(['year-unknown']);
});

describe('collection years', () => {
  const year = (name: string, ...dates: string[]) =>
    table(`${name}/episodes.csv`, head, ...dates.map((date, at) => `${at},${date},S,C2,N1,U6,PR4,,,,,,`));
  test('proven by the dates, files read in order of year', () => {
    const { episodes } = parseReturn([year('b', '31/03/2024'), year('a', '31/03/2023')], options);
    expect(episodes.map((row) => [row.year, row.file, row.order])).toEqual([
      ['2022/23', 'a/episodes.csv', 0],
      ['2023/24', 'b/episodes.csv', 1],
    ]);
  });
  test('the end date counts too', () => {
    const { files } = parseReturn([table('e.csv', head, '1,01/05/2022,S,C2,N1,U6,PR4,05/04/2023,E4A,,,,')], options);
    expect(files[0]?.year).toBe('2023/24');
  });
  test('a lone late date is a slip, an unproven year is asked, a stated year is checked, a repeated year is told', () => {
    const lone = year('a', ...Array(12).fill('01/05/2022'), '01/05/2026');
    const slip = parseReturn([lone], options);
    expect(slip.files[0]?.year).toBe('2022/23');
    expect(slip.changes.map((item) => item.rule)).toContain('date-after-year');
    const unproven = parseReturn([year('a', ...Array(5).fill('01/05/2022'), '01/05/2023', '01/06/2023')], options);
    expect(unproven.unplaced).toMatchObject([{ file: 'a/episodes.csv' }]);
    expect(unproven.episodes).toEqual([]);
    const stated = parseReturn([year('a', '01/05/2023')], { ...options, year: '2022/23' });
    expect(stated.changes.map((item) => item.rule)).toContain('year-mismatch');
    const twice = parseReturn([year('a', '01/05/2022'), year('b', '01/05/2022')], options);
    expect(twice.changes.map((item) => item.rule)).toContain('year-duplicated');
  });
  test('header and UASC files take the year of the episodes beside them, of their path, or of a YEAR column', () => {
    const birth = ['CHILD,SEX,DOB', '1,1,01/01/2010'];
    const beside = parseReturn(
      [table('x/header.csv', ...birth), year('x', '01/05/2022'), year('y', '01/05/2023')],
      options,
    );
    expect(beside.headers[0]?.year).toBe('2022/23');
    const flat = parseReturn(
      [
        table('header_2023-24.csv', ...birth),
        table('episodes_1.csv', head, '1,01/05/2022,S,C2,N1,U6,PR4,,,,,,'),
        table('episodes_2.csv', head, '1,01/05/2023,S,C2,N1,U6,PR4,,,,,,'),
      ],
      options,
    );
    expect(flat.headers[0]?.year).toBe('2023/24');
    const column = parseReturn([table('header.csv', 'CHILD,SEX,DOB,YEAR', '1,1,01/01/2010,2022')], options);
    expect(column.headers[0]?.year).toBe('2021/22');
  });
});
