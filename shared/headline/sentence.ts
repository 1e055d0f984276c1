import { formatMoney, formatNumber, type MoneyUnit } from '../format/format.ts';
import type { Pence } from '../model/money.ts';

/** Bad (costs more), good (costs less), or neither. Colour, arrow and wording of a figure all follow from it. */
export type Tone = 'over' | 'under' | '';

/** An amount or a share that a sentence says, so that a test can hold each against the figures. */
export type Claim =
  | { kind: 'money'; pence: Pence; text: string }
  /** A part of a whole: `part` never exceeds `whole` and has its sign; `percent` is 0 to 100. */
  | { kind: 'part'; part: Pence; whole: Pence; percent: number };

/** A sentence of a headline with what it claims; `effect` is what it says of the cost, pence: above zero costs more. */
export type Sentence = { text: string; tone: Tone; effect: Pence; claims: Claim[] };

/** A headline figure. `value` is `pence` in the unit of the tables, to the character. */
export type HeadlineTile = {
  key: string;
  label: string;
  value: string;
  pence: Pence | null;
  tone: Tone;
  foot: Sentence;
};

/** Spending more is bad, spending less is good, no change is neither. */
export function tone(effect: Pence | null | undefined): Tone {
  if (!effect) return '';
  return effect > 0 ? 'over' : 'under';
}

/** Pence in the unit; a dash where there is nothing. */
export function moneyText(pence: Pence | null | undefined, unit: MoneyUnit): string {
  return pence ? formatMoney(pence, unit) : '–';
}

/** Pence in the unit with its sign said, for differences. */
export function signedText(pence: Pence | null | undefined, unit: MoneyUnit): string {
  const text = moneyText(pence, unit);
  return pence && pence > 0 && text !== '–' && text !== '0' ? `+${text}` : text;
}

const suffix: Record<MoneyUnit, string> = { pounds: '', thousands: 'k', millions: 'm' };

/** The size of an amount in a sentence, in the unit of the tables: `£839k`, `£0.302m`, `£1,250`. Never signed. */
export function sizeText(pence: Pence, unit: MoneyUnit): string {
  return `£${formatMoney(Math.abs(pence), unit)}${suffix[unit]}`;
}

/** `£302k over`, `£40k under`, `on budget`. */
export function overUnder(pence: Pence, unit: MoneyUnit): string {
  return pence === 0 ? 'on budget' : `${sizeText(pence, unit)} ${pence > 0 ? 'over' : 'under'}`;
}

/** A part of a whole in per cent, 0 to 100; null where it is not a part of it: of the other sign, or larger. */
export function shareOf(part: Pence, whole: Pence): number | null {
  if (whole === 0 || Math.sign(part) * Math.sign(whole) < 0 || Math.abs(part) > Math.abs(whole)) return null;
  return (100 * part) / whole;
}

/** A share in a sentence: never 100 % for less than all, nor 0 % for more than nothing. */
export function shareText(percent: number): string {
  const whole = Math.round(percent);
  if (whole === 100 && percent < 100) return 'over 99 %';
  return whole === 0 && percent > 0 ? 'under 1 %' : `${formatNumber(whole)} %`;
}

/** A sentence that claims nothing. */
export const plain = (text: string): Sentence => ({ text, tone: '', effect: 0, claims: [] });

/** The claim of an amount, as a sentence in this unit says it. */
export const said = (pence: Pence, unit: MoneyUnit): Claim => ({ kind: 'money', pence, text: sizeText(pence, unit) });

/** A change against the base with an arrow, so that colour is not the only sign: `▲ £120k over base`. */
export function changeSentence(effect: Pence, unit: MoneyUnit): Sentence {
  if (effect === 0) return plain('as base');
  return {
    text: `${effect > 0 ? '▲' : '▼'} ${sizeText(effect, unit)} ${effect > 0 ? 'over' : 'under'} base`,
    tone: tone(effect),
    effect,
    claims: [said(effect, unit)],
  };
}
