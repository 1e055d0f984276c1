import { formatMoney, type MoneyUnit } from '../../../shared/format/format.ts';

export const unitLabel: Record<MoneyUnit, string> = { pounds: '£', thousands: '£’000', millions: '£m' };

/** Pence in the unit; a dash where there is nothing. */
export function moneyText(pence: number | null | undefined, unit: MoneyUnit): string {
  if (pence === null || pence === undefined) return '–';
  return pence === 0 ? '–' : formatMoney(pence, unit);
}

/** Pence in the unit with its sign said, for differences. */
export function signedText(pence: number | null | undefined, unit: MoneyUnit): string {
  const text = moneyText(pence, unit);
  return pence && pence > 0 && text !== '–' && text !== '0' ? `+${text}` : text;
}

/** Spending over is bad, under is good; nothing is neither. */
export function tone(pence: number | null | undefined): 'over' | 'under' | '' {
  if (!pence) return '';
  return pence > 0 ? 'over' : 'under';
}

/** A short figure in £m with its sign, as the levers show it: `−£0.91m`, `+£14k`. */
export function effectText(pence: number): string {
  if (Math.abs(pence) < 50) return 'no effect';
  const size = Math.abs(pence);
  const sign = pence < 0 ? '−' : '+';
  if (size >= 9_995_000) return `${sign}£${formatMoney(size, 'millions', 2)}m`;
  if (size >= 100_000) return `${sign}£${formatMoney(size, 'thousands')}k`;
  return `${sign}£${formatMoney(size, 'pounds')}`;
}

/** `1 scheme`, `3 schemes`. */
export const countText = (count: number, singular: string) =>
  `${count.toLocaleString('en-GB')} ${singular}${count === 1 ? '' : 's'}`;
