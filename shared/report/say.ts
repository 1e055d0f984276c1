import { sayMoney } from '../format/format.ts';

/** Keeps what prose says of money, so that a test can hold every amount against the tables. */
export type Teller = {
  money(what: string, pence: number): string;
  said: { what: string; pence: number; text: string }[];
};

/** A teller with nothing said yet. */
export function teller(): Teller {
  const said: Teller['said'] = [];
  return {
    said,
    money(what, pence) {
      const text = sayMoney(pence);
      said.push({ what, pence, text });
      return text;
    },
  };
}

/** “over” or “under”, for a variance above or below nought. */
export function overOrUnder(pence: number): string {
  return pence > 0 ? 'overspend' : pence < 0 ? 'underspend' : 'balanced position';
}

/** A, B and C. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
