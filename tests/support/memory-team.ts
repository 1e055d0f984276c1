import type { CopyHead, LinkedGroup, Member, TeamServer } from '../../electron/services/team/team-database.ts';
import type { StoredGroup } from '../../shared/team/group.ts';

/** A shared copy in memory that keeps the rule of the server's `push`, with faults on the way there and back. */
export function memoryTeam(children = true) {
  const groups: StoredGroup[] = [];
  const faults = { before: 0, after: 0 };
  let random: () => number = () => 1;
  const lost = (share: number) => {
    if (random() < share) throw new Error('The connection was cut.');
  };
  const head = (): CopyHead => ({
    ...{
      copy: 'c',
      name: 'Team',
      children,
      format: 1,
      role: 'owner',
      person: 'A',
      now: Date.parse('2024-02-10T09:00:00Z'),
    },
    ...{ seq: groups.length, chain: groups.at(-1)?.chain ?? '' },
  });
  const server: TeamServer = {
    copies: async () => [{ copy: 'c', name: 'Team' }],
    create: async () => 'c',
    members: async (): Promise<Member[]> => [],
    addMember: async () => {},
    async head() {
      lost(faults.before);
      return head();
    },
    async pull(_, after) {
      lost(faults.before);
      return structuredClone(groups.slice(after));
    },
    async push(_, parent, given: readonly LinkedGroup[]) {
      lost(faults.before);
      if (parent !== groups.length) return null;
      given.forEach((group, at) => {
        groups.push({ ...structuredClone(group), seq: parent + at + 1, login: group.person, at: group.saidAt });
      });
      // Written, and the answer never arrives.
      lost(faults.after);
      return groups.length;
    },
  };
  return {
    server,
    groups,
    head,
    faults(share: number, draw: () => number) {
      [faults.before, faults.after, random] = [share, share, draw];
    },
  };
}
