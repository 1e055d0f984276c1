/** The one reader of cells: what a column holds, from the text an extract, a workbook or a pasted block has for it. */
import { yearLabel } from '../model/calendar.ts';
import type { Column } from '../model/column.ts';
import { ambiguousMark, type DecimalMark, readAmount, readNumber } from './amount.ts';
import { cellMarks, isBlank, quoted, withoutUnseen } from './blank.ts';
import { isOpenEnd, monthOnly, openEndSerial, parseYear, readDate } from './date.ts';
import { type DateRules, dateUnder } from './date-column.ts';
import { type IdentifierColumn, readIdentifier } from './identifier.ts';
import { parsePeriod } from './period.ts';
import type { Unit } from './unit.ts';

/** Why a cell was refused, in words that follow "Row 7, Target: ". */
export type CellProblem = { code: string; message: string };
/** A cell as it would be stored, or why it cannot be. */
export type ParsedCell = string | number | null | CellProblem;
export type CellParser = (text: string) => ParsedCell;
/** First and last dates that are believed; years go five further than dates. */
export type DateWindow = { first: string; last: string };
/** What was done to a cell that was taken: said beside it. */
export type CellNote = 'rounded' | 'dash' | 'open-end';

/** What the column and the table around it say of its cells. */
export type CellContext = {
  unit: Unit;
  window: DateWindow;
  dates?: DateRules | undefined;
  identifiers?: IdentifierColumn | undefined;
  decimals?: DecimalMark | undefined;
  /** Told of a cell that was taken otherwise than letter by letter. */
  note?: ((note: CellNote) => void) | undefined;
};

export function isProblem(value: ParsedCell): value is CellProblem {
  return typeof value === 'object' && value !== null;
}

const refuse = (code: string, message: string): CellProblem => ({ code, message });
const dayFirst: DateRules = { order: 'day-first', problem: () => null, note: null };
const plainCodes: IdentifierColumn = { decimals: false, commas: false, cut: false };

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

function inWindow(date: string, text: string, window: DateWindow): ParsedCell {
  if (date >= window.first && date <= window.last) return date;
  const [first, last] = [window.first.slice(0, 4), window.last.slice(0, 4)];
  return refuse('T06', `${quoted(text)} lies outside ${first} to ${last}. Check the year.`);
}

const noDate = (text: string): CellProblem =>
  readDate(text).kind === 'short-year'
    ? refuse('short-year', `${quoted(text)} has a year of two digits. Show the column as DD/MM/YYYY and save again.`)
    : refuse('date', `${quoted(text)} is not a date. Write it as DD/MM/YYYY.`);

function dateParser(column: Column, { dates = dayFirst, window, note }: CellContext): CellParser {
  const month = column.kind === 'month';
  const within = month ? { first: window.first, last: `${Number(window.last.slice(0, 4)) + 20}` } : window;
  return (text) => {
    const problem = dates.problem(text);
    if (problem) return problem;
    const whole = dateUnder(dates, text);
    const date = month ? (whole ? `${whole.slice(0, 7)}-01` : monthOnly(text)) : whole;
    const open = date === null ? openEndSerial.test(text) : isOpenEnd(date);
    if (open && column.optional) {
      note?.('open-end');
      return null;
    }
    return date === null ? noDate(text) : inWindow(date, text, within);
  };
}

function moneyParser({ unit, decimals, note }: CellContext): CellParser {
  return (text) => {
    if ((decimals === 'comma' || decimals === 'both') && ambiguousMark(text)) {
      return refuse(
        'amount',
        `${quoted(text)} may have a thousands mark or a decimal mark, and other cells of the column are written with a decimal comma. Write figures such as 1234.50.`,
      );
    }
    const amount = readAmount(text, unit);
    if ('reason' in amount) return refuse('amount', `${amount.reason}. Write figures such as 1234.50 or (1,234.50).`);
    if (amount.rounded) note?.('rounded');
    return amount.pence;
  };
}

function numberParser(column: Column): CellParser {
  return (text) => {
    const read = readNumber(column.kind === 'percent' ? text.replace(/\s*%$/, '') : text);
    if ('reason' in read) {
      return /\d\s*%$/.test(text)
        ? refuse(
            'number',
            `${quoted(text)} is a per cent. Write the figure without the sign, in the unit of the column.`,
          )
        : refuse('number', `${quoted(text)} ${read.reason}.`);
    }
    if (column.kind === 'integer' && !Number.isSafeInteger(read.value)) {
      return refuse('number', `${quoted(text)} is not a whole number.`);
    }
    if (column.kind === 'percent' && (read.value < -1000 || read.value > 100_000)) {
      return refuse('number', `${quoted(text)} is not a believable per cent.`);
    }
    return read.value === 0 ? 0 : read.value;
  };
}

const yes = new Set(['1', 'yes', 'y', 'true', '✓']);
const no = new Set(['0', 'no', 'n', 'false']);
const loose = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** A lone year may be the one a financial year begins in or the one it ends in. */
function notYear(text: string): string {
  const lone = /^(?:F\/?Y|year)?\s*[’']?(20)?(\d{2})$/i.exec(text);
  if (!lone) return `${quoted(text)} is not a financial year such as 2023/24.`;
  const year = 2000 + Number(lone[2]);
  return `${quoted(text)} may be ${yearLabel(year - 1)} or ${yearLabel(year)}. Write both years, such as ${yearLabel(year)}.`;
}

const parsers: Record<Column['kind'], (column: Column, context: CellContext) => CellParser> = {
  text: () => (text) => (text.length > 500 ? refuse('too-long', 'is longer than 500 characters.') : text),
  note: () => (text) => (text.length > 4000 ? refuse('too-long', 'is longer than 4000 characters.') : text),
  code:
    (_column, { identifiers = plainCodes }) =>
    (text) => {
      const read = readIdentifier(text, identifiers);
      if ('code' in read) return refuse(read.code, read.message);
      return read.value.length > 80 ? refuse('too-long', 'is longer than 80 characters.') : read.value;
    },
  choice: (column) => {
    const known = new Map(column.choices.map((choice) => [loose(choice), choice]));
    return (text) =>
      known.get(loose(text)) ?? refuse('choice', `${quoted(text)} is not one of ${column.choices.join(', ')}.`);
  },
  money: (_column, context) => moneyParser(context),
  share: () => (text) => {
    const match = /^(\d{1,3})(?:\.(\d{1,2}))?0*\s*%?$/.exec(text);
    const value = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Number.NaN;
    if (Number.isNaN(value) || value > 10_000) {
      return refuse('share', `${quoted(text)} is not a share: write per cent with two places, such as 44.16.`);
    }
    return value;
  },
  percent: numberParser,
  number: numberParser,
  integer: numberParser,
  date: dateParser,
  month: dateParser,
  year:
    (column, { window }) =>
    (text) => {
      const label = parseYear(text);
      if (label === null) return refuse('year', notYear(text));
      const last = Number(window.last.slice(0, 4)) + 5;
      const first = column.firstYear;
      if (label < String(first) || Number(label.slice(0, 4)) > last)
        return refuse('T06', `${quoted(text)} lies outside ${first} to ${last}. Check the year.`);
      return label;
    },
  period: () => (text) =>
    parsePeriod(text) || refuse('period', `${quoted(text)} is not a period: write 1 (April) to 12 (March).`),
  flag: () => (text) => {
    const lower = text.toLowerCase();
    if (yes.has(lower)) return 1;
    return no.has(lower) ? 0 : refuse('flag', `${quoted(text)} is neither yes nor no.`);
  },
};

/** Kinds whose cells are told of, or are never alike: their answers are not kept. */
const fresh: ReadonlySet<Column['kind']> = new Set(['text', 'note', 'code', 'flag']);

/**
 * A function that turns a cell's text into the value a column holds: pence, hundredths of a per cent, `YYYY-MM-DD`…
 * Blank tokens stay null where the column may be blank and are refused where it may not; a dash is then the nought of
 * the accounting format. `context` is what the rest of the column says.
 */
export function cellParser(column: Column, context: CellContext): CellParser {
  // What is said of a cell is said each time: only silent answers are remembered.
  let noted = false;
  const told: CellContext = {
    ...context,
    note: (note) => {
      noted = true;
      context.note?.(note);
    },
  };
  const parse = parsers[column.kind](column, told);
  const known = new Map<string, ParsedCell>();
  /** Remembers answers of which nothing was said: extracts repeat dates, groups and years thousands of times. */
  const quiet: CellParser = (text) => {
    if (fresh.has(column.kind)) return parse(text);
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    noted = false;
    const value = parse(text);
    if (!noted && known.size < 20_000) known.set(text, value);
    return value;
  };
  const blank = column.optional ? null : refuse('required', 'is empty but must be filled in.');
  const isText = column.kind === 'text' || column.kind === 'note' || column.kind === 'code';
  return (cell) => {
    const raw = withoutUnseen(cell);
    // An apostrophe marks text, as in a spreadsheet: what follows is taken as it stands, blank words and spaces too.
    if (isText && raw.startsWith("'") && (raw !== "'" || column.kind !== 'code')) return parse(raw.slice(1));
    const text = raw.trim();
    if (!isBlank(text)) return withoutValue(text) ?? quiet(text);
    if (column.kind !== 'money' || column.optional || !/^[-–—]$/.test(text)) return blank;
    context.note?.('dash');
    return 0;
  };
}
