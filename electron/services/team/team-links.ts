import { randomUUID } from 'node:crypto';
import { openGroup } from '../../../db/change-log.ts';
import { isEmpty } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { deleteTeamLink, openConflicts, readTeamLink, type TeamLink, writeTeamLink } from '../../../db/team-link.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { CopyHead } from './team-database.ts';
import { teamFormat } from './team-schema.ts';

export const refuse = (text: string) =>
  new OutturnError('destination-refused', `${text} Your own copy was left as it is.`);

/** A clock so far from the server's puts wrong times under everything that is sent. */
const mostSkew = 24 * 3600_000;

/** Throws where the clocks of server and computer are days apart. */
export function requireClock(head: CopyHead, now: number): void {
  if (Math.abs(head.now - now) <= mostSkew) return;
  throw refuse(
    'The clock of this computer and that of the server are more than a day apart. Set the clock, or the times of what you send would mislead.',
  );
}

/** Links a local copy to a shared one, new or there already; nothing has been sent or taken yet. Throws where it is linked. */
export function linkCopy(store: Store, address: string, head: CopyHead): TeamLink {
  const before = readTeamLink(store);
  if (before) throw new OutturnError('invalid-input', `This copy belongs to “${before.name}” already.`);
  if (head.seq > 0 && !isEmpty(store)) {
    throw new OutturnError(
      'invalid-input',
      `“${head.name}” holds data already, and so does this copy: rows of different origins are not mixed. Join with a new, empty copy (--workspace of a file that is not there yet).`,
    );
  }
  requireClock(head, Date.parse(store.now()));
  const link: TeamLink = {
    ...{ copy: head.copy, name: head.name, address, children: head.children, role: head.role },
    ...{ seq: 0, chain: '', origin: randomUUID(), pushedGroup: 0, attempts: [] },
  };
  store.transaction('link to a shared copy', () => writeTeamLink(store, link));
  return link;
}

/** The shared copy of a local one. Throws `invalid-input` where there is none. */
export function linkOf(store: Store): TeamLink {
  const link = readTeamLink(store);
  if (link) return link;
  throw new OutturnError(
    'invalid-input',
    'This copy belongs to no shared copy. Say: outturn team create, or outturn team join.',
  );
}

/**
 * Ends the link of a local copy to its shared one: everything here stays as it is, what was not sent stays here alone, and
 * the shared copy is not touched. Throws `team-conflicts` while something is to be chosen.
 */
export function leaveCopy(store: Store): string {
  const { name } = linkOf(store);
  if (openConflicts(store).length > 0) {
    throw new OutturnError('team-conflicts', 'Choose first in what was changed here and by others; then leave.');
  }
  store.transaction('leave a shared copy', () => {
    openGroup(store, `Left the shared copy “${name}”`.slice(0, 500), null);
    deleteTeamLink(store);
  });
  return name;
}

/** Throws, in words, where a server's copy is not the one that was seen, or is of a newer program. */
export function checkedHead(head: CopyHead, link: TeamLink): CopyHead {
  if (head.format > teamFormat) {
    throw refuse(
      `“${head.name}” has been written by a newer Outturn. Install it to go on: this one would lose what it does not know.`,
    );
  }
  if (head.children !== link.children)
    throw refuse(`“${head.name}” holds other kinds of rows than when it was joined.`);
  if (head.seq < link.seq) {
    throw refuse(
      `“${head.name}” is older than what was seen of it (${head.seq} groups, and ${link.seq} were seen): an earlier backup has been put in its place. Nothing was sent or taken. Ask who runs the server to bring the newer one back, or begin a new shared copy from this one.`,
    );
  }
  return head;
}

export const rewritten = () =>
  refuse(
    'The shared copy’s history is not the one that was seen: it has been rewritten on the server, or another backup put in its place. Nothing was sent or taken.',
  );

/** Throws where another exchange of this very copy has come between: what it took must not be written over. */
export function requireUnchanged(store: Store, { copy, seq }: TeamLink): void {
  const now = readTeamLink(store);
  if (now?.copy === copy && now.seq === seq) return;
  throw new OutturnError(
    'destination-refused',
    'Another exchange with the shared copy was going on at the same time. Nothing is lost: try again in a moment.',
  );
}
