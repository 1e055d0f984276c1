import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/**
 * A workbook with other numbers in the cells of some names, as a person types them: nothing else of the file is touched,
 * and no workbook library has a part in it. Cached values stay as they were.
 */
export function withNumbers(bytes: Uint8Array, numbers: Readonly<Record<string, number>>): Uint8Array {
  const files = unzipSync(bytes);
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const book = text('xl/workbook.xml');
  const leads = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship [^>]*>/g)].map(([tag]) => [
      /Id="([^"]+)"/.exec(tag)?.[1],
      /Target="([^"]+)"/.exec(tag)?.[1],
    ]),
  );
  const partOf = (sheet: string) => {
    const id = new RegExp(`<sheet name="${sheet}"[^>]* r:id="([^"]+)"`).exec(book)?.[1];
    return `xl/${leads.get(id)}`;
  };
  for (const [name, value] of Object.entries(numbers)) {
    const [, sheet = '', column = '', row = ''] =
      new RegExp(`<definedName name="${name}"[^>]*>'?([^!'<]+)'?!\\$([A-Z]+)\\$(\\d+)<`).exec(book) ?? [];
    const part = partOf(sheet);
    const before = text(part);
    const cell = new RegExp(`(<c r="${column}${row}"[^>]*?)(?: t="\\w+")?(?:/>|>.*?</c>)`);
    if (!cell.test(before)) throw new Error(`No cell ${name}`);
    files[part] = strToU8(before.replace(cell, `$1><v>${value}</v></c>`));
  }
  return zipSync(files, { level: 1 });
}
