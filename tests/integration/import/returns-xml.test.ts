import { expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { service } from './helpers.ts';

type Episode = { child: number; decom: string; place: string; dec?: string; rec?: string };
/** Years of one family of histories: a child stays over year ends, one moves, one leaves and comes back. */
const histories: Episode[] = [
  { child: 1, decom: '2014-06-01', place: 'U4', dec: '2017-09-05', rec: 'X1' },
  { child: 1, decom: '2017-09-05', place: 'K2' },
  { child: 2, decom: '2016-01-11', place: 'U1', dec: '2016-12-20', rec: 'E4A' },
  { child: 2, decom: '2018-05-14', place: 'U4' },
  { child: 3, decom: '2019-02-03', place: 'H5', dec: '2020-03-31', rec: 'E9' },
];
const births: Record<number, string> = { 1: '2010-05-02', 2: '2012-06-03', 3: '2004-11-20' };
const british = (date: string) => date.split('-').reverse().join('/');

/** What the return that ends in `last` says: episodes open within its year, ends after it not yet known. */
const said = (last: number): Episode[] =>
  histories.flatMap((one) => {
    const [first, end] = [`${last - 1}-04-01`, `${last}-03-31`];
    if (one.decom > end || (one.dec !== undefined && one.dec < first)) return [];
    return [one.dec !== undefined && one.dec > end ? { child: one.child, decom: one.decom, place: one.place } : one];
  });

function csvReturn(last: number) {
  const rows = said(last);
  const children = [...new Set(rows.map(({ child }) => child))];
  const text = (lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`);
  // The columns of the collection: homes' postcodes until 2017, the school's number before, a reason of change after it.
  const more = last < 2016 ? ',UPN_DUMMY' : ',REASON_PLACE_CHANGE,URN';
  const blanks = last < 2016 ? ',' : ',,';
  return [
    {
      name: `${last}/header.csv`,
      bytes: text(['CHILD,SEX,DOB', ...children.map((child) => `${child},1,${british(births[child] ?? '')}`)]),
    },
    {
      name: `${last}/episodes.csv`,
      bytes: text([
        `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC${more}`,
        ...rows.map(
          (one) =>
            `${one.child},${british(one.decom)},S,C2,N1,${one.place},PR4,${one.dec ? british(one.dec) : ''},${one.rec ?? ''}${blanks}`,
        ),
      ]),
    },
  ];
}

function xmlReturn(last: number) {
  const rows = said(last);
  const children = [...new Set(rows.map(({ child }) => child))].map((child) => {
    const episodes = rows
      .filter((one) => one.child === child)
      .map(
        (one) =>
          `<EPISODE><DECOM>${one.decom}</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PLACE>${one.place}</PLACE><PLACE_PROVIDER>PR4</PLACE_PROVIDER>${one.dec ? `<DEC>${one.dec}</DEC><REC>${one.rec}</REC>` : ''}</EPISODE>`,
      );
    return `<CHILD><HEADER><CHILDID>${child}</CHILDID><SEX>1</SEX><DOB>${births[child]}</DOB></HEADER>${episodes.join('')}</CHILD>`;
  });
  const text = `<?xml version="1.0" encoding="utf-8"?><Message><Header><CollectionDetails><Collection>SSDA903</Collection><Year>${last}</Year></CollectionDetails></Header><SSDA903>${children.join('')}</SSDA903></Message>`;
  return [{ name: `return-${last}.xml`, bytes: Buffer.from(text) }];
}

type Files = { name: string; bytes: Buffer }[];

async function placementsAfter(deliveries: Files[]) {
  const { store, imports } = await service();
  for (const files of deliveries) {
    const preview = await imports.preview(files);
    for (const file of preview.files) expect(file.failure).toBeNull();
    imports.commit(preview.token);
  }
  return readSnapshot(store)
    .placements.map(({ id: _, ...row }) => row)
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));
}

const years = Array.from({ length: 10 }, (_, at) => 2015 + at);

test.each(years)('the return of %i comes to the same placements as CSV and as XML', async (last) => {
  const placements = await placementsAfter([csvReturn(last)]);
  expect(placements).toEqual(await placementsAfter([xmlReturn(last)]));
  // Counted without the code: a placement for every different child and start of the year's episodes.
  const starts = said(last).map(({ child, decom }) => `${child} ${decom}`);
  expect(placements).toHaveLength(new Set(starts).size);
});

test('five years give the same placements together, year by year in any order, and twice', async () => {
  const five = [2016, 2017, 2018, 2019, 2020];
  const together = await placementsAfter([five.flatMap(csvReturn)]);
  expect(together.map(({ start, end }) => [start, end]).sort()).toEqual(
    histories.map(({ decom, dec }) => [decom, dec ?? null]).sort(),
  );
  for (const order of [five, [...five].reverse(), [2018, 2016, 2020, 2017, 2019]]) {
    expect(await placementsAfter(order.map(xmlReturn)), order.join()).toEqual(together);
    expect(await placementsAfter(order.map(csvReturn)), order.join()).toEqual(together);
  }
  expect(await placementsAfter([...five.map(csvReturn), ...five.map(csvReturn)])).toEqual(together);
});
