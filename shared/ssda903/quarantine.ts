/** Cleaning step 2: rows that cannot be used are set aside, each with its reason; nothing is put in their place. */
import { addMonths, type CivilDate } from '../model/calendar.ts';
import { change } from './changes.ts';
import { isKnownCode, isSexOf, isTemporary, placeValidity } from './codes.ts';
import type { ParsedReturn, ReturnChange, ReturnEpisode, ReturnHeader } from './types.ts';

/**
 * What is known of a child: birth (or the 1st of its month), the 18th birthday, whether the child ever came as UASC, and
 * the day that status ended by the latest return that says so (null = it has not).
 */
export type ReturnChild = { birth: CivilDate; adult: CivilDate; uasc: 0 | 1; duc: CivilDate | null };

/** The row in words, for before and after: no child, no free text. */
export function rowText(row: { decom: string; dec: string | null; place: string; provider: string }): string {
  return `${row.decom} to ${row.dec ?? 'open'}, ${row.place === '' ? 'no PLACE' : row.place} ${row.provider}`.trimEnd();
}

/** The 18th birthday: the day, or the 1st of the month where only months are held. */
export function adultOn(birth: CivilDate): CivilDate {
  const date = `${addMonths(birth, 216).slice(0, 8)}${birth.slice(8)}`;
  return date.endsWith('02-29') ? `${date.slice(0, 8)}28` : date;
}

/** Births and UASC by child. Headers that disagree are noted; the latest return's is used. */
export function childrenOf(parsed: ParsedReturn, changes: ReturnChange[]): Map<string, ReturnChild> {
  const children = new Map<string, ReturnChild>();
  const sources = new Map<string, ReturnHeader>();
  for (const header of parsed.headers) {
    const other = sources.get(header.childKey);
    if (other && other.birth !== header.birth) {
      const message =
        other.file === header.file
          ? `birth date differs from the one in line ${other.line} of this file: two children may share an identifier; the later row is used`
          : `birth date differs from the one in ${other.file}; the later return is used`;
      const more = { column: 'DOB', before: other.birth, after: header.birth };
      changes.push(change('birth-dates-differ', 'noted', header, message, more));
    }
    if (header.year !== null && !isSexOf(header.sex, header.year)) {
      const message = `SEX is not a code of ${header.year}; the column is not used`;
      changes.push(change('101', 'noted', header, message, { column: 'SEX', severity: 'inform' }));
    }
    sources.set(header.childKey, header);
    const { birth } = header;
    if (other?.birth !== birth) children.set(header.childKey, { birth, adult: adultOn(birth), uasc: 0, duc: null });
  }
  for (const row of parsed.uasc) {
    const child = children.get(row.childKey);
    if (child) Object.assign(child, { uasc: 1, duc: row.duc });
    else changes.push(change('header-missing', 'noted', row, 'in the UASC file, but in no header file', {}));
  }
  return children;
}

/** Why a code keeps its row out, else null. Repeats a code only if it is short enough to be one. */
function wrongCode(row: ReturnEpisode): { column: string; before: string; message: string } | null {
  const shown = (code: string) => (/^[A-Z0-9]{1,5}$/.test(code) ? code : '');
  const named = (code: string) => shown(code) || 'what is written';
  if (row.place === '') return { column: 'PLACE', before: '', message: 'no PLACE' };
  if (placeValidity(row.place, row.year) === 'unknown') {
    const message = `PLACE: ${named(row.place)} is no code of any year (rule 146)`;
    return { column: 'PLACE', before: shown(row.place), message };
  }
  const cells = { LS: row.ls, RNE: row.rne, PLACE_PROVIDER: row.provider, REC: row.rec };
  for (const column of ['LS', 'RNE', 'PLACE_PROVIDER', 'REC'] as const) {
    const code = cells[column];
    if (isKnownCode(column, code)) continue;
    return {
      column,
      before: shown(code),
      message: `${column}: ${named(code)} is not a known code`,
    };
  }
  return null;
}

/** The rows that can be used. Every other row has an entry in `changes`. */
export function usableRows(
  rows: readonly ReturnEpisode[],
  children: ReadonlyMap<string, ReturnChild>,
  birthPrecision: 'month' | 'day',
  changes: ReturnChange[],
): ReturnEpisode[] {
  return rows.filter((row) => {
    const child = children.get(row.childKey);
    const before = rowText(row);
    const refuse = (rule: Parameters<typeof change>[0], message: string, more: Parameters<typeof change>[4] = {}) => {
      changes.push(change(rule, 'quarantined', row, `${message}; row set aside`, { before, ...more }));
      return false;
    };
    if (!child) return refuse('header-missing', 'the child has no header row, so no birth date');
    const wrong = wrongCode(row);
    if (wrong) return refuse('code-unknown', wrong.message, { column: wrong.column, before: wrong.before });
    if (row.dec !== null && row.dec < row.decom)
      return refuse('356', `ends ${row.dec}, before it starts ${row.decom} (rule 356)`);
    // With months held, `birth` is the 1st of the month, so a start in the month of birth passes.
    if (row.decom < child.birth) return refuse('302', `starts ${row.decom}, before the child was born (rule 302)`);
    const { adult } = child;
    // A month is no proof: only a start after the month of the birthday is certainly too late.
    const tooLate = birthPrecision === 'month' ? row.decom.slice(0, 7) > adult.slice(0, 7) : row.decom >= adult;
    if (tooLate) return refuse('352', `starts ${row.decom}, at 18 or over (rule 352)`);
    noteCodes(row, changes);
    return true;
  });
}

/** Findings on a row that is kept. */
function noteCodes(row: ReturnEpisode, changes: ReturnChange[]): void {
  const note = (rule: Parameters<typeof change>[0], message: string, column: string) =>
    changes.push(change(rule, 'noted', row, message, { column }));
  // P2 ended on 28 October 2023, in the middle of a year. A code out of its time still names one group, so it is kept.
  if (placeValidity(row.place, row.year) === 'known' || (row.place === 'P2' && row.decom >= '2023-10-28')) {
    const message = `PLACE ${row.place} is not a code of this time (rule 146); kept in its group`;
    changes.push(change('146', 'noted', row, message, { column: 'PLACE', before: row.place, severity: 'inform' }));
  }
  if ((row.dec === null) !== (row.rec === '')) {
    const message = row.dec === null ? 'has a reason ended but no end date' : 'has an end date but no reason ended';
    note('148', `${message} (rule 148)`, row.dec === null ? 'DEC' : 'REC');
  }
  const free = isTemporary(row.place) || row.place.startsWith('Z');
  if (row.provider === '' && !free) note('213/526', `no provider for ${row.place} (rule 213/526)`, 'PLACE_PROVIDER');
  if (row.provider === 'PR0' && row.place !== 'P1' && !free) {
    note('527-531/550', `provider PR0 (parent) with ${row.place} (rules 527–531, 550)`, 'PLACE_PROVIDER');
  }
}
