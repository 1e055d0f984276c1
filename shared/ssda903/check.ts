/** The specification's validations that the kept columns allow, told beside the cleaned rows; they change nothing. */
import { addDays, addYears, ageInMonths, type CivilDate, daysBetween, yearStart } from '../model/calendar.ts';
import { change } from './changes.ts';
import type { CleanEpisode } from './clean-episode.ts';
import { isTemporary } from './codes.ts';
import { rowText } from './quarantine.ts';
import type { ReturnChange, ReturnEpisode } from './types.ts';

type Rule = ReturnChange['rule'];

/**
 * Findings on one child's cleaned episodes, by start. `from` is the first day of the earliest return: an episode begun
 * before it may continue one that no return here holds.
 */
export function checkEpisodes(
  episodes: readonly CleanEpisode[],
  from: CivilDate,
  dataDate: CivilDate,
  changes: ReturnChange[],
): void {
  let died = false;
  for (const [index, episode] of episodes.entries()) {
    const [previous, next] = [episodes[index - 1], episodes[index + 1]];
    const follows = previous !== undefined && previous.end === episode.start;
    const { start: decom, end: dec, place, provider } = episode;
    const note = (rule: Rule, message: string, column: string) => {
      const before = rowText({ decom, dec, place, provider });
      // A wrong RNE alters no figure.
      const severity = column === 'RNE' ? 'inform' : 'warn';
      changes.push(change(rule, 'noted', episode, message, { column, before, severity }));
    };
    if (died) note('437', 'starts after an episode that ended with E2 (rule 437)', 'DECOM');
    if (episode.rec === 'E2') died = true;
    if (['P2', 'H5', 'K3'].includes(place) && ageInMonths(episode.birth, decom) < 192) {
      note('370/371', `${place} at under 16 (rule 370/371)`, 'PLACE');
    }
    if (episode.rec === 'X1' && next?.start !== dec && dec !== null && dec <= dataDate) {
      note('388', `ended ${dec} with X1, but no episode starts that day (rule 388)`, 'REC');
    }
    if (isTemporary(place) && dec !== null && next?.start !== dec && episode.rec !== 'X1') {
      note('380/381', `care ends with ${place} (rule 380/381)`, 'PLACE');
    }
    if (previous || decom >= from) checkReason(episode, follows ? previous : undefined, note);
  }
}

/** RNE against what went before: rules 432/433 (it must follow on) and 434/435/436 (it must say what changed). */
function checkReason(
  episode: CleanEpisode,
  previous: CleanEpisode | undefined,
  note: (rule: Rule, message: string, column: string) => void,
): void {
  const { rne } = episode;
  if (rne === '') return;
  if (!previous) {
    if (rne !== 'S')
      note('432/433', `RNE ${rne} continues an episode, but none ends on ${episode.start} (rule 432/433)`, 'RNE');
    return;
  }
  if (rne === 'S') {
    // The episode before ended care that day: leaving and starting again on one day is allowed.
    if (previous.rec === 'X1' || previous.rec === '')
      note('432/433', 'RNE S, but it follows on from an episode (rule 432/433)', 'RNE');
    return;
  }
  const status = previous.ls !== episode.ls && previous.ls !== '' && episode.ls !== '';
  const place = previous.place !== episode.place || previous.provider !== episode.provider;
  if (rne === 'L' && place) note('434/435/436', 'RNE L, but the placement changed too (rule 434/435/436)', 'RNE');
  if ((rne === 'P' || rne === 'T') && status) {
    note('434/435/436', `RNE ${rne}, but the legal status changed too (rule 434/435/436)`, 'RNE');
  }
}

/**
 * Rule 502/503: an episode open at the end of a return must be in the next one held with the same start, or, where years
 * between them are missing, be followed by another. Where the next year is held it is left open: whether the child left is
 * not known. Where years are missing the child left in them, for the return after them tells of all who were there on its
 * first day: the day is not known, and such ends are spread evenly over the years that are missing. Missing years are
 * said. Gives the rows that end so.
 */
export function checkYears(
  children: Iterable<readonly ReturnEpisode[]>,
  changes: ReturnChange[],
): Map<ReturnEpisode, CivilDate> {
  const lists = [...children];
  const files = new Map<string, string>();
  for (const rows of lists) for (const row of rows) files.set(row.year, files.get(row.year) ?? row.file);
  const years = [...files.keys()].filter((year) => year !== '').sort();
  const gone = new Map<string, ReturnEpisode[]>();
  for (const rows of lists) {
    let known: Set<string> | null = null;
    for (const row of rows) {
      if (row.dec !== null) continue;
      const next = years.find((year) => year > row.year);
      if (next === undefined) continue;
      const gap = next !== addYears(row.year, 1);
      // What began in a year that is missing ends what came before it, on a day that is known.
      if (gap && rows.some((other) => other.decom > row.decom)) continue;
      known ??= new Set(rows.map((other) => `${other.year} ${other.decom}`));
      if (known.has(`${next} ${row.decom}`)) continue;
      if (gap) {
        gone.set(`${row.year} ${next}`, [...(gone.get(`${row.year} ${next}`) ?? []), row]);
        continue;
      }
      const message = `open at the end of ${row.year}, but not in the return of ${next} (rule 502/503); left as it is`;
      changes.push(change('502/503', 'noted', row, message, { column: 'DEC', before: rowText(row) }));
    }
  }
  const ends = new Map<ReturnEpisode, CivilDate>();
  years.forEach((year, at) => {
    const before = years[at - 1];
    if (before === undefined || addYears(before, 1) === year) return;
    const [first, last] = [addYears(before, 1), addYears(year, -1)];
    const rows = gone.get(`${before} ${year}`) ?? [];
    const left = rows.length > 0 ? `; ${rows.length} who were there before and not after are ended in it` : '';
    const message =
      first === last
        ? `no return of ${first} is held, between those of ${before} and ${year}: who came and went in that year is not known${left}`
        : `no returns of ${first} to ${last} are held, between those of ${before} and ${year}: who came and went in those years is not known${left}`;
    changes.push(change('year-missing', 'noted', { file: files.get(year) ?? '', line: 0 }, message));
    const days = daysBetween(yearStart(first), yearStart(year));
    const missing =
      first === last ? `the return of ${first} is missing` : `the returns of ${first} to ${last} are missing`;
    rows.forEach((row, place) => {
      const end = addDays(yearStart(first), Math.floor(((place + 0.5) / rows.length) * days));
      ends.set(row, end);
      const told = `open at the end of ${before}, not in the return of ${year}, and ${missing} (rule 502/503): the day of leaving is not known; ended ${end}, as such ends are spread evenly over what is missing`;
      changes.push(change('502/503', 'ended', row, told, { column: 'DEC', before: rowText(row), after: end }));
    });
  });
  return ends;
}
