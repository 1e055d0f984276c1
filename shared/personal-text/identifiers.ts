import { findPhoneNumbersInText } from 'libphonenumber-js';

/** Something in a text that may tell who somebody is; `from` and `to` are places in it. */
export type Found = { kind: PersonalKind; from: number; to: number };
export const personalKinds = [
  'name',
  'nhs-number',
  'upn',
  'national-insurance',
  'postcode',
  'address',
  'telephone',
  'e-mail',
  'birth-date',
] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** What each kind is called in a sentence. */
export const personalKindLabels: Record<PersonalKind, string> = {
  name: 'a name',
  'nhs-number': 'an NHS number',
  upn: 'a unique pupil number',
  'national-insurance': 'a National Insurance number',
  postcode: 'a postcode',
  address: 'an address',
  telephone: 'a telephone number',
  'e-mail': 'an e-mail address',
  'birth-date': 'a date of birth',
};

/**
 * The check digit of an NHS number: the first nine digits weighted 10 down to 2, modulo 11.
 * Source: NHS Data Dictionary, NHS NUMBER.
 */
export function isNhsNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length !== 10 || /^(\d)\1{9}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * The check letter of a unique pupil number: characters 2 to 13 weighted 2 to 13, modulo 23. The last of a temporary
 * number is a letter. Source: Department for Education, Unique pupil numbers: a guide for schools and local authorities.
 */
export function isUpn(text: string): boolean {
  const upn = text.toUpperCase();
  if (!/^[A-Z]\d{11}[\dA-Z]$/.test(upn)) return false;
  const sum = [...upn.slice(1)].reduce((total, character, at) => {
    const value = /\d/.test(character) ? Number(character) : checkLetters.indexOf(character);
    return total + value * (at + 2);
  }, 0);
  return checkLetters[sum % 23] === upn[0];
}

const street =
  '(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Way|Court|Crescent|Terrace|Gardens|Grove|Place|Walk|Mews|Hill|Row|' +
  'Square|Rise|Parade|ROAD|STREET|LANE|AVENUE|CLOSE|DRIVE|road|street|lane|avenue|close|crescent)';

/** Kinds that a pattern finds, and what else must be true of what it found. */
const patterns: readonly { kind: PersonalKind; pattern: RegExp; holds?: (text: string) => boolean }[] = [
  { kind: 'e-mail', pattern: /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu },
  { kind: 'nhs-number', pattern: /(?<![\d£.,])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d]|[.,]\d)/g, holds: isNhsNumber },
  { kind: 'upn', pattern: /\b[A-Z]\d{11}[\dA-Z]\b/gi, holds: isUpn },
  { kind: 'national-insurance', pattern: /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/gi },
  {
    kind: 'postcode',
    pattern:
      /\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?) {0,2}\d[ABD-HJLNP-UW-Z]{2})\b/gi,
  },
  { kind: 'address', pattern: new RegExp(`\\b\\d{1,4}[A-Za-z]? (?:\\p{L}[\\p{L}'’-]* ){1,3}${street}\\b`, 'gu') },
  // Of numbers that look like one here all are asked about, also those that no operator has been given.
  {
    kind: 'telephone',
    pattern: /(?<![\d£.,+])(?:\+44 ?(?:\(0\) ?)?|0044 ?|\(?0)[1-37]\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{2,4}(?![\d]|[.,]\d)/g,
    holds: (text) =>
      [10, 11].includes(
        text
          .replace(/\D/g, '')
          .replace(/^(?:00)?44/, '0')
          .replace(/^00/, '0').length,
      ),
  },
  {
    kind: 'birth-date',
    pattern:
      /\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)[:\s]*\d{1,2}[\s/.-](?:\d{1,2}|[a-z]{3,9})[\s/.-](?:\d{4}|\d{2})\b/gi,
  },
];

/** Numbers, addresses and dates in a text that stand for one person. */
export function findIdentifiers(text: string): Found[] {
  const found: Found[] = [];
  for (const { kind, pattern, holds } of patterns) {
    for (const match of text.matchAll(pattern)) {
      if (holds && !holds(match[0])) continue;
      found.push({ kind, from: match.index, to: match.index + match[0].length });
    }
  }
  // The library reads every text letter by letter: most hold no ten digits.
  if ((text.match(/\d/g)?.length ?? 0) >= 9) {
    for (const { startsAt, endsAt } of findPhoneNumbersInText(text, 'GB')) {
      const digits = text.slice(startsAt, endsAt);
      if (/^(?:0|\+|\(0|44)/.test(digits) && !/^\d+[.,]\d/.test(digits))
        found.push({ kind: 'telephone', from: startsAt, to: endsAt });
    }
  }
  return found;
}
