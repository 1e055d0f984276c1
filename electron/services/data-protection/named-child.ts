import type { Store } from '../../../db/store.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type ChildKey, pseudonymiser } from '../import/child-key.ts';

const pseudonym = /\bck[1-9]\d{0,3}-[0-9a-f]{32}\b/g;

/** A child as a person names it: by an identifier of another system, or by the pseudonym the copy shows. */
export type NamedChild = {
  /** Null where the name is a pseudonym. */
  identifier: string | null;
  /** Tells whether a pseudonym, of any generation of the key, is this child. */
  is(pseudonym: string): boolean;
};

/**
 * The child of a name. `keys` null: the key of the pseudonyms cannot be read here, and only a pseudonym will do. Throws
 * `key-missing` for an identifier without the key.
 */
export function childNamed(name: string, keys: ChildKey | null): NamedChild {
  const typed = name.trim();
  if (typed === '') throw new OutturnError('invalid-input', 'Name the child: --child IDENTIFIER or PSEUDONYM.');
  const made = /^ck[1-9]\d{0,3}-[0-9a-f]{32}$/.test(typed);
  if (keys === null) {
    if (made) return { identifier: null, is: (one) => one === typed };
    throw new OutturnError(
      'key-missing',
      'The key of the pseudonyms cannot be read here, so a child can be named only by its pseudonym, as the local copy shows it.',
    );
  }
  const newest = pseudonymiser(keys);
  const wanted = newest(typed);
  return { identifier: made ? null : typed, is: (one) => newest(one) === wanted };
}

/** The pseudonyms of a copy that are this child: of its rows, and of what its log remembers. */
export function pseudonymsIn(store: Store, child: NamedChild): Set<string> {
  const stored = store
    .prepare(
      'select child_key as child from placements union select child_key from episodes union select child_key from turn_arounds',
    )
    .all() as {
    child: string;
  }[];
  const all = new Set(stored.map((row) => row.child));
  const texts = store.prepare(
    `select "before" as text from "changes" where entity in ('placements', 'episodes', 'turnArounds') and "before" is not null
     union all select "after" from "changes" where entity in ('placements', 'episodes', 'turnArounds') and "after" is not null`,
  );
  // A row that was refused may be all there is of a child.
  const refused = store.prepare('select "original" as text from "import_problems" where "original" is not null');
  for (const { text } of refused.iterate() as IterableIterator<{ text: string }>) {
    for (const [found] of text.matchAll(pseudonym)) all.add(found);
  }
  for (const { text } of texts.iterate() as IterableIterator<{ text: string }>) {
    for (const [found] of text.matchAll(pseudonym)) all.add(found);
  }
  return new Set([...all].filter((one) => child.is(one)));
}
