import type { RegisterName } from '../../../shared/model/registers.ts';

/** Registers whose rows are about one child. */
export const childRegisters: readonly string[] = [
  'placements',
  'placementPrices',
  'turnArounds',
  'episodes',
] satisfies (RegisterName | 'episodes')[];

const whose = "(child|person|client|service user|young person|pupil|carer)('?s)? ";
const personalHeader = new RegExp(
  `^(${whose})?(first |last |full |family |given |legal |preferred )?(name|names|forename|surname|initials)$` +
    '|\\bupn\\b|post ?code|home post|pl post|ethnic|gender|^sex$|religio|national(ity| insurance)|\\bnhs\\b|health|disab|diagnos' +
    '|address|phone|e-?mail|mother|^mc dob$|\\bworker\\b|\\bsw id\\b|known as|\\balias\\b',
);

/** True for headers whose columns are never kept: names, UPN, postcodes, ethnicity, health. `header` is normalised. */
export function isPersonalHeader(header: string): boolean {
  return personalHeader.test(header);
}

/** A full UK postcode anywhere in a text. The outward half alone (an area) is allowed. */
export function holdsPostcode(text: string): boolean {
  return /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i.test(text);
}

/**
 * Text that may name a person where a row has slipped out of its columns: two words with capitals, an e-mail address, a
 * postcode, or ten digits grouped as an NHS number. Said of refused cells only, so a harmless one loses nothing but its quotation.
 */
export function mayNamePerson(text: string): boolean {
  return (
    /\p{Lu}[\p{L}'’-]+,?\s+\p{Lu}/u.test(text) || /@|\b\d{3}[ -]\d{3}[ -]\d{4}\b/.test(text) || holdsPostcode(text)
  );
}

/** Columns whose cells are never repeated in a message, a problem list or a log. */
export function isSensitive(register: string, column: string): boolean {
  return (
    childRegisters.includes(register) && (column === 'childKey' || column === 'birthMonth' || column === 'birthDate')
  );
}
