import { type BookType, utils, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type Chance, spoilBytes } from './spoilers.ts';

type Spoiled = () => { name: string; bytes: Uint8Array };

const table = [
  ['Funder', 'Funder name'],
  ['F1', 'North'],
  ['F2', 'South'],
  ['00123', 5.25],
];

/** Old and other workbooks, spoiled: .xls of two ages, .xlsb, .ods, flat .fods; hostile repetitions and nesting among them. */
export function bookSpoiler(random: Chance): Spoiled {
  const { below, pick } = random;
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(table), 'One');
  const made = (type: BookType) => new Uint8Array(write(book, { type: 'buffer', bookType: type }) as Buffer);
  const whole = { xls: made('biff8'), xls5: made('biff5'), xlsb: made('xlsb'), ods: made('ods'), fods: made('fods') };
  const parts = unzipSync(whole.ods);
  const content = strFromU8(parts['content.xml'] ?? new Uint8Array());
  return () => {
    const kind = pick(['xls', 'xls5', 'xlsb', 'ods', 'fods', 'ods-content'] as const);
    if (kind !== 'ods-content') return { name: `book.${kind.slice(0, 4)}`, bytes: spoilBytes(whole[kind], random) };
    const count = pick(['900000000', '20000', '-1', 'x', '16384', '1e9']);
    const changed = [
      () => content.replace('<table:table-cell ', `<table:table-cell table:number-columns-repeated="${count}" `),
      () => content.replace('<table:table-row', `<table:table-row table:number-rows-repeated="${count}"`),
      () => content.replace('<table:table-cell ', `<table:table-cell table:number-columns-spanned="${count}" `),
      () => content.replace('<table:table-row>', '<table:table-row>'.repeat(1 + below(200))),
      () => strFromU8(spoilBytes(strToU8(content), random), true),
    ];
    return { name: 'book.ods', bytes: zipSync({ ...parts, 'content.xml': strToU8(pick(changed)()) }) };
  };
}

/** A return in the Department's XML, spoiled: cut, nested, with entities, with dates and codes that are none. */
export function returnXmlSpoiler(random: Chance): Spoiled {
  const { below, pick } = random;
  const child = (id: number) =>
    `<CHILD><HEADER><CHILDID>${id}</CHILDID><SEX>1</SEX><DOB>2010-05-02</DOB></HEADER><EPISODE><DECOM>2022-06-0${1 + (id % 9)}</DECOM><RNE>S</RNE><LS>C2</LS><PLACE>U4</PLACE><PLACE_PROVIDER>PR4</PLACE_PROVIDER></EPISODE></CHILD>`;
  const good = `<?xml version="1.0"?><Message><Header><Year>2023</Year></Header><SSDA903>${Array.from({ length: 30 }, (_, id) => child(id)).join('')}</SSDA903></Message>`;
  return () => {
    const changed = [
      () => spoilBytes(strToU8(good), random),
      () => strToU8(good.slice(0, below(good.length))),
      () => strToU8(good.replace('<SSDA903>', '<a>'.repeat(1 + below(20_000)))),
      () => strToU8(good.replace('<Message>', `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}">]><Message>&a;`)),
      () => strToU8(good.replaceAll('2022-06-01', pick(['9999-99-99', '0', '2122-01-01', '', 'x'.repeat(5000)]))),
      () => strToU8(good.replaceAll('CHILDID', pick(['CHILD', 'X', 'EPISODE', 'HEADER']))),
    ];
    return { name: 'return.xml', bytes: pick(changed)() };
  };
}
