import { z } from 'zod';
import { type RefreshRule, refreshRules } from '../refresh/decide-cell.ts';
import { folderPlace, folderToken, isPrivate, notPrivate, placeName, postgresqlPlace, webdavPlace } from './place.ts';
import type { Columns } from './register.ts';
import { type RegisterName, registerNames, registers } from './registers.ts';

/** Where the local copy takes new data from. */
const register = z.enum(registerNames as [RegisterName, ...RegisterName[]]);
const rule = z
  .strictObject({ register, column: z.string().max(60), rule: z.enum(refreshRules) })
  .refine(
    ({ register: name, column }) => column === '*' || column in (registers[name].columns as Columns),
    'There is no such column.',
  );
const common = {
  ...placeName,
  /** Who wins where a cell was edited here and changed at the source, by column; `*` stands for whole rows. */
  rules: z.array(rule).max(500),
  otherwise: z.enum(refreshRules),
};
const folder = z.strictObject({
  ...common,
  ...folderPlace,
  /** Notices new extracts by itself; nothing is taken in without a preview. */
  watch: z.boolean(),
});
const webdav = z.strictObject({ ...common, ...webdavPlace });
const query = z.strictObject({ register, sql: z.string().trim().min(1, 'Write the query.').max(20_000) });
const postgresql = z
  .strictObject({
    ...common,
    ...postgresqlPlace,
    /** One read-only query for each register it fills; its column names are read like the headers of an extract. */
    queries: z.array(query).min(1, 'Write a query.').max(30, 'At most 30 queries are run.'),
  })
  .refine(isPrivate, notPrivate);

export const sourceSchema = z.discriminatedUnion('kind', [folder, webdav, postgresql]);
export type Source = z.infer<typeof sourceSchema>;
export type SourceOf<K extends Source['kind']> = Extract<Source, { kind: K }>;

/** What the page may send: a folder is a token from a dialog, or null to keep the one it has. */
export const sourceInputSchema = z.discriminatedUnion('kind', [
  folder.omit({ folder: true }).extend({ folderToken }),
  webdav,
  postgresql,
]);
export type SourceInput = z.infer<typeof sourceInputSchema>;

/** What the Data screen shows of a source. */
export type SourceStatus = {
  source: Source;
  /** The host it is read from; null for a folder. */
  host: string | null;
  hostAllowed: boolean;
  secretKept: boolean;
  /** When a refresh from it was last taken in, ISO; null = never. */
  lastRefreshed: string | null;
  /** When new extracts were last noticed and not yet taken in, ISO. */
  changedAt: string | null;
  /** Being read just now. */
  reading: boolean;
};

/** A cell, or a whole row (`column` null), that was edited here and changed at the source. */
export type RefreshQuestion = {
  /** Stable between a preview and its commit. */
  id: string;
  register: RegisterName;
  /** The row's key in words. */
  row: string;
  column: string | null;
  rule: RefreshRule;
  held: string | number | null;
  incoming: string | number | null;
  /** What the source last said; null also when it never said anything. */
  imported: string | number | null;
};
