import { readNumber } from '../../../../shared/cells/amount.ts';
import { cellMarks } from '../../../../shared/cells/blank.ts';
import { limits, type SourceTable } from '../source-table.ts';
import { tooManyCells } from './csv.ts';
import { attribute, UnreadableXml, walkXml } from './ooxml/xml-stream.ts';
import { blankRow, type Merge, spread, widest } from './sheet-shape.ts';

type Attributes = Readonly<Record<string, string>>;
type Cell = { attributes: Attributes; text: string; paragraphs: number };

const lastRow = 1_048_576;
/** What stands within a cell and is not what it says: comments, drawings, readings of characters. */
const beside = new Set(['annotation', 'frame', 'custom-shape', 'g', 'ruby-text', 'shapes']);

function times(attributes: Attributes, name: string): number {
  const text = attribute(attributes, name);
  if (text === undefined) return 1;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new UnreadableXml('A repetition that is no number');
  return count;
}

const exact = (value: number): number => Number(value.toPrecision(15));

/** A number as it is shown: a code keeps its leading noughts, figures shown in thousands or millions say so. */
function shownNumber(value: number, shown: string): string {
  if (!Number.isFinite(value)) return cellMarks.failed;
  if (/^0\d+$/.test(shown) && Number(shown) === value) return shown;
  const read = readNumber(shown.replace('£', ''));
  if ('value' in read && read.value !== 0 && Math.abs(value) >= 1_000) {
    const places = /\.(\d+)/.exec(shown)?.[1]?.length ?? 0;
    for (const [by, suffix] of [
      [1_000, 'k'],
      [1_000_000, 'm'],
    ] as const)
      if (Math.abs(value / by - read.value) <= 0.5 * 10 ** -places && value !== read.value)
        return `${exact(value / by)}${suffix}`;
  }
  return String(value);
}

function cellText({ attributes, text }: Cell): string {
  const value = attribute(attributes, 'value') ?? '';
  switch (attribute(attributes, 'value-type')) {
    case 'float':
    case 'currency':
      return value === '' ? text : shownNumber(Number(value), text.trim());
    case 'percentage':
      return value === '' ? text : `${exact(Number(value) * 100)}%`;
    case 'date':
      return (attribute(attributes, 'date-value') ?? text).slice(0, 10);
    case 'boolean':
      return attribute(attributes, 'boolean-value') === 'true' ? '1' : '0';
    case 'string':
      return text === '' ? (attribute(attributes, 'string-value') ?? '') : text;
    default:
      return text === '' && attribute(attributes, 'formula') !== undefined ? cellMarks.uncalculated : text;
  }
}

/**
 * The sheets of an OpenDocument spreadsheet, from its `content.xml` or a flat file, walked piece by piece. What a file
 * repeats is counted before it is made. Throws `UnreadableXml` or `too-many-cells`.
 */
export function readOpenDocument(file: string, content: Uint8Array): SourceTable[] {
  const tables: SourceTable[] = [];
  const hiddenStyles = new Set<string>();
  let style = '';
  let sheet: { name: string; hidden: boolean; rows: string[][]; merges: Merge[]; at: number } | null = null;
  let [row, column, rowTimes]: [string[], number, number] = [[], 0, 1];
  let cell: Cell | null = null;
  let [nested, skipped, cells] = [0, 0, 0];
  let within = false;
  const closeCell = () => {
    if (!cell || !sheet) return;
    const text = cellText(cell);
    const repeated = times(cell.attributes, 'number-columns-repeated');
    if (text !== '') {
      if (column + repeated > widest) throw new UnreadableXml('A column past the last');
      while (row.length < column) row.push('');
      for (let count = 0; count < repeated; count += 1) row.push(text);
      const [across, down] = [
        times(cell.attributes, 'number-columns-spanned'),
        times(cell.attributes, 'number-rows-spanned'),
      ];
      if (across * down > 1 && sheet.merges.length < 100_000)
        sheet.merges.push({
          from: { row: sheet.at, column },
          to: { row: sheet.at + down - 1, column: column + across - 1 },
        });
    }
    column += repeated;
    cell = null;
  };
  const closeRow = () => {
    if (!sheet) return;
    if (row.length > 0) {
      cells += (row.length + 1) * rowTimes;
      if (cells > limits.cells) throw tooManyCells(file);
      if (sheet.at + rowTimes > lastRow) throw new UnreadableXml('A row past the last');
      while (sheet.rows.length < sheet.at) sheet.rows.push(blankRow);
      for (let count = 0; count < rowTimes; count += 1) sheet.rows.push(count === 0 ? row : [...row]);
    }
    sheet.at += rowTimes;
  };
  walkXml(content, {
    open(name, attributes) {
      if (name === 'style') style = attribute(attributes, 'name') ?? '';
      else if (name === 'table-properties' && attribute(attributes, 'display') === 'false') hiddenStyles.add(style);
      else if (skipped > 0 || beside.has(name)) skipped += beside.has(name) ? 1 : 0;
      else if (name === 'table') {
        nested += 1;
        if (nested > 1) throw new UnreadableXml('A table within a cell');
        const hidden = hiddenStyles.has(attribute(attributes, 'style-name') ?? '');
        sheet = { name: attribute(attributes, 'name') ?? '', hidden, rows: [], merges: [], at: 0 };
      } else if (name === 'table-row' && sheet) {
        rowTimes = times(attributes, 'number-rows-repeated');
        row = [];
        column = 0;
      } else if ((name === 'table-cell' || name === 'covered-table-cell') && sheet)
        cell = { attributes, text: '', paragraphs: 0 };
      else if (cell && name === 'p') {
        if (cell.paragraphs > 0) cell.text += '\n';
        cell.paragraphs += 1;
        within = true;
      } else if (cell && within && name === 's') cell.text += ' '.repeat(Math.min(times(attributes, 'c'), 1000));
      else if (cell && within && (name === 'tab' || name === 'line-break')) cell.text += ' ';
    },
    text(more) {
      if (cell && within && skipped === 0) cell.text += more;
    },
    close(name) {
      if (beside.has(name)) skipped = Math.max(0, skipped - 1);
      else if (skipped > 0) return;
      else if (name === 'p') within = false;
      else if (name === 'table-cell' || name === 'covered-table-cell') closeCell();
      else if (name === 'table-row') closeRow();
      else if (name === 'table' && sheet) {
        nested -= 1;
        const { name: named, hidden, rows, merges } = sheet;
        for (const merge of merges) spread(rows, merge);
        if (!hidden) tables.push({ file, sheet: named, rows });
        else if (rows.length > 0) tables.push({ file, sheet: named, rows: [], hidden: true });
        sheet = null;
      }
    },
  });
  return tables;
}
