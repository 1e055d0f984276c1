import { type Found, findIdentifiers, type PersonalKind, personalKindLabels } from './identifiers.ts';
import { findNames } from './names.ts';

const most = 50_000;
const remembered = new Map<string, Found[]>();

/**
 * What in a text may tell who a child, a carer or an officer is, in its order, without overlaps. A text that is asked for
 * again, as cells of a register are, is not read again.
 */
export function watchText(text: string): Found[] {
  const known = remembered.get(text);
  if (known) return known;
  const kept: Found[] = [];
  // An identifier goes before a name inside it: the street of an address may be called after somebody.
  for (const one of [...findIdentifiers(text), ...findNames(text)]) {
    if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  }
  kept.sort((a, b) => a.from - b.from);
  if (remembered.size >= most) remembered.clear();
  remembered.set(text, kept);
  return kept;
}

/** The kinds found, each once, in order. */
export const kindsOf = (found: readonly Found[]): PersonalKind[] => [...new Set(found.map(({ kind }) => kind))];

/** The text with what may tell who somebody is left out: for lists of problems, messages and public papers. */
export function withholdPersonal(text: string, found: readonly Found[] = watchText(text)): string {
  let out = '';
  let at = 0;
  for (const { kind, from, to } of found) {
    out += `${text.slice(at, from)}[${personalKindLabels[kind]} withheld]`;
    at = to;
  }
  return out + text.slice(at);
}
