import { readAmount } from '../../../../shared/cells/amount.ts';
import { parseYear } from '../../../../shared/cells/date.ts';
import { splitUnit, type Unit, unitsInText } from '../../../../shared/cells/unit.ts';
import { normalHeader } from '../../../../shared/import-mapping/header.ts';
import { OutturnError } from '../../../../shared/model/problem.ts';
import { lineOf, nameOf, type SourceTable } from '../source-table.ts';
import { yearStated } from './year-stated.ts';

type Kind = { name: string; needs: readonly RegExp[]; pounds: boolean };
/** The two returns of what councils spent: by provision to the Department, by kind of expenditure to the Treasury’s accounts. */
const kinds: readonly Kind[] = [
  {
    name: 'Section 251 outturn',
    needs: [/^own provision/, /^private( provision)?$/, /^total expenditure/],
    pounds: true,
  },
  { name: 'Revenue outturn', needs: [/^employees/, /^running expenses/, /^total expenditure/], pounds: false },
];
const amounts =
  /^(own provision|private( provision)?|other public( provision)?|voluntary( provision)?|employees|running expenses|total expenditure|total income|(other |sales,? fees (and|&) charges )?income|net (current|total|revenue)? ?expenditure|net total( expenditure)?)( \([a-z]\))?$/;
const place =
  /^(time period|time identifier|geographic level|country (code|name)|region (code|name)|old la code|la name|new la code|year|la number|lgf|e code|ecode|class|line|ref|code)$/;

/**
 * A Section 251 outturn (Table A or A1) or a revenue outturn as stated facts: what each service cost, amount by amount, in
 * pounds, under the return and its year. Null where the headers are of neither. Throws `not-a-table` where its year, or
 * for a revenue outturn its unit, is not stated.
 */
export function financeReturn(table: SourceTable): SourceTable | null {
  for (let at = 0; at < Math.min(20, table.rows.length); at += 1) {
    const headers = (table.rows[at] ?? []).map((header) => normalHeader(header).replace(/ \([a-z]\)$/, ''));
    const kind = kinds.find(({ needs }) => needs.every((need) => headers.some((header) => need.test(header))));
    if (kind) return turned(table, at, headers, kind);
  }
  return null;
}

/** The unit its titles state, else the one that the return is always in. */
function unitOf(table: SourceTable, headerRow: number, { name, pounds }: Kind): Exclude<Unit, null> {
  const headers = table.rows[headerRow] ?? [];
  const texts = [...table.rows.slice(0, headerRow).flat(), ...(table.around ?? []), table.sheet ?? '', table.file];
  const stated = new Set(texts.flatMap(unitsInText));
  for (const header of headers) {
    const { unit } = splitUnit(header);
    if (unit !== null) stated.add(unit);
  }
  const [only] = stated;
  if (stated.size === 1 && only) return only;
  if (stated.size === 0 && pounds) return 1;
  throw new OutturnError(
    'not-a-table',
    `${nameOf(table)}: read as a ${name.toLowerCase()}, but it ${stated.size > 1 ? 'states two units of money' : 'states no unit of money'}. Put one — £ or £000 — in its title, and import it again.`,
    { file: nameOf(table) },
  );
}

function turned(table: SourceTable, headerRow: number, headers: readonly string[], kind: Kind): SourceTable {
  const unit = unitOf(table, headerRow, kind);
  const period = headers.findIndex((header) => /^(time period|year|financial year)$/.test(header));
  const authority = headers.indexOf('la name');
  const figures = headers.flatMap((header, index) => (amounts.test(header) ? [index] : []));
  const texts = headers.flatMap((header, index) =>
    place.test(header) || figures.includes(index) || (header === '' && index > 0) ? [] : [index],
  );
  const stated = yearStated(table, headerRow);
  const rows = [['LA name', 'Fact', 'Source', 'Value', 'Unit', 'As at', 'Accepted', 'Table', 'Printed to']];
  const lines = [lineOf(table, headerRow)];
  let left = 0;
  for (let at = headerRow + 1; at < table.rows.length; at += 1) {
    const cells = (table.rows[at] ?? []).map((cell) => cell.trim());
    const service = texts
      .filter((index) => !/^[-(£]?[\d,.]+\)?$/.test(cells[index] ?? ''))
      .map((index) => cells[index] ?? '')
      .filter((text, index, all) => text !== '' && all.indexOf(text) === index)
      .join(': ');
    const filled = figures.filter((index) => !['', 'z', 'c', 'x', '..', ':'].includes(cells[index] ?? ''));
    if (service === '' || filled.length === 0 || filled.every((index) => /^\(\w\)$/.test(cells[index] ?? ''))) continue;
    if (
      headers.includes('geographic level') &&
      !/^local authority/i.test(cells[headers.indexOf('geographic level')] ?? '')
    ) {
      left += 1;
      continue;
    }
    const year = parseYear(cells[period] ?? '') ?? stated;
    if (year === null) throw withoutYear(table, kind);
    const name = `${kind.name} ${year}`;
    for (const index of filled) {
      const read = readAmount(cells[index] ?? '', unit);
      const figure = 'pence' in read ? String(read.pence / 100) : (cells[index] ?? '');
      const fact = `${service.slice(0, 300)} – ${headers[index]}`;
      const asAt = `${Number(year.slice(0, 4)) + 1}-03-31`;
      rows.push([cells[authority] ?? '', fact, name, figure, '£', asAt, '0', name, String(unit)]);
      lines.push(lineOf(table, at));
    }
  }
  const told = `read as a ${kind.name.toLowerCase()}: ${rows.length - 1} amounts in pounds, as stated facts`;
  const rest = left > 0 ? [`${left} rows of England and its regions were left out`] : [];
  return { ...table, rows, lines, around: [], shaped: [...(table.shaped ?? []), told, ...rest] };
}

const withoutYear = (table: SourceTable, { name }: Kind) =>
  new OutturnError(
    'not-a-table',
    `${nameOf(table)}: read as a ${name.toLowerCase()}, but nothing states its year. Put it, such as 2023-24, in the title or in the name of the file, and import it again.`,
    { file: nameOf(table) },
  );
