import type { Store } from '../../../db/store.ts';
import { openConflicts, setMine, settleConflict, type TeamLink } from '../../../db/team-link.ts';
import { applyTeamChanges, isKnownHere, readSeen, readTeamState } from '../../../db/team-state.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { rowName, type TeamChange } from '../../../shared/team/change.ts';
import type { OpenConflict } from '../../../shared/team/merge.ts';
import { linkOf } from './team-links.ts';

/** What is to be chosen in, with what is here by now: an edit made since is what somebody chooses to keep or to give up. */
export function conflictsNow(store: Store): OpenConflict[] {
  bringUpToDate(store, linkOf(store));
  return openConflicts(store);
}

/** Open conflicts say what is here by now. */
export function bringUpToDate(store: Store, link: TeamLink): void {
  const open = openConflicts(store);
  if (open.length === 0) return;
  const { rows } = readTeamState(store, link.children);
  store.transaction('bring conflicts up to date', () => {
    for (const { id, register, key, field } of open) {
      const row = rows.get(rowName(register, key)) ?? null;
      setMine(store, id, row === null || field === null ? row : { [field]: row[field] ?? null });
    }
  });
}

/** Chooses in a conflict: what is here stays and is sent, or what the others have is taken here. Throws `invalid-input`. */
export function settle(store: Store, id: number, choice: 'mine' | 'theirs', why: string | null): void {
  const link = linkOf(store);
  bringUpToDate(store, link);
  const conflict = openConflicts(store).find((one) => one.id === id);
  if (!conflict) throw new OutturnError('invalid-input', `There is no open conflict ${id}.`);
  store.transaction('choose in a conflict', () => {
    if (choice === 'theirs') takeTheirs(store, link, conflict, why);
    settleConflict(store, id, choice);
  });
}

function takeTheirs(store: Store, link: TeamLink, { register, key, field }: OpenConflict, why: string | null): void {
  const seen = readSeen(store).get(rowName(register, key)) ?? null;
  const local = readTeamState(store, link.children);
  const mine = local.rows.get(rowName(register, key)) ?? null;
  const wanted = field === null || !mine || !seen ? seen : { ...mine, [field]: seen[field] ?? null };
  if (mine === null && wanted === null) return;
  const change: TeamChange = { register, key, before: mine, after: wanted };
  if (!isKnownHere(register, link.children)) {
    throw new OutturnError('invalid-input', 'This is of a newer Outturn: choose there.');
  }
  applyTeamChanges(store, local, [change], `Chosen: what “${link.name}” has`, why);
}
