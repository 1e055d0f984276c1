import { z } from 'zod';

/**
 * What the council's IT lays down for a computer: a file only administrators write, or the registry's policies. What is left
 * out leaves Outturn as it is. Macros of any kind are never written or run, whatever a policy says: there is no setting.
 */
const text = z.string().trim().min(1).max(1000);
export const policySchema = z.strictObject({
  /** Folders that may be saved to, delivered to and read from on a schedule; null for any. */
  folders: z.array(text).max(200).nullable().default(null),
  /** Hosts exports may go to and data come from; null for whatever a person allows. */
  destinations: z.array(text).max(200).nullable().default(null),
  /** Where a notice of a new version lies: a folder or an https address that IT names. `off`: nothing is ever asked. */
  updates: text.default('off'),
  /** `system`: the proxy the computer is set up with (PAC included); `none`; or the address of one. */
  proxy: text.default('system'),
  /** A PEM file of further certificate authorities, beside those of the system; null for none. */
  certificates: text.nullable().default(null),
  /** False: the portable mode is not taken, wherever Outturn is started from. */
  portable: z.boolean().default(true),
});
export type Policy = z.infer<typeof policySchema>;

/** `problem`: why the policy that is there could not be read; then nothing may leave the computer until it is put right. */
export type PolicyFound = { policy: Policy; from: string | null; problem: string | null };

export const noPolicy: Policy = policySchema.parse({});
const closed: Policy = { ...noPolicy, folders: [], destinations: [], portable: false };

/** Reads one policy out of what a place holds: null where there is none, a text of JSON, or named values (the registry's). */
export function policyOf(found: { from: string; value: unknown } | null): PolicyFound {
  if (found === null) return { policy: noPolicy, from: null, problem: null };
  const { from, value } = found;
  try {
    const read = policySchema.parse(typeof value === 'string' ? JSON.parse(value.replace(/^\ufeff/, '')) : value);
    return { policy: read, from, problem: null };
  } catch {
    return {
      policy: closed,
      from,
      problem: `The policy of this computer (${from}) cannot be read, so nothing may be saved, sent or fetched. Ask your IT team to put it right.`,
    };
  }
}
