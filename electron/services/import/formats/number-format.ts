import { dateOfDay } from '../../../../shared/model/calendar.ts';

type Shown =
  | { kind: 'number' | 'date' | 'per cent' }
  /** `places` digits with their leading noughts, and what stands around them. */
  | { kind: 'code'; pattern: string }
  /** Shown in thousands or millions though the cell holds pounds. */
  | { kind: 'scaled'; by: 1_000 | 1_000_000; suffix: 'k' | 'm' };

const shown = new Map<string, Shown>();

/** What the format of a cell says its number is. */
function formatOf(format: string): Shown {
  const [first = ''] = format.split(';');
  // Text in quotation marks, escaped letters and padding are not part of the pattern.
  const plain = first.replace(/\[[^\]]*\]|"[^"]*"|\\.|[_*]./g, '');
  if (plain.includes('%')) return { kind: 'per cent' };
  if (/general/i.test(plain)) return { kind: 'number' };
  if (/[yd]/i.test(plain) || (/m/i.test(plain) && !/[hs]/i.test(plain) && !/\[[hms]+\]/i.test(first)))
    return { kind: 'date' };
  // 00000, "CC"0000, 00-000: every digit is shown, so a code keeps its noughts.
  if (/^[0\-/ ]+$/.test(plain) && (plain.match(/0/g)?.length ?? 0) > 1) {
    const pattern = first
      .replace(/\[[^\]]*\]|[_*]./g, '')
      .replace(/"([^"0]*)"/g, '$1')
      .replace(/\\([^0])/g, '$1');
    return /"|\\/.test(pattern) ? { kind: 'number' } : { kind: 'code', pattern };
  }
  const commas = /[0#?](,+)(?:\.[0#?]*)?(?![0#?,])/.exec(plain)?.[1]?.length ?? 0;
  if (commas === 1) return { kind: 'scaled', by: 1_000, suffix: 'k' };
  return commas === 2 ? { kind: 'scaled', by: 1_000_000, suffix: 'm' } : { kind: 'number' };
}

/** Digits put into the noughts of a pattern from the right: 123 in 00000 is 00123. */
function inPattern(value: number, pattern: string): string {
  const places = pattern.match(/0/g)?.length ?? 0;
  const digits = String(Math.abs(value)).padStart(places, '0');
  let at = digits.length - places;
  let over = digits.slice(0, at);
  const text = [...pattern].map((letter) => {
    if (letter !== '0') return letter;
    const digit = `${over}${digits[at]}`;
    over = '';
    at += 1;
    return digit;
  });
  return `${value < 0 ? '-' : ''}${text.join('')}`;
}

/** Fifteen figures are all that a spreadsheet holds: 0.07 × 100 is 7.000000000000001. */
const exact = (value: number): number => Number(value.toPrecision(15));

/**
 * A number as its format shows its kind: a date as `YYYY-MM-DD`, a per cent with its sign, a code with its leading
 * noughts, and figures shown in thousands with the letter that says so (98765432 shown as 98,765 is `98765.432k`).
 */
export function numberText(value: number, format: string, from1904: boolean): string {
  let kind = shown.get(format);
  if (!kind) {
    kind = formatOf(format);
    shown.set(format, kind);
  }
  if (kind.kind === 'per cent') return `${exact(value * 100)}%`;
  // Excel's two calendars begin 1,462 days apart.
  if (kind.kind === 'date' && value >= 1 && value < 2_958_466)
    return dateOfDay(Math.floor(value) - (from1904 ? 24_107 : 25_569));
  if (kind.kind === 'code' && Number.isSafeInteger(value)) return inPattern(value, kind.pattern);
  if (kind.kind === 'scaled' && value !== 0) return `${exact(value / kind.by)}${kind.suffix}`;
  return String(value);
}
