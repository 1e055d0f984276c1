import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { overlapDays } from '../../../shared/model/calendar.ts';
import { importReturn } from '../../../shared/ssda903/return.ts';
import type { ReturnChange, ReturnTable } from '../../../shared/ssda903/types.ts';

const options = { pseudonymise: (child: string) => `key-${child}`, year: '2022/23' };
const british = (date: string | null) => (date === null ? '' : date.split('-').reverse().join('/'));
const header = (...children: [string, string][]): ReturnTable => ({
  file: '2023/header.csv',
  rows: [['CHILD', 'SEX', 'DOB'], ...children.map(([child, birth]) => [child, '1', british(birth)])],
});
const columns = ['CHILD', 'DECOM', 'RNE', 'LS', 'PLACE', 'PLACE_PROVIDER', 'DEC', 'REC'];
type Line = [child: string, decom: string, dec: string | null, place: string, more?: Partial<Record<string, string>>];
const episodes = (...lines: Line[]): ReturnTable => ({
  file: '2023/episodes.csv',
  rows: [
    columns,
    ...lines.map(([child, decom, dec, place, more = {}]) => {
      const cells: Record<string, string> = {
        CHILD: child,
        DECOM: british(decom),
        RNE: 'S',
        LS: 'C2',
        PLACE: place,
        PLACE_PROVIDER: 'PR1',
        DEC: british(dec),
        REC: dec === null ? '' : 'X1',
        ...more,
      };
      return columns.map((name) => cells[name] ?? '');
    }),
  ],
});
const rules = (changes: readonly ReturnChange[], action?: string) =>
  changes.filter((item) => action === undefined || item.action === action).map((item) => item.rule);

describe('case 903-01', () => {
  const cases = JSON.parse(readFileSync(new URL('../../fixtures/cases/demand.json', import.meta.url), 'utf8')).cases;
  const { given, expect: wanted } = cases.find((item: { id: string }) => item.id === '903-01');
  const rows = given['episodes(child,DECOM,DEC,PLACE,REC)'] as [string, string, string | null, string, string | null][];
  // The case gives no birth dates, legal status or provider: births are set so that no rule about age is met.
  const births = [...new Set(rows.map(([child]) => child))].map((child): [string, string] => [child, '2006-05-15']);
  const table: ReturnTable = {
    file: 'episodes.csv',
    rows: [
      ['CHILD', 'DECOM', 'DEC', 'PLACE', 'REC'],
      ...rows.map(([child, decom, dec, place, rec]) => [child, british(decom), british(dec), place, rec ?? '']),
    ],
  };
  const result = importReturn([header(...births), table], { ...options, dataDate: '2023-03-31' });

  test('stock on each date', () => {
    const stock = (given.dates as string[]).map(
      (date) => result.placements.filter((row) => row.start <= date && (row.end === null || row.end > date)).length,
    );
    expect(stock).toEqual(wanted.stock);
  });

  test('the two warnings, word for word', () => {
    const changed = result.changes.filter((item) => item.action === 'truncated' || item.action === 'dropped');
    const message = changed.map((item) => `${item.childKey.replace('key-', '')}: ${item.message}`);
    expect(message.sort()).toEqual([...wanted.warnings].sort());
    expect(result.changes.filter((item) => item.action === 'quarantined')).toEqual([]);
  });

  test('child-days of A', () => {
    const days = result.placements
      .filter((row) => row.childKey === 'key-A')
      .reduce((sum, row) => sum + overlapDays(row.start, row.end, '2022-04-01', '2023-04-01'), 0);
    expect(days).toBe(wanted.child_days_A_2022_23);
  });
});

describe('cleaning, step by step', () => {
  const child: [string, string] = ['1', '2012-03-20'];
  const run = (...lines: Line[]) => importReturn([header(child), episodes(...lines)], options);

  test('same start keeps the latest end, and says whether the row was carried on or differs', () => {
    const carried = run(['1', '2022-05-01', null, 'U6'], ['1', '2022-05-01', '2022-08-01', 'U6']);
    expect(carried.placements.map((row) => row.end)).toEqual(['2022-08-01']);
    const differs = run(['1', '2022-05-01', '2022-07-01', 'K2'], ['1', '2022-05-01', '2022-08-01', 'U6']);
    expect(differs.placements.map((row) => [row.end, row.groupCode])).toEqual([['2022-08-01', 'foster-in-house']]);
    const entry = differs.changes.find((item) => item.rule === 'same-start');
    expect(entry).toMatchObject({
      action: 'dropped',
      severity: 'warn',
      childKey: 'key-1',
      file: '2023/episodes.csv',
      line: 2,
      before: '2022-05-01 to 2022-07-01, K2 PR1',
      after: '2022-05-01 to 2022-08-01, U6 PR1',
    });
    const repeated = run(['1', '2022-05-01', null, 'U6'], ['1', '2022-05-01', null, 'U6']);
    expect(rules(repeated.changes, 'dropped')).toEqual(['duplicate-row']);
  });

  test('same end keeps the earliest start', () => {
    const { placements, changes } = run(
      ['1', '2022-06-01', '2022-08-01', 'K2'],
      ['1', '2022-05-01', '2022-08-01', 'U6'],
    );
    expect(placements.map((row) => [row.start, row.end])).toEqual([['2022-05-01', '2022-08-01']]);
    expect(rules(changes, 'dropped')).toEqual(['same-end']);
  });

  test('an overlap is cut at the next start', () => {
    const { placements, changes } = run(['1', '2022-05-01', '2022-09-01', 'U6'], ['1', '2022-07-01', null, 'K2']);
    expect(placements.map((row) => [row.start, row.end])).toEqual([
      ['2022-05-01', '2022-07-01'],
      ['2022-07-01', null],
    ]);
    expect(changes.find((item) => item.action === 'truncated')?.message).toBe(
      'episode that ends 2022-09-01 truncated at next DECOM 2022-07-01 (rule 142/501)',
    );
  });

  test('a T code takes the group before, and only when it follows on', () => {
    const follows = run(
      ['1', '2022-05-01', '2022-06-01', 'K2'],
      ['1', '2022-06-01', '2022-06-10', 'T1', { RNE: 'T', PLACE_PROVIDER: '' }],
      ['1', '2022-06-10', null, 'K2', { RNE: 'T' }],
    );
    expect(follows.placements.map((row) => row.groupCode)).toEqual(Array(3).fill('residential-in-house'));
    const alone = run(['1', '2022-05-01', '2022-06-01', 'K2'], ['1', '2022-06-20', null, 'T1', { PLACE_PROVIDER: '' }]);
    expect(alone.placements).toHaveLength(1);
    expect(rules(alone.changes, 'quarantined')).toEqual(['380/381']);
  });

  test('a change of legal status only is one placement', () => {
    const { placements, changes } = run(
      ['1', '2022-05-01', '2022-06-01', 'U6', { LS: 'C1' }],
      ['1', '2022-06-01', null, 'U6', { RNE: 'L' }],
    );
    expect(placements.map((row) => [row.reference, row.end])).toEqual([['key-1:2022-05-01', null]]);
    expect(rules(changes, 'merged')).toEqual(['legal-status-only']);
  });

  test('short breaks are marked and kept apart', () => {
    const { placements, cleaned } = run(['1', '2022-05-01', '2022-05-04', 'U6', { LS: 'V3', REC: 'E8' }]);
    expect(placements.map((row) => row.shortBreak)).toEqual([1]);
    expect(cleaned.counts.shortBreaks).toBe(1);
  });

  test('an open episode ends at 18; an end later than 18 is cut, one in the month of the birthday stands', () => {
    const adult: [string, string] = ['1', '2004-09-20'];
    const of = (dec: string | null, birth: 'month' | 'day') =>
      importReturn([header(adult), episodes(['1', '2022-05-01', dec, 'U6'])], {
        ...options,
        birth,
        dataDate: '2023-03-31',
      }).placements[0]?.end;
    expect([of(null, 'month'), of(null, 'day')]).toEqual(['2022-09-01', '2022-09-20']);
    expect([of('2022-12-01', 'month'), of('2022-12-01', 'day')]).toEqual(['2022-09-01', '2022-09-20']);
    expect([of('2022-09-20', 'month'), of('2022-09-20', 'day')]).toEqual(['2022-09-20', '2022-09-20']);
    expect(of('2022-08-20', 'month')).toBe('2022-08-20');
  });

  test('the edges of a life in care: the day of birth, the 18th birthday, the data date', () => {
    const of = (birth: string, decom: string, dataDate: string) => {
      const told = { ...options, birth: 'day' as const, dataDate };
      const { placements, changes } = importReturn([header(['1', birth]), episodes(['1', decom, null, 'U6'])], told);
      return [placements[0]?.end, ...rules(changes, 'quarantined')];
    };
    expect(of('2022-05-01', '2022-05-01', '2023-03-31')).toEqual([null]);
    expect(of('2022-05-02', '2022-05-01', '2023-03-31')).toEqual([undefined, '302']);
    expect(of('2004-05-01', '2022-05-01', '2023-03-31')).toEqual([undefined, '352']);
    expect(of('2004-05-02', '2022-05-01', '2023-03-31')).toEqual(['2022-05-02']);
    expect(of('2005-03-31', '2022-05-01', '2023-03-31')).toEqual(['2023-03-31']);
    expect(of('2005-04-01', '2022-05-01', '2023-03-31')).toEqual([null]);
  });

  test('a change of provider is a placement of its own, whatever RNE says, in one group or two', () => {
    const groups = (before: string, after: string) =>
      run(
        ['1', '2022-05-01', '2022-06-01', 'U6', { PLACE_PROVIDER: before }],
        ['1', '2022-06-01', null, 'U6', { RNE: 'L', PLACE_PROVIDER: after }],
      ).placements.map((row) => row.groupCode);
    expect(groups('PR1', 'PR4')).toEqual(['foster-in-house', 'foster-agency']);
    expect(groups('PR4', 'PR5')).toEqual(['foster-agency', 'foster-agency']);
    expect(groups('PR4', 'PR4')).toEqual(['foster-agency']);
  });

  test('what is no code at all is not kept: it may be a postcode in the wrong column', () => {
    const result = run(['1', '2022-05-01', null, 'AB1 2CD'], ['1', '2022-06-01', null, 'U6', { LS: 'Smith, J' }]);
    expect(rules(result.changes, 'quarantined')).toEqual(['code-unknown', 'code-unknown']);
    expect(JSON.stringify(result)).not.toMatch(/AB1 2CD|SMITH/i);
  });

  test('provider decides the group; without one the group says so', () => {
    const group = (place: string, provider: string) =>
      run(['1', '2022-05-01', null, place, { PLACE_PROVIDER: provider }]).placements[0]?.groupCode;
    expect(['PR1', 'PR2', 'PR4', 'PR5', ''].map((provider) => group('U4', provider))).toEqual([
      'foster-in-house',
      'foster-agency',
      'foster-agency',
      'foster-agency',
      'foster-unstated',
    ]);
    expect(group('K2', 'PR4')).toBe('residential-external');
    expect(
      run(['1', '2022-05-01', null, 'U4', { PLACE_PROVIDER: '' }]).placementGroups.map((row) => row.code),
    ).toContain('foster-unstated');
    expect(run(['1', '2022-05-01', null, 'U4']).placementGroups.map((row) => row.code)).not.toContain(
      'foster-unstated',
    );
  });

  test('the report counts rows and children by rule', () => {
    const two = importReturn(
      [
        header(child, ['2', '2013-01-01']),
        episodes(
          ['1', '2022-05-01', '2022-05-01', 'U6'],
          ['1', '2022-06-01', '2022-06-01', 'U6'],
          ['2', '2022-05-01', '2022-05-01', 'U6'],
        ),
      ],
      options,
    );
    expect(two.report.find((line) => line.rule === '355')).toMatchObject({ action: 'dropped', rows: 3, children: 2 });
  });
});

describe('findings that change nothing', () => {
  const run = (...lines: Line[]) =>
    rules(importReturn([header(['1', '2008-03-20']), episodes(...lines)], options).changes);
  test.each<[string, Line[]]>([
    ['146', [['1', '2022-05-01', null, 'K3']]],
    ['148', [['1', '2022-05-01', '2022-06-01', 'U6', { REC: '' }]]],
    ['148', [['1', '2022-05-01', null, 'U6', { REC: 'E4A' }]]],
    ['213/526', [['1', '2022-05-01', null, 'U6', { PLACE_PROVIDER: '' }]]],
    ['527-531/550', [['1', '2022-05-01', null, 'U6', { PLACE_PROVIDER: 'PR0' }]]],
    ['370/371', [['1', '2022-05-01', null, 'H5']]],
    ['388', [['1', '2022-05-01', '2022-06-01', 'U6']]],
    ['432/433', [['1', '2022-05-01', null, 'U6', { RNE: 'P' }]]],
    [
      '434/435/436',
      [
        ['1', '2022-05-01', '2022-06-01', 'U6'],
        ['1', '2022-06-01', null, 'K2', { RNE: 'L' }],
      ],
    ],
    [
      '437',
      [
        ['1', '2022-05-01', '2022-06-01', 'U6', { REC: 'E2' }],
        ['1', '2022-07-01', null, 'K2'],
      ],
    ],
  ])('rule %s', (rule, lines) => {
    expect(run(...lines)).toContain(rule);
  });
  test('a sound history has none', () => {
    expect(
      run(
        ['1', '2022-05-01', '2022-06-01', 'U6'],
        ['1', '2022-06-01', '2022-08-01', 'K2', { RNE: 'P', PLACE_PROVIDER: 'PR4', REC: 'E4A' }],
        ['1', '2022-12-01', null, 'U6'],
      ),
    ).toEqual([]);
  });
});
