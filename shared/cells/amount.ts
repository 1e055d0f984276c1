/** The one reader of amounts and numbers: imports, pasted cells and workbooks all read by it. */
import { roundHalfAway } from '../model/money.ts';
import { plainSpaces, quoted } from './blank.ts';
import { type Unit, unitText } from './unit.ts';

const plain = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$/;

/** A number, or the form it has that is not read; the reason follows the quoted cell. */
export type NumberReading = { value: number } | { reason: string };
const refused = (reason: string): NumberReading => ({ reason });

/** Groups of three set apart by narrow or unbreakable spaces, or by apostrophes, as commas set them apart. */
function withCommas(text: string): string {
  if (/^\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?:\.\d+)?$/.test(text))
    return text.replace(/[\u00a0\u2007\u2009\u202f]/g, ',');
  return /^\d{1,3}(?:['’]\d{3})+(?:\.\d+)?$/.test(text) ? text.replace(/['’]/g, ',') : text;
}

/** Why figures are not a number as they are written. */
function formOf(figures: string): string {
  if (figures === '') return 'holds no figure';
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(figures) || /^\d+,\d{1,2}$/.test(figures))
    return 'is written with a decimal comma; a comma must mark thousands';
  if (/^[\d,]+(\.\d+)?$/.test(figures)) return 'has a comma that does not mark thousands';
  if (/^[\d,.]+\s+[\d,.\s]+$/.test(plainSpaces(figures)))
    return 'has a space between its figures, so it may be two numbers';
  if (/^\d(\.\d+)?E\+\d{1,3}$/.test(figures)) return 'was shortened by a spreadsheet, and figures are lost';
  if (/^[\d.,]+%$/.test(figures)) return 'is a per cent';
  if (/[€$¥]/.test(figures)) return 'is in another currency';
  return 'is not a number';
}

/**
 * A written number: `1,234.5`, `(1,234.50)`, `−3`, `3-`, `3 CR`, `'-3` (guarded as text), groups set apart by narrow
 * spaces. A comma must mark thousands. Two signs at once are refused, since they may mean either.
 */
export function readNumber(text: string): NumberReading {
  const trimmed = text.trim();
  let rest = trimmed.replace(/^['’](?=[-+−–(£\d.])/, '').replace(/[−–—‒]/g, '-');
  const signs: number[] = [];
  const bracketed = /^\(\s*(.*?)\s*\)$/s.exec(rest);
  if (bracketed) {
    signs.push(-1);
    rest = bracketed[1] ?? '';
  }
  const leading = /^([-+])\s*/.exec(rest);
  if (leading) {
    signs.push(leading[1] === '-' ? -1 : 1);
    rest = rest.slice(leading[0].length);
  }
  const trailing =
    /\s*(-|\+|\(?(?:\b|(?<=\d))(?:cr|dr|credit|debit)\.?\)?)$/i.exec(rest) ?? /^(cr|dr|credit|debit)\s+/i.exec(rest);
  if (trailing && rest.length > trailing[0].length) {
    signs.push(/^\s*(-|\(?cr)/i.test(trailing[0]) ? -1 : 1);
    rest = trailing.index === 0 ? rest.slice(trailing[0].length) : rest.slice(0, trailing.index);
  }
  if (signs.length > 1) return refused('carries two signs');
  const sign = signs[0] ?? 1;
  rest = rest.trim();
  if (/^\d+(\.\d+)?e[+-]?\d{1,3}$/.test(rest)) return { value: sign * Number(rest) };
  const figures = withCommas(rest);
  if (figures === '' || figures === '.' || !plain.test(figures)) return refused(formOf(rest));
  return { value: sign * Number(figures.replaceAll(',', '')) };
}

const suffixes: readonly [RegExp, number][] = [
  [/^(.*[\d.])\s*(?:k|thousands?)([\s)-]*(?:cr|dr|credit|debit)?)$/i, 1_000],
  [/^(.*[\d.])\s*(?:mn?|millions?)([\s)-]*(?:cr|dr|credit|debit)?)$/i, 1_000_000],
  [/^(.*[\d.])\s*(?:bn|billions?)([\s)-]*(?:cr|dr|credit|debit)?)$/i, 1_000_000_000],
];

/** Whole pence, and whether they had to be rounded to. */
export type Amount = { pence: number; rounded: boolean };

/**
 * An amount in pence from a cell: `£1,234.50`, `(1,234.50)`, `1,234.50-`, `1.2m`, `£45k`, the accounting format's `£ -`
 * (nought), or plain figures in `unit`. Gives the reason, which quotes the cell, where it is none.
 */
export function readAmount(text: string, unit: Unit): Amount | { reason: string } {
  const trimmed = text.trim();
  const no = (reason: string) => ({ reason: `${quoted(trimmed)} ${reason}` });
  let rest = trimmed.replace(/^['’](?=[-+−–(£\d.])/, '').replace(/^(?:gbp)\s*(?=[-+−–(\d.])|\s*(?:gbp)$/gi, '');
  const pounds = rest.match(/£/g)?.length ?? 0;
  if (pounds > 1) return no('is not an amount');
  if (pounds === 1) {
    // The sign of pounds stands before the figures, inside or outside of a bracket or a minus.
    const placed = /^([-+−–(\s]*)£\s*/.exec(rest);
    if (!placed) return no('is not an amount');
    rest = `${placed[1]}${rest.slice(placed[0].length)}`;
    if (/^[-–—]\s*(\?\?)?$/.test(rest.trim()) && !/[-−–]/.test(placed[1] ?? '')) return { pence: 0, rounded: false };
  }
  if (/^(nil|zero)$/i.test(rest)) return { pence: 0, rounded: false };
  let scale: number = unit ?? 1;
  for (const [pattern, said] of suffixes) {
    const suffix = pattern.exec(rest);
    if (!suffix) continue;
    if (unit !== null && unit !== said) return no(`carries a unit of its own, and the column is in ${unitText(unit)}`);
    scale = said;
    rest = `${suffix[1]}${suffix[2]}`;
    break;
  }
  const read = readNumber(rest);
  if ('reason' in read)
    return no(
      read.reason === 'is not a number' || read.reason === 'holds no figure' ? 'is not an amount' : read.reason,
    );
  const exact = read.value * scale * 100;
  if (Math.abs(exact) > 1e13) return no('is larger than any budget');
  // 1.15 × 100 is 114.99999999999999: within a thousandth of a penny it is the same amount.
  const near = Math.round(exact);
  if (Math.abs(exact - near) < 0.001) return { pence: near === 0 ? 0 : near, rounded: false };
  return { pence: roundHalfAway(exact), rounded: true };
}

/** How a column writes its decimals, by the cells that can be read one way only. */
export type DecimalMark = 'point' | 'comma' | 'both' | 'unsaid';

export function decimalMark(texts: Iterable<string>): DecimalMark {
  let [point, comma] = [false, false];
  for (const text of texts) {
    // Without a comma there is no proof of one as the decimal mark, and most cells of a ledger are so.
    if (!text.includes(',')) {
      point ||= /\d\.\d{1,2}\D*$/.test(text);
      continue;
    }
    const figures = text.replace(/[^\d.,]/g, '');
    if (/^\d{1,3}(\.\d{3})+,\d+$|^\d+,\d{1,2}$|^\d{4,},\d+$/.test(figures)) comma = true;
    else if (/^\d{1,3}(,\d{3})+\.\d+$|^\d*\.(\d{1,2}|\d{4,})$|^\d{1,3}(,\d{3}){2,}$|^\d{4,}\.\d+$/.test(figures))
      point = true;
  }
  return comma ? (point ? 'both' : 'comma') : point ? 'point' : 'unsaid';
}

/** True for a figure whose one mark may be a thousands mark or a decimal one: `1,234`, `1.234`. */
export const ambiguousMark = (text: string): boolean => /^\d{1,3}[.,]\d{3}$/.test(text.replace(/[^\d.,]/g, ''));
