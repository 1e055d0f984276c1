import type { Column } from '../../../shared/model/column.ts';
import { parseAmount, parseNumber, type Unit } from './parse-amount.ts';
import { parseDate, parseMonth, parsePeriod, parseYear } from './parse-date.ts';
import { cellMarks } from './source-table.ts';

/** Why a cell was refused, in words that follow "Row 7, Target: ". */
export type CellProblem = { code: string; message: string };
/** A cell as it would be held, or why it cannot be. */
export type ParsedCell = string | number | null | CellProblem;
export type CellParser = (text: string) => ParsedCell;

/** First and last dates that are believed; years go five further than dates. */
export type DateWindow = { first: string; last: string };

const blankTokens = new Set(['', '-', '–', '—', 'n/a', 'na', '#n/a', 'null', 'none', 'nil return', 'tb', 'tbc', 'tba']);

/** Cells that mean "not known": they stay blank and never become nought. */
export function isBlank(text: string): boolean {
  return text === '' || (text.length <= 10 && blankTokens.has(text.trim().toLowerCase()));
}

export function isProblem(value: ParsedCell): value is CellProblem {
  return typeof value === 'object' && value !== null;
}

const refuse = (code: string, message: string): CellProblem => ({ code, message });
const quoted = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

/** Remembers the answers for repeated cells: extracts repeat dates, groups and years thousands of times. */
function remembered(parser: CellParser): CellParser {
  const known = new Map<string, ParsedCell>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = parser(text);
      if (known.size < 20_000) known.set(text, value);
    }
    return value;
  };
}

const twoDigitYear = /^(\d{1,2}[ /.-])?(\d{1,2}|[a-z]{3,9})[ /.-]\d{2}$/i;
/** What a spreadsheet makes of a long number that it shows shortly: many identifiers become one. */
const shortened = /^\d(\.\d+)?E\+\d{1,3}$/i;

/** Why a cell holds no value at all, whatever its column takes. */
function withoutValue(text: string): CellProblem | null {
  if (!text.startsWith('#')) return null;
  if (text === cellMarks.uncalculated) {
    return refuse(
      'formula',
      'holds a formula whose result was not saved. Open the file in Excel, save it and import it again.',
    );
  }
  if (/^#{3,}$/.test(text)) {
    return refuse('formula', 'was saved as ####, for its column was too narrow. Widen the column and save again.');
  }
  if (text !== cellMarks.failed && !/^#[A-Z][A-Z0-9/_]*[!?]$/i.test(text)) return null;
  return refuse(
    'formula',
    `holds an error of a formula${text === cellMarks.failed ? '' : ` (${text})`}. Correct the formula and save again.`,
  );
}

function inWindow(date: string | null, text: string, window: DateWindow): ParsedCell {
  if (date === null && twoDigitYear.test(text))
    return refuse(
      'short-year',
      `${quoted(text)} has a year of two digits. Show the column as DD/MM/YYYY and save again.`,
    );
  if (date === null) return refuse('date', `${quoted(text)} is not a date. Write it as DD/MM/YYYY.`);
  if (date < window.first || date > window.last) {
    const [first, last] = [window.first.slice(0, 4), window.last.slice(0, 4)];
    return refuse('T06', `${quoted(text)} lies outside ${first} to ${last}. Check the year.`);
  }
  return date;
}

const yes = new Set(['1', 'yes', 'y', 'true']);
const no = new Set(['0', 'no', 'n', 'false']);
const loose = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

function valueParser(column: Column, unit: Unit, window: DateWindow, rounded: () => void): CellParser {
  switch (column.kind) {
    case 'text':
    case 'note':
    case 'code': {
      const most = { text: 500, note: 4000, code: 80 }[column.kind];
      return (text) => {
        if (column.kind === 'code' && shortened.test(text)) {
          return refuse(
            'shortened',
            `${quoted(text)} is a long number cut short by a spreadsheet. Format the column as Text or Number, and export again.`,
          );
        }
        return text.length > most ? refuse('too-long', `is longer than ${most} characters.`) : text;
      };
    }
    case 'choice': {
      const known = new Map(column.choices.map((choice) => [loose(choice), choice]));
      return remembered(
        (text) =>
          known.get(loose(text)) ?? refuse('choice', `${quoted(text)} is not one of ${column.choices.join(', ')}.`),
      );
    }
    case 'money':
      return remembered((text) => {
        const amount = parseAmount(text, unit);
        if ('reason' in amount)
          return refuse('amount', `${amount.reason}. Write figures such as 1234.50 or (1,234.50).`);
        if (amount.rounded) rounded();
        return amount.pence;
      });
    case 'share':
      return remembered((text) => {
        const match = /^(\d{1,3})(?:\.(\d{1,2}))?0*\s*%?$/.exec(text);
        const value = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Number.NaN;
        if (Number.isNaN(value) || value > 10_000) {
          return refuse('share', `${quoted(text)} is not a share: write per cent with two places, such as 44.16.`);
        }
        return value;
      });
    case 'percent':
    case 'number':
    case 'integer':
      return remembered((text) => {
        const value = parseNumber(column.kind === 'percent' ? text.replace(/\s*%$/, '') : text);
        if (Number.isNaN(value) && /\d\s*%$/.test(text)) {
          return refuse(
            'number',
            `${quoted(text)} is a per cent. Write the figure without the sign, in the unit of the column.`,
          );
        }
        if (Number.isNaN(value)) return refuse('number', `${quoted(text)} is not a number.`);
        if (column.kind === 'integer' && !Number.isSafeInteger(value)) {
          return refuse('number', `${quoted(text)} is not a whole number.`);
        }
        if (column.kind === 'percent' && (value < -1000 || value > 100_000)) {
          return refuse('number', `${quoted(text)} is not a believable per cent.`);
        }
        return value;
      });
    case 'date':
      return remembered((text) => inWindow(parseDate(text), text, window));
    case 'month':
      return remembered((text) =>
        inWindow(parseMonth(text), text, { first: window.first, last: `${Number(window.last.slice(0, 4)) + 20}` }),
      );
    case 'year':
      return remembered((text) => {
        const label = parseYear(text);
        if (label === null) return refuse('year', `${quoted(text)} is not a financial year such as 2023/24.`);
        const last = Number(window.last.slice(0, 4)) + 5;
        const first = column.firstYear;
        if (label < String(first) || Number(label.slice(0, 4)) > last)
          return refuse('T06', `${quoted(text)} lies outside ${first} to ${last}. Check the year.`);
        return label;
      });
    case 'period':
      return remembered(
        (text) =>
          parsePeriod(text) || refuse('period', `${quoted(text)} is not a period: write 1 (April) to 12 (March).`),
      );
    case 'flag':
      return (text) => {
        const lower = text.toLowerCase();
        if (yes.has(lower)) return 1;
        return no.has(lower) ? 0 : refuse('flag', `${quoted(text)} is neither yes nor no.`);
      };
  }
}

/**
 * A function that turns a cell's text into the value a column holds: pence, hundredths of a per cent, `YYYY-MM-DD`…
 * Blank tokens stay null where the column may be blank and are refused where it may not. `rounded` is told when an
 * amount had to be rounded to whole pence.
 */
export function cellParser(column: Column, unit: Unit, window: DateWindow, rounded: () => void = () => {}): CellParser {
  const parse = valueParser(column, unit, window, rounded);
  const blank = column.optional ? null : refuse('required', 'is blank, and may not be.');
  const isText = column.kind === 'text' || column.kind === 'note' || column.kind === 'code';
  return (raw) => {
    // An apostrophe marks text, as in a spreadsheet: what follows is taken as it stands, blank words and spaces too.
    if (isText && raw.startsWith("'") && (raw !== "'" || column.kind !== 'code')) return parse(raw.slice(1));
    const text = raw.trim();
    return isBlank(text) ? blank : (withoutValue(text) ?? parse(text));
  };
}
