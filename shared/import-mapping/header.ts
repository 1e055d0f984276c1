import { splitUnit } from '../cells/unit.ts';

const normal = new Map<string, string>();
const mostRemembered = 5000;

/** A header for comparing: lower case, single spaces, no unit. Every register is tried on the same few headers. */
export function normalHeader(header: string): string {
  const known = normal.get(header);
  if (known !== undefined) return known;
  const made = normalised(header);
  if (normal.size >= mostRemembered) normal.clear();
  if (header.length <= 200) normal.set(header, made);
  return made;
}

function normalised(header: string): string {
  return splitUnit(header)
    .name.toLowerCase()
    .replace(/[\s_\u00a0]+/g, ' ')
    .replace(/[:*?]+$/, '')
    .trim();
}

/** The headers of a table as they are remembered: each once, in alphabetical order, without units or blanks. */
export const headersOf = (row: readonly string[]): string[] =>
  [...new Set(row.map(normalHeader))].filter((header) => header !== '').sort();

/** One text for one set of headers, whatever their order, case or unit. */
export const fingerprint = (row: readonly string[]): string => headersOf(row).join(' | ');
