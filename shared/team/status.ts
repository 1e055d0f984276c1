import type { OpenConflict } from './merge.ts';

/** What is here and there: without a server, what is known. */
export type TeamStatus = {
  name: string;
  role: string;
  children: boolean;
  /** Groups that were seen, and that the server has beyond; null without the server. */
  seq: number;
  behind: number | null;
  /** Groups and changes to send. */
  groups: number;
  changes: number;
  conflicts: OpenConflict[];
};
