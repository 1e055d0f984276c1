import type { PartReader } from './book-parts.ts';
import { walkXml } from './xml-stream.ts';

/** Formats that every workbook knows by number and does not write down. */
const builtIn: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy hh:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
};
// Dates in the calendars of other languages.
for (const id of [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]) builtIn[id] = 'yyyy-mm-dd';

/** The number format of each style of cells, by the style's number; empty where the workbook has no styles. */
export function cellFormats(part: PartReader, path: string): string[] {
  const bytes = part(path);
  if (!bytes) return [];
  const own = new Map<number, string>();
  const formats: number[] = [];
  let within = false;
  walkXml(bytes, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') within = true;
      else if (name === 'xf' && within) formats.push(Number(attributes.numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') within = false;
    },
  });
  return formats.map((id) => own.get(id) ?? builtIn[id] ?? 'General');
}
