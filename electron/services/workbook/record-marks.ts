import { createHash } from 'node:crypto';

/** A cell as a mark sees it: what every program that saves the workbook again leaves as it was. */
export type MarkedCell = { value: unknown; formula: string | null };

/**
 * A short mark of a row: texts, numbers, dates and formulas, without what another program may write differently —
 * spaces, the case and quotes of formulas, the last digits of long numbers. Eight hexadecimal digits.
 */
export function rowMark(cells: readonly (MarkedCell | null)[]): string {
  const text = cells.map((cell) => (cell === null ? '' : markText(cell)));
  return createHash('sha256').update(text.join('\u0001')).digest('hex').slice(0, 8);
}

function markText({ value, formula }: MarkedCell): string {
  if (formula !== null) return `=${plainFormula(formula)}`;
  if (value === null || value === undefined || value === '') return '';
  if (value instanceof Date)
    return `d${new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 10)}`;
  if (typeof value === 'number') return `n${plainNumber(value)}`;
  // A workbook cannot hold control characters or half a character: they are dropped as it is written.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being left out
  const text = textOf(value).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffd-\uffff]/gu, '');
  return `t${text.replace(/\s+/g, ' ').trim()}`;
}

/** The text of a cell: LibreOffice cuts one with letters of several scripts into runs of different fonts. */
export function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'richText' in value)
    return (value.richText as { text: string }[]).map((run) => run.text).join('');
  return String(value ?? '');
}

/** Whole hundredths exactly; anything else to six digits, since programs differ in the last ones. */
function plainNumber(value: number): string {
  const hundredths = Math.round(value * 100);
  const whole = Math.abs(value * 100 - hundredths) < 1e-5;
  return whole ? String(hundredths === 0 ? 0 : hundredths) : `~${value.toPrecision(6)}`;
}

function plainFormula(formula: string): string {
  return formula
    .replace(/_xlfn\./gi, '')
    .replace(/[\s$']/g, '')
    .toUpperCase()
    .replace(/(?<![A-Z0-9_.])\d+\.?\d*(?:E[+-]?\d+)?/g, (digits) => plainNumber(Number(digits)));
}
