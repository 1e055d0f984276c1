import { canonicalJson } from '../scenario-file/canonical-json.ts';
import type { TeamChange } from './change.ts';

/** A group of changes as it travels: one act of one person. `saidAt`: by the clock of the computer it was made on. */
export type TeamGroup = {
  id: string;
  person: string;
  label: string;
  why: string | null;
  saidAt: string;
  changes: TeamChange[];
};

/** The same as a shared copy keeps it: in order, by whom it was sent, and chained to all before it. */
export type StoredGroup = TeamGroup & { seq: number; login: string; at: string; chain: string };

/** The text whose SHA-256 is a group's link of the chain: it depends on every group before it. */
export const linkText = (previous: string, { id, person, label, why, saidAt, changes }: TeamGroup): string =>
  `${previous}\n${canonicalJson({ id, person, label, why, saidAt, changes })}`;

/** What somebody may do in a shared copy. */
export const teamRoles = ['owner', 'preparer', 'reviewer', 'approver', 'reader'] as const;
export type TeamRole = (typeof teamRoles)[number];
