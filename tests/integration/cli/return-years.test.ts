/** Returns of several years in every order, and again; slips and corrections; what a later return takes away. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { withWorkspace } from '../../../electron/services/command-line/workspace.ts';
import { seeded } from '../../support/seeded.ts';
import { outturn, temporaryFolder } from './command-line.ts';

type Episode = { child: number; decom: string; dec: string | null; rec: string; place: string };
const british = (date: string) => date.split('-').reverse().join('/');
const later = (date: string, days: number) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** Sixty children with one to four placements each, from 2013 on; the same every time. */
const { histories, births } = made();
function made() {
  const next = seeded(14);
  const draw = (below: number) => Math.floor(next() * below);
  const histories: Episode[] = [];
  const births: Record<number, string> = {};
  for (let child = 1; child <= 60; child += 1) {
    const birth = later('2002-01-01', draw(5000));
    births[child] = birth;
    const adult = `${Number(birth.slice(0, 4)) + 18}${birth.slice(4) === '-02-29' ? '-03-01' : birth.slice(4)}`;
    let decom = later('2013-01-01', draw(3000));
    if (decom <= birth) decom = later(birth, 40);
    const moves = draw(4);
    for (let at = 0; at <= moves && decom < adult; at += 1) {
      const dec = later(decom, 20 + draw(500));
      const last = at === moves || dec >= adult;
      const place = ['U4', 'U1', 'K2', 'R1', 'S1'][draw(5)] ?? 'U4';
      const ended = last && dec < adult && draw(3) === 0 ? null : dec < adult ? dec : adult;
      histories.push({ child, decom, dec: ended, rec: ended === null ? '' : last ? 'E4A' : 'X1', place });
      decom = dec;
    }
  }
  return { histories, births };
}

/** What the return that ends in March of `last` says of them. */
const said = (last: number): Episode[] =>
  histories.flatMap((one) => {
    const [first, end] = [`${last - 1}-04-01`, `${last}-03-31`];
    if (one.decom > end || (one.dec !== null && one.dec < first)) return [];
    return [one.dec !== null && one.dec > end ? { ...one, dec: null, rec: '' } : one];
  });

/** The columns of the collection: no reason of a change of placement and no URN before 2015/16. */
function files(last: number, rows = said(last)): Record<string, string> {
  const children = [...new Set(rows.map(({ child }) => child))];
  const more = last < 2016 ? ['HOME_POST', 'PL_POST'] : ['REASON_PLACE_CHANGE', 'HOME_POST', 'PL_POST', 'URN'];
  const sex = last < 2025 ? '1' : 'M';
  return {
    'Header.csv': [
      'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
      ...children.map((child) => `9000${child},${sex},${british(births[child] ?? '')},WBRI,,,`),
    ].join('\n'),
    'Episodes.csv': [
      `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,${more.join(',')}`,
      ...rows.map(
        (one) =>
          `9000${one.child},${british(one.decom)},S,C2,N1,${one.place},PR4,${one.dec ? british(one.dec) : ''},${one.rec}${more.map(() => ',').join('')}`,
      ),
    ].join('\n'),
    'Reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE',
  };
}

function council() {
  const folder = temporaryFolder();
  const copy = join(folder, 'copy.sqlite');
  writeFileSync(join(folder, 'key'), `${'a'.repeat(64)}\n`);
  const put = (name: string, content: Record<string, string>) => {
    const at = join(folder, 'in', name);
    mkdirSync(at, { recursive: true });
    for (const [file, text] of Object.entries(content)) writeFileSync(join(at, file), `${text}\n`);
    return at;
  };
  const bring = (path: string, ...args: string[]) =>
    outturn('import', path, '--workspace', copy, '--child-key', join(folder, 'key'), '--birth-date', 'day', ...args);
  const environment = {
    version: '0',
    clock: () => new Date(),
    paths: { sampleCouncil: '', fonts: '', worker: '', outputs: '' },
    out: () => {},
    err: () => {},
  };
  const placements = () =>
    withWorkspace(copy, environment, false, async (store) =>
      readSnapshot(store)
        .placements.map((row) =>
          [row.childKey, row.birthDate, row.groupCode, row.start, row.end, row.endReason].join(' '),
        )
        .sort(),
    );
  const stock = async (on: string) => {
    const run = await outturn('stock', '--workspace', copy, '--on', on, '--json');
    return (run.json() as unknown as { dates: { total: number }[] }).dates[0]?.total;
  };
  return { folder, put, bring, placements, stock };
}

/** Counted from the histories themselves. */
const counted = (on: string) =>
  new Set(
    histories
      .filter(({ child, decom, dec }) => {
        const birth = births[child] ?? '';
        const adult = `${Number(birth.slice(0, 4)) + 18}${birth.slice(4)}`;
        return decom <= on && (dec === null || dec > on) && adult > on;
      })
      .map(({ child }) => child),
  ).size;

test.each([2015, 2016, 2018, 2020, 2022, 2023])(
  'the return of March %i alone gives the stock of that day',
  async (last) => {
    const { put, bring, stock } = council();
    const run = await bring(put(`SSDA903 ${last - 1}-${String(last).slice(2)}`, files(last)));
    expect(run.code).toBe(0);
    expect(await stock(`${last}-03-31`)).toBe(counted(`${last}-03-31`));
  },
);

const five = [2018, 2019, 2020, 2021, 2022];
const named = (last: number) => `${last - 1}-${String(last).slice(2)}`;

test('five years give the same placements together, one by one in any order, and twice', async () => {
  const together = council();
  for (const last of five) together.put(`all/${named(last)}`, files(last));
  expect((await together.bring(join(together.folder, 'in/all'))).code).toBe(0);
  const expected = await together.placements();
  for (const last of five) expect(await together.stock(`${last}-03-31`)).toBe(counted(`${last}-03-31`));
  const again = await together.bring(join(together.folder, 'in/all'));
  expect(again.code).toBe(0);
  expect(again.out).toContain('0 added, 0 changed');
  const orders = [five, [...five].reverse(), [2020, 2018, 2022, 2019, 2021]];
  const ways: ((last: number) => [string, ...string[]])[] = [
    (last) => [named(last)],
    () => ['a folder'],
    (last) => ['a folder', '--year', `${last - 1}/${String(last).slice(2)}`],
  ];
  for (const [at, order] of orders.entries()) {
    const apart = council();
    for (const last of order) {
      const [name, ...args] = ways[at]?.(last) ?? [''];
      const path = apart.put(name, files(last));
      expect([last, (await apart.bring(path, ...args)).code]).toEqual([last, 0]);
      rmSync(path, { recursive: true });
    }
    expect(await apart.placements()).toEqual(expected);
  }
});

test('folders given side by side keep their files apart', async () => {
  const one = council();
  const paths = five.map((last) => one.put(named(last), files(last)));
  const run = await outturn(
    'import',
    ...paths,
    '--workspace',
    join(one.folder, 'copy.sqlite'),
    '--child-key',
    join(one.folder, 'key'),
    '--birth-date',
    'day',
  );
  expect(run.code).toBe(0);
  for (const last of five) expect(await one.stock(`${last}-03-31`)).toBe(counted(`${last}-03-31`));
});

test('a year mistyped in one row makes no other year, and its correction takes effect on the row', async () => {
  const rows = said(2018);
  const at = rows.findIndex(({ dec }) => dec?.startsWith('2017') === true);
  const typed = rows.map((row, index) => (index === at ? { ...row, dec: `2033${row.dec?.slice(4)}` } : row));
  const slip = council();
  const run = await slip.bring(slip.put('a', files(2018, typed)));
  expect(run.code).toBe(1);
  expect(run.out).toContain('lies after the end of the return of 2017/18');
  await slip.bring(slip.put('b', files(2018)));
  const whole = council();
  await whole.bring(whole.put('c', files(2018)));
  expect(await slip.placements()).toEqual(await whole.placements());
});

test('a return that takes children away says which before and when it does, and exits 1', async () => {
  const { put, bring, placements } = council();
  await bring(put('a', files(2018)));
  const before = await placements();
  const less = files(
    2018,
    said(2018).filter(({ child }) => child % 4 !== 0),
  );
  const preview = await bring(put('b', less), '--preview');
  expect([preview.code, await placements()]).toEqual([1, before]);
  expect(preview.out).toContain('removed, for the return no longer holds it');
  const run = await bring(put('b', less));
  const gone = before.length - (await placements()).length;
  expect(run.code).toBe(1);
  expect(gone).toBeGreaterThan(0);
  expect(run.out).toContain(`${gone} placements removed`);
});

test('a folder that names another year than the dates is asked about; nothing is taken', async () => {
  const { put, bring, placements } = council();
  const run = await bring(put('SSDA903 2020-21', files(2018)));
  expect(run.code).not.toBe(0);
  expect(run.out + run.err).toContain('Say the year with --year');
  expect(await placements()).toEqual([]);
});
