/** How values are written for people: English (GB), minus sign for negatives, nothing invented for blanks. */

export type MoneyUnit = 'pounds' | 'thousands' | 'millions';

const grouped = new Map<number, Intl.NumberFormat>();
function formatter(places: number): Intl.NumberFormat {
  let found = grouped.get(places);
  if (!found) {
    found = new Intl.NumberFormat('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
    grouped.set(places, found);
  }
  return found;
}

/** A number with thousands separators and a true minus sign; rounds half away from zero; never "−0". */
export function formatNumber(value: number, places = 0): string {
  const factor = 10 ** places;
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * factor + 1e-9)) / factor;
  return rounded === 0 ? formatter(places).format(0) : formatter(places).format(rounded).replace('-', '−');
}

/** Pence in a unit, without sign of currency: 123456789 → `1,234,568` · `1,235` · `1.235`. */
export function formatMoney(pence: number, unit: MoneyUnit, places?: number): string {
  if (unit === 'pounds') return formatNumber(pence / 100, places ?? 0);
  if (unit === 'thousands') return formatNumber(pence / 100_000, places ?? 0);
  return formatNumber(pence / 100_000_000, places ?? 3);
}

/** Pence as a sentence would say them: `£9.544m`, `£365k`, `£12.50`, with `−` before the pound sign. */
export function sayMoney(pence: number): string {
  const sign = pence < 0 ? '−' : '';
  const size = Math.abs(pence);
  if (size >= 99_950_000) return `${sign}£${formatNumber(size / 100_000_000, 3)}m`;
  if (size >= 100_000) return `${sign}£${formatNumber(size / 100_000, 0)}k`;
  return `${sign}£${formatNumber(size / 100, size % 100 === 0 ? 0 : 2)}`;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** When something happened, by the clock of this computer: `22 Nov 2026, 14:05`. `stamp` is ISO 8601 in UTC. */
export function formatMoment(stamp: string): string {
  const at = new Date(stamp);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${formatDate(day)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `2024-03-31` → `31 Mar 2024`. */
export function formatDate(date: string): string {
  return `${Number(date.slice(8, 10))} ${monthNames[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

/** The day that stands for “no dated row is held” (shared/model/snapshot.ts, db/snapshot.ts). */
const noDate = '1970-01-01';

/** The day the data reach, `31 Mar 2024`; with nothing dated, so. */
export const dataDay = (date: string): string => (date <= noDate ? 'no actuals or placements yet' : formatDate(date));

/** `data to 31 Mar 2024`, for the head of an output; with nothing dated, so. */
export function dataTo(date: string): string {
  return date <= noDate ? 'no actuals or placements yet' : `data to ${formatDate(date)}`;
}

/** `2024-03-01` → `Mar 2024`. */
export function formatMonth(date: string): string {
  return `${monthNames[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

/** Hundredths of a per cent: 4416 → `44.16 %`. */
export function formatShare(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2)} %`;
}

/** `P9 2023/24`. */
export function formatPeriod(year: string, period: number): string {
  return `P${period} ${year}`;
}
