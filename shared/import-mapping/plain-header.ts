import { normalHeader } from './header.ts';

const yearSpan = /(?<![\d/])(?:fy\s*)?(?:20)?\d{2}\s*[/–-]\s*(?:20)?\d{2}(?![\d/])/g;
const standing: readonly [RegExp, string][] = [
  [/\bcent(?:er|re)s?\b|\bctr\b/g, 'centre'],
  [/\bcostcentre\b|\bc centre\b|\bcc\b|\bcctr\b/g, 'cost centre'],
  [/\b(?:descr?|desc)\b/g, 'description'],
  [/\b(?:exp|expend|expnd)\b/g, 'expenditure'],
  [/\binc\b/g, 'income'],
  [/\b(?:bud|bgt|budg)\b/g, 'budget'],
  [/\b(?:num|number|nbr|no)\b|#/g, 'no'],
  [/\b(?:reference|refs)\b/g, 'ref'],
  [/\b(?:prob|probab)\b/g, 'probability'],
  [/\b(?:yr)\b/g, 'year'],
  [/\b(?:per|pd|prd)\b/g, 'period'],
  [/\b(?:wkly|pw|p w|per week|week)\b/g, 'weekly'],
  [/\bdate of birth\b|\bbirth date\b|\bbirthdate\b/g, 'dob'],
  [/\byoung person\b|\bservice user\b|\bclient\b|\bchilds?\b|\bperson\b|\byp\b/g, 'child'],
];

/** A header as synonyms are written: lower case, no unit, year or punctuation, and one spelling of what is often shortened. */
export function plainHeader(header: string): string {
  const normal = normalHeader(header);
  const named = normal.replace(yearSpan, ' ').trim();
  // "2025/26 £000" is an amount of a year and says no more.
  let text = (named === '' && normal !== '' ? 'year amount' : named)
    .replace(/\bin[\s-]+year\b/g, 'inyear')
    .replace(/%/g, ' percent ')
    .replace(/\//g, ' ')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9+&#]+/g, ' ')
    .replace(/\b(?:the|of|for|a|an|in|to|gbp)\b(?! birth)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // "date of birth" lost its "of" above: it is one word from here on.
  text = text.replace(/\bdate birth\b/g, 'dob');
  for (const [pattern, name] of standing) text = text.replace(pattern, name);
  return text.replace(/\s+/g, ' ').trim();
}
