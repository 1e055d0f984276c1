import { z } from 'zod';
import { OutturnError } from '../model/problem.ts';

/** Types of authority as the Department for Education's statistics name them, and the alliances they buy through. */
export const authorityTypes = [
  'county',
  'unitary',
  'metropolitan',
  'london-borough',
  'trust',
  'alliance',
  'other',
] as const;

/** A council as a dimension of many: who it is, where, of what type. `code`: the ONS code, or whatever names it uniquely. */
export const authoritySchema = z.strictObject({
  code: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(200),
  region: z.string().trim().max(100).nullable(),
  type: z.enum(authorityTypes).nullable(),
});
export type Authority = z.infer<typeof authoritySchema>;

/** Throws `invalid-input` where two of a set have one code: their results would be one another's. */
export function requireDifferent(authorities: readonly Authority[]): void {
  const seen = new Map<string, Authority>();
  for (const authority of authorities) {
    const key = authority.code.toLowerCase();
    const other = seen.get(key);
    if (other) {
      throw new OutturnError(
        'invalid-input',
        `${other.name} and ${authority.name} both have the code ${authority.code}. Give each council a code of its own.`,
        { code: authority.code },
      );
    }
    seen.set(key, authority);
  }
}
