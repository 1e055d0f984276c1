/** Cells that say nothing, or whose value is not there. */

const blankTokens = new Set(['', '-', '–', '—', 'n/a', 'na', '#n/a', 'null', 'none', 'nil return', 'tb', 'tbc', 'tba']);

/** Cells that mean "not known": they stay blank and never become nought. */
export function isBlank(text: string): boolean {
  return text === '' || (text.length <= 10 && blankTokens.has(text.trim().toLowerCase()));
}

/** Texts of cells whose value is not there: the readers of workbooks write them, the reader of cells refuses them in words. */
export const cellMarks = { uncalculated: '#NOT-CALCULATED', failed: '#ERROR' } as const;

/** Spaces of every width as plain ones; typographic minus signs as a hyphen. */
export const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ');

/** A text as a message quotes it. */
export const quoted = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

const unseen = /[\u00ad\u200b\u2060\ufeff]/;
/** A text without the characters of no width that web pages and mark-up leave in cells: they would make two of one code. */
export const withoutUnseen = (text: string): string =>
  unseen.test(text) ? text.replace(/[\u00ad\u200b\u2060\ufeff]/g, '') : text;
