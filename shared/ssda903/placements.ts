/** From a cleaned return to rows of the `placements` register (docs/data.md §2). */
import { monthStart } from '../model/calendar.ts';
import type { Placement } from '../model/registers.ts';
import { change } from './changes.ts';
import type { CleanEpisode } from './clean-episode.ts';
import type { ReturnChange } from './types.ts';

export type PlacementRow = Omit<Placement, 'id'>;

/**
 * Joins episodes that differ only in legal status (RNE L, same PLACE and provider, no gap), then makes one row a
 * placement. `reference` = child key and start, so that a later return updates the same placement.
 * The return says who provides, not how it was bought: PR0 and PR1 are in-house, all others spot until priced otherwise.
 */
export function placementRows(
  episodes: readonly CleanEpisode[],
  birth: 'month' | 'day' = 'month',
): { placements: PlacementRow[]; changes: ReturnChange[] } {
  const placements: PlacementRow[] = [];
  const changes: ReturnChange[] = [];
  let [last, row]: [CleanEpisode | undefined, PlacementRow | undefined] = [undefined, undefined];
  for (const episode of episodes) {
    if (last && row && continues(last, episode)) {
      const message = `legal status only; joined to the placement that began ${row.start}`;
      const before = `${episode.start} to ${episode.end ?? 'open'}`;
      const after = `${row.start} to ${episode.end ?? 'open'}`;
      changes.push(change('legal-status-only', 'merged', episode, message, { before, after }));
      row.end = episode.end;
      row.uasc = episode.uasc;
      row.endReason = endReason(episode);
    } else if (episode.end !== episode.start) {
      row = placementRow(episode, birth);
      placements.push(row);
    }
    last = episode;
  }
  return { placements, changes };
}

const continues = (last: CleanEpisode, next: CleanEpisode) =>
  next.rne === 'L' &&
  last.childKey === next.childKey &&
  last.end === next.start &&
  last.place === next.place &&
  last.provider === next.provider &&
  last.groupCode === next.groupCode &&
  last.shortBreak === next.shortBreak;

const endReason = (episode: CleanEpisode) => (episode.end === null || episode.rec === '' ? null : episode.rec);

function placementRow(episode: CleanEpisode, birth: 'month' | 'day'): PlacementRow {
  const inHouse = episode.provider === 'PR0' || episode.provider === 'PR1';
  return {
    reference: `${episode.childKey}:${episode.start}`,
    childKey: episode.childKey,
    birthMonth: monthStart(episode.birth),
    birthDate: birth === 'day' ? episode.birth : null,
    uasc: episode.uasc,
    groupCode: episode.groupCode,
    provider: episode.provider === '' ? null : episode.provider,
    route: inHouse ? 'in-house' : 'spot',
    start: episode.start,
    end: episode.end,
    expectedEnd: null,
    area: null,
    unitCode: null,
    shortBreak: episode.shortBreak,
    endReason: endReason(episode),
  };
}
