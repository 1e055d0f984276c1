import { OutturnError } from '../model/problem.ts';
import { type Authority, authorityTypes } from './authority.ts';

/** Which councils of a list are wanted; blank: all. */
export type Selection = { codes: string | null; region: string | null; type: string | null };

const same = (a: string | null, b: string) => a !== null && a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * The councils of a list that are wanted: `codes` is `all` or codes (or names) with commas between; a region and a type
 * narrow it down. Throws `invalid-input` naming what is not in the list, so that no council is left out by a slip.
 */
export function selectCouncils<T extends { council: Authority }>(
  all: readonly T[],
  { codes, region, type }: Selection,
): T[] {
  const wanted = codes === null || same(codes, 'all') ? null : codes.split(',').map((code) => code.trim());
  const unknown = (wanted ?? []).filter(
    (code) => !all.some(({ council }) => same(council.code, code) || same(council.name, code)),
  );
  const list = all.map(({ council }) => council.code).join(', ');
  if (unknown.length > 0)
    throw new OutturnError(
      'invalid-input',
      `There is no council ${unknown.join(', ')} in the list. There are: ${list}.`,
    );
  if (type !== null && !authorityTypes.some((one) => same(one, type))) {
    throw new OutturnError('invalid-input', `There is no type “${type}”. Types are ${authorityTypes.join(', ')}.`);
  }
  const chosen = all.filter(
    ({ council }) =>
      (wanted === null || wanted.some((code) => same(council.code, code) || same(council.name, code))) &&
      (region === null || same(council.region, region)) &&
      (type === null || same(council.type, type)),
  );
  if (chosen.length === 0) {
    throw new OutturnError('invalid-input', `No council of the list is of that region and type. There are: ${list}.`);
  }
  return chosen;
}
