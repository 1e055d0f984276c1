import { normalHeader } from '../../../../shared/import-mapping/header.ts';
import { lineOf, type SourceTable } from '../source-table.ts';

/** Columns that every table of “Explore education statistics” begins with; their order may vary. */
const placeColumns = new Set([
  'time period',
  'time identifier',
  'geographic level',
  'country code',
  'country name',
  'region code',
  'region name',
  'old la code',
  'la name',
  'new la code',
]);
const needed = ['time period', 'geographic level', 'la name'];
const countColumn = /^(number|count|children|headcount|number of children|child(ren)? count|cla count)$/;
const otherIndicator = /percent|rate|average|median|mean|population|per 10/;
const withheld = /^(c|k|z|x|u|low|\.{1,3}|:|~|-)$/i;
const source = 'DfE explore education statistics';

const bands: readonly [RegExp, string][] = [
  [/^under 1( year)?$/, 'under 1'],
  [/^1 (to|-) 4( years)?$/, '1-4'],
  [/^5 (to|-) 9( years)?$/, '5-9'],
  [/^10 (to|-) 15( years)?$/, '10-15'],
  [/^16( to 17| and 17)?( years)?( and over)?$|^16\+( years)?$/, '16-17'],
];

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[\s_\u2013-]+/g, ' ')
    .trim();

/** What a title or a cell says is counted; null where it says none of the three. */
function measureIn(text: string): string | null {
  const said = plain(text);
  if (/\bstart(ed|ing|s)?\b/.test(said)) return 'entrants';
  if (/\bceas(ed|ing|es)?\b/.test(said)) return 'leavers';
  return /\b(on|at) 31(st)? march\b/.test(said) ? 'stock' : null;
}

/** March of the year that a time period ends in: `2023` (a reporting year), `202223`, `2022/23`. */
function marchOf(period: string, identifier: string): string | null {
  if (/calendar|academic|term|week|month/i.test(identifier)) return null;
  const one = /^(20\d{2})$/.exec(period);
  if (one && !/financial|tax/i.test(identifier)) return `${one[1]}-03-01`;
  const two = /^(20\d{2})[-/]?(?:20)?(\d{2})$/.exec(period);
  return two && (Number(two[1]) + 1) % 100 === Number(two[2]) ? `${Number(two[1]) + 1}-03-01` : null;
}

type Counted = { band: string; uasc: string };

/** Which children the texts of a row's filters speak of; null where of a part that no series is kept of. */
function childrenOf(texts: readonly string[]): Counted | null {
  const counted: Counted = { band: '*', uasc: 'all' };
  for (const raw of texts) {
    const text = plain(raw);
    if (text === '' || /^(total|all)( children)?$/.test(text) || /^(age|age group|gender|sex|all)$/.test(text))
      continue;
    if (measureIn(text) !== null) continue;
    const band = bands.find(([pattern]) => pattern.test(text))?.[1];
    if (band) counted.band = band;
    else if (/^(uasc|unaccompanied asylum seeking child(ren)?)$/.test(text)) counted.uasc = 'only';
    else if (/^(non|not) (uasc|unaccompanied)/.test(text)) counted.uasc = 'excluded';
    // The name of a characteristic beside one of its values says nothing by itself.
    else if (
      !/^(unaccompanied asylum|uasc status|ethnicity|category of need|legal status|placement|locality|distance|local authority of)/.test(
        text,
      ) ||
      texts.length < 2 ||
      raw !== texts[0]
    )
      return null;
  }
  return counted;
}

/**
 * A table of children looked after as the Department for Education publishes it (“Explore education statistics”: time
 * period, geographic level, authority, characteristic, number) as rows of the demand series: all children, age groups and
 * unaccompanied children of the authorities, at 31 March or through the year before. What else it counts is left out and
 * told. Null where it is no such table, or where nothing says what it counts.
 */
export function educationStatistics(table: SourceTable): SourceTable | null {
  for (let at = 0; at < Math.min(5, table.rows.length); at += 1) {
    const headers = (table.rows[at] ?? []).map(normalHeader);
    if (needed.every((name) => headers.includes(name))) return turned(table, at, headers);
  }
  return null;
}

function turned(table: SourceTable, headerRow: number, headers: readonly string[]): SourceTable | null {
  const value = headers.findIndex((header) => countColumn.test(header));
  if (value < 0) return null;
  const at = (name: string) => headers.indexOf(name);
  const filters = headers.flatMap((header, index) =>
    header === '' || placeColumns.has(header) || index === value || otherIndicator.test(header) ? [] : [index],
  );
  const titles = [...(table.around ?? []), ...table.rows.slice(0, headerRow).flat(), table.sheet ?? '', table.file];
  const titled = titles.map(measureIn).find((measure) => measure !== null) ?? null;
  const rows: string[][] = [['LA name', 'Measure', 'Month', 'Group', 'Band', 'UASC', 'Source', 'Value']];
  const lines = [lineOf(table, headerRow)];
  const seen = new Map<string, string>();
  const left = { level: 0, part: 0, period: 0, withheld: 0 };
  for (let index = headerRow + 1; index < table.rows.length; index += 1) {
    const cells = (table.rows[index] ?? []).map((cell) => cell.trim());
    if (cells.every((cell) => cell === '')) continue;
    if (!/^local authority/i.test(cells[at('geographic level')] ?? '')) {
      left.level += 1;
      continue;
    }
    const texts = filters.map((filter) => cells[filter] ?? '');
    const measure = texts.map(measureIn).find((one) => one !== null) ?? titled;
    const counted = childrenOf(texts);
    const month = marchOf(cells[at('time period')] ?? '', cells[at('time identifier')] ?? '');
    if (measure === null) return null;
    if (counted === null || month === null) {
      left[counted === null ? 'part' : 'period'] += 1;
      continue;
    }
    const name = cells[at('la name')] ?? '';
    const written = cells[value] ?? '';
    if (withheld.test(written)) left.withheld += 1;
    const figure = withheld.test(written) ? '' : written;
    const key = [name, measure, month, counted.band, counted.uasc].join('\u0001');
    // Every characteristic has a total of its own: the same number again.
    if (seen.get(key) === figure) continue;
    seen.set(key, figure);
    rows.push([name, measure, month, '*', counted.band, counted.uasc, source, figure]);
    lines.push(lineOf(table, index));
  }
  if (rows.length === 1) return null;
  const told = [
    'read as published statistics of children looked after: all children, age groups and unaccompanied children of local authorities',
    ...(left.level > 0 ? [`${left.level} rows of England and its regions were left out`] : []),
    ...(left.part > 0
      ? [`${left.part} rows of other characteristics were left out, for no series is kept of them`]
      : []),
    ...(left.period > 0 ? [`${left.period} rows of other periods than years to 31 March were left out`] : []),
    ...(left.withheld > 0 ? [`${left.withheld} numbers that the Department withholds stay blank`] : []),
  ];
  return { ...table, rows, lines, shaped: [...(table.shaped ?? []), ...told] };
}
