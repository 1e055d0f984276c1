import { fingerprint, headersOf, normalHeader } from './header.ts';
import { alsoMapping, type TableMapping } from './mapping.ts';

/** A table as far as a mapping is chosen by it: its file without folder, its sheet, and a row that may be its headers. */
export type TableHead = { file: string; sheet: string | null; headers: readonly string[] };
/** `confidence` 0…1: 1 = the very headers it was made for. */
export type MappingMatch = { table: TableMapping; confidence: number };

/** `*` stands for any characters; case does not matter. A pattern without a folder is of the name alone. */
function fits(pattern: string | undefined, name: string | null): boolean {
  if (pattern === undefined) return true;
  if (name === null) return false;
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`, 'i').test(pattern.includes('/') ? name : name.replace(/^.*\//, ''));
}

/**
 * The mapping that is meant for a table, best first by its headers: the same headers, else every header that it reads is
 * there, and the file and sheet are those it names; and, of those made for the same headers or the same file, one for
 * each other register. Empty where none is meant.
 */
export function matchMappings(tables: readonly TableMapping[], head: TableHead): MappingMatch[] {
  const [best, ...others] = matchesOf(tables, head);
  if (!best) return [];
  const taken = new Set([best.table.register]);
  const made = ({ file, sheet, headers }: TableMapping) =>
    headers ? fingerprint(headers) : `${file ?? ''} | ${sheet ?? ''}`;
  const beside = others.filter(({ table }) => {
    if (taken.has(table.register) || made(table) !== made(best.table)) return false;
    taken.add(table.register);
    return true;
  });
  return [best, ...beside];
}

/** Mappings that fit, the best first. */
function matchesOf(tables: readonly TableMapping[], head: TableHead): MappingMatch[] {
  const have = new Set(headersOf(head.headers));
  const print = fingerprint(head.headers);
  const found: MappingMatch[] = [];
  for (const table of tables) {
    if (!fits(table.file, head.file) || !fits(table.sheet, head.sheet)) continue;
    const read = headersRead(table).map(normalHeader);
    if (read.length === 0 || !read.every((header) => have.has(header))) continue;
    const known = new Set([...(table.headers ?? []), ...(table.ignored ?? [])].map(normalHeader));
    const strange = [...have].filter((header) => !known.has(header) && !read.includes(header)).length;
    const same = table.headers !== undefined && fingerprint(table.headers) === print;
    const confidence = same ? 1 : (table.file === undefined ? 0.8 : 0.9) * (1 - strange / (2 * have.size));
    found.push({ table, confidence });
  }
  return found.sort((a, b) => b.confidence - a.confidence);
}

/** The headers of a table that a mapping reads. */
export const headersRead = ({ columns, also = {} }: TableMapping): string[] => [
  ...new Set([...Object.keys(columns), ...Object.values(also).map((entry) => alsoMapping(entry).header)]),
];

/** Of mappings meant for this file and sheet by name, the headers they read that no row of it has; empty where none is so meant. */
export function missingHeaders(
  tables: readonly TableMapping[],
  { file, sheet }: Omit<TableHead, 'headers'>,
  rows: readonly (readonly string[])[],
): string[] {
  const meant = tables.find((table) => table.file !== undefined && fits(table.file, file) && fits(table.sheet, sheet));
  if (!meant) return [];
  const absent = rows.map((row) => {
    const have = new Set(headersOf(row));
    return headersRead(meant).filter((header) => !have.has(normalHeader(header)));
  });
  return absent.reduce((least, one) => (one.length < least.length ? one : least), headersRead(meant));
}
