import { formatMoney, type MoneyUnit } from '../../../shared/format/format.ts';

export { moneyText, signedText, tone } from '../../../shared/headline/sentence.ts';

export const unitLabel: Record<MoneyUnit, string> = { pounds: '£', thousands: '£’000', millions: '£m' };

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
