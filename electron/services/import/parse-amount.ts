import { roundHalfAway } from '../../../shared/model/money.ts';

/** What a header says its figures are counted in, in pounds: 1, 1,000 or 1,000,000; null when it says nothing. */
export type Unit = 1 | 1_000 | 1_000_000 | null;

const units: readonly [RegExp, Unit][] = [
  [/\(?\s*£\s*'?000s?\s*\)?$|\(?\s*£\s*k\s*\)?$|\(\s*£?\s*thousands?\s*\)$/i, 1_000],
  [/\(?\s*£\s*m(illions?)?\s*\)?$|\(\s*£?\s*millions?\s*\)$/i, 1_000_000],
  [/\(?\s*£\s*\)?$|\(\s*pounds?\s*\)$/i, 1],
];

/** Splits `Gross budget (£000)` into its name and its unit. */
export function splitUnit(header: string): { name: string; unit: Unit } {
  const text = header.trim().replaceAll('’', "'");
  for (const [pattern, unit] of units) {
    if (pattern.test(text)) return { name: text.replace(pattern, '').trim(), unit };
  }
  return { name: text, unit: null };
}

const plain = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?$/;

/** A written number — `1,234.5`, `(1,234.50)`, `−3` — or NaN. A comma must mark thousands. */
export function parseNumber(text: string): number {
  let rest = text.replaceAll('−', '-').replaceAll('\u00a0', ' ').trim();
  let sign = 1;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    sign = -1;
    rest = rest.slice(1, -1).trim();
  }
  if (rest.startsWith('-') || rest.startsWith('+')) {
    if (rest.startsWith('-')) sign = -sign;
    rest = rest.slice(1).trim();
  }
  if (/^\d+(\.\d+)?[eE][+-]?\d{1,3}$/.test(rest)) return sign * Number(rest);
  if (rest === '' || rest === '.' || !plain.test(rest)) return Number.NaN;
  return sign * Number(rest.replaceAll(',', ''));
}

const suffixes: Record<string, Unit> = { k: 1_000, m: 1_000_000 };

/**
 * An amount in pence from a cell: `£1,234.50`, `(1,234.50)`, `1.2m`, `£45k`, or plain figures in the header's unit.
 * Gives the pence and whether they were rounded to whole pence, or the reason why not.
 */
export function parseAmount(text: string, unit: Unit): { pence: number; rounded: boolean } | { reason: string } {
  let rest = text
    .trim()
    .replace(/^([-−(]*)\s*£\s*/, '$1')
    .replace(/^£\s*/, '');
  let scale = unit ?? 1;
  const suffix = /^(.*\d)\s*([km])(\)?)$/i.exec(rest);
  if (suffix) {
    const said = suffixes[(suffix[2] ?? '').toLowerCase()] ?? 1;
    if (unit !== null && unit !== said) {
      return { reason: `"${text}" carries a unit of its own that is not the one in the header` };
    }
    scale = said;
    rest = `${suffix[1]}${suffix[3]}`;
  }
  const value = parseNumber(rest);
  if (Number.isNaN(value)) return { reason: `"${text}" is not an amount` };
  const exact = value * scale * 100;
  if (Math.abs(exact) > 1e13) return { reason: `"${text}" is larger than any budget` };
  // 1.15 × 100 is 114.99999999999999: within a thousandth of a penny it is the same amount.
  const near = Math.round(exact);
  if (Math.abs(exact - near) < 0.001) return { pence: near === 0 ? 0 : near, rounded: false };
  return { pence: roundHalfAway(exact), rounded: true };
}
