import { normalHeader } from '../../../shared/import-mapping/header.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Aside, lineOf, nameOf, type SourceTable } from './source-table.ts';

/** Headers of the authority whose row it is; where a child was placed is another matter. */
const authorityHeader =
  /^((responsible|placing|home|owning) )?(la|lea|lad|local authority|local education authority|authority|council)( (code|name|number|no|id|ons code))?$/;

const loose = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ');

/** What a table says of whose it is: the header that says it, and the authority whose rows are read. */
export type OfAuthority = { table: SourceTable; header: string | null; authority: string | null; left: string[] };

/**
 * The rows of one authority of a table whose column says whose each row is. Throws `several-authorities` where it holds
 * more than one and none was asked for, or none of the one that was: two councils are never mixed. A row that names none
 * beside others that do is set aside. `taken`: columns that are read as something else, so that they say no authority.
 */
export function ofOneAuthority(
  table: SourceTable,
  headerRow: number,
  asked: string | null,
  taken: ReadonlySet<number> = new Set(),
): OfAuthority {
  const headers = table.rows[headerRow] ?? [];
  const index = headers.findIndex((header, at) => !taken.has(at) && authorityHeader.test(normalHeader(header)));
  if (index < 0) return { table, header: null, authority: null, left: [] };
  const header = headers[index]?.trim() ?? '';
  const counts = new Map<string, { name: string; rows: number }>();
  const body = table.rows.flatMap((cells, at) =>
    at > headerRow && cells.some((cell) => cell.trim() !== '') ? [{ at, name: (cells[index] ?? '').trim() }] : [],
  );
  for (const { name } of body) {
    if (name === '') continue;
    const known = counts.get(loose(name));
    counts.set(loose(name), { name: known?.name ?? name, rows: (known?.rows ?? 0) + 1 });
  }
  if (counts.size === 0) return { table, header: null, authority: null, left: [] };
  const found = asked === null ? [...counts.values()][0] : counts.get(loose(asked));
  if (!found || (asked === null && counts.size > 1)) throw refused(table, header, [...counts.values()], asked);
  const strangers = body.filter(({ name }) => loose(name) !== loose(found.name));
  if (strangers.length === 0) return { table, header, authority: found.name, left: [] };
  const out = new Set(strangers.map(({ at }) => at));
  const unnamed = strangers.filter(({ name }) => name === '');
  const asides = unnamed.map(({ at }): Aside => {
    const line = lineOf(table, at);
    const message = `Row ${line}, ${header}: names no authority, and other rows do, so it was set aside.`;
    return { line, code: 'authority-missing', message, rejects: true, pence: 0, cells: table.rows[at] ?? [] };
  });
  const others = strangers.length - unnamed.length;
  return {
    table: {
      ...table,
      // Their places stay, so that every other row keeps its number.
      rows: table.rows.map((cells, at) => (out.has(at) ? [] : cells)),
      asides: [...(table.asides ?? []), ...asides],
    },
    header,
    authority: found.name,
    left:
      others > 0
        ? [
            `${others} ${others === 1 ? 'row' : 'rows'} of ${counts.size === 2 ? 'another authority' : `${counts.size - 1} other authorities`}: left out as asked`,
          ]
        : [],
  };
}

/**
 * The files of a region's return: several authorities collect theirs together, as the sector's regional model reads
 * them. They stay together unless one was asked for, and it is said; null where a child stands under two authorities
 * (one number for two children, perhaps), or where there is one authority only.
 */
export function ofOneRegion(table: SourceTable, headerRow: number): OfAuthority | null {
  const headers = (table.rows[headerRow] ?? []).map(normalHeader);
  const [whose, child] = [headers.findIndex((header) => authorityHeader.test(header)), headers.indexOf('child')];
  if (whose < 0 || child < 0) return null;
  const counts = new Map<string, { name: string; rows: number }>();
  const authorityOf = new Map<string, string>();
  for (const cells of table.rows.slice(headerRow + 1)) {
    const [name, number] = [(cells[whose] ?? '').trim(), (cells[child] ?? '').trim()];
    if (name === '' && number === '') continue;
    const own = loose(name);
    if (own === '' || (number !== '' && (authorityOf.get(number) ?? own) !== own)) return null;
    authorityOf.set(number, own);
    counts.set(own, { name: counts.get(own)?.name ?? name, rows: (counts.get(own)?.rows ?? 0) + 1 });
  }
  if (counts.size < 2) return null;
  const list = [...counts.values()].map(({ name, rows }) => `${name} (${rows} rows)`).join(', ');
  const left = [
    `the column that says whose each row is: ${list} are read together, as one region. To read one alone, name it (in the command: --authority)`,
  ];
  return { table, header: null, authority: null, left };
}

function refused(
  table: SourceTable,
  header: string,
  found: readonly { name: string; rows: number }[],
  asked: string | null,
): OutturnError {
  const shown = found
    .slice(0, 10)
    .map(({ name, rows }) => `${name} (${rows} ${rows === 1 ? 'row' : 'rows'})`)
    .join(', ');
  const list = `${shown}${found.length > 10 ? ` and ${found.length - 10} more` : ''}`;
  const name = nameOf(table);
  return new OutturnError(
    'several-authorities',
    asked === null
      ? `${name}: its column “${header}” holds ${found.length} authorities: ${list}. They are not mixed: say whose rows to read (in the command: --authority ${found[0]?.name ?? 'CODE'}), each into a copy of its own.`
      : `${name}: its column “${header}” holds no row of ${asked}, but of ${list}. Nothing of it was read.`,
    { file: name, column: header },
  );
}

/** Whose data a copy holds, by the headers that said it: `{"la":"206"}`. */
export function authorityKnown(setting: string | null): Record<string, string> {
  return setting === null ? {} : (JSON.parse(setting) as Record<string, string>);
}

/** Throws `several-authorities` where the same column said another authority when data came into this copy. */
export function requireSameAuthority(
  known: Readonly<Record<string, string>>,
  table: SourceTable,
  of: OfAuthority,
): void {
  if (of.header === null || of.authority === null) return;
  const before = known[normalHeader(of.header)];
  if (before === undefined || loose(before) === loose(of.authority)) return;
  const name = nameOf(table);
  throw new OutturnError(
    'several-authorities',
    `${name}: its column “${of.header}” says ${of.authority}, and this copy holds the data of ${before}. They are not mixed: import it into a copy of its own.`,
    { file: name, column: of.header },
  );
}
