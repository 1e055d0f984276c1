import { formatNumber } from '../format/format.ts';
import { plain, type Sentence, tone } from './sentence.ts';

/** Children in a sentence or a tile: whole, as people are counted. Tables give a decimal on request. */
export const childrenText = (children: number): string => formatNumber(children);

/** The interval of a month, in children. */
export type ChildrenRange = { p10: number; p90: number };

/** What the chart of children is headed with. `ahead` is the children at the end of the month named. */
export function childrenSentence(input: {
  what: string;
  opening: number;
  ahead: number;
  month: string;
  range: ChildrenRange | null;
}): Sentence {
  const { what, opening, ahead, month, range } = input;
  const change = Math.round(ahead) - Math.round(opening);
  if (range)
    return {
      ...plain(
        `${childrenText(ahead)} ${what} by ${month}; 8 of 10 simulated paths end between ${childrenText(range.p10)} and ${childrenText(range.p90)}`,
      ),
      tone: tone(change),
    };
  const people = Math.abs(change) === 1 ? what.replace(/^children/, 'child') : what;
  if (change === 0) return plain(`As many ${what} by ${month} as now`);
  return {
    ...plain(`${childrenText(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} ${people} by ${month}`),
    tone: tone(change),
  };
}

/** Children against the base in whole children. */
export function childrenChange(change: number): Sentence {
  const whole = Math.round(change);
  if (whole === 0) return plain('as base');
  return {
    ...plain(`${whole > 0 ? '▲' : '▼'} ${childrenText(Math.abs(whole))} ${whole > 0 ? 'more' : 'fewer'} than base`),
    tone: tone(whole),
  };
}
