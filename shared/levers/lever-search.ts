import type { LeverKind } from '../model/lever.ts';
import { leverDefinitions } from './definitions.ts';

/** True when every word typed begins a word of what is said of a lever. Case and order do not matter. */
export function leverMatches(kind: LeverKind, typed: string): boolean {
  const { label, help, unit, section, search } = leverDefinitions[kind];
  return matches(`${label} ${help} ${unit} ${section} ${search}`, typed);
}

/** True when every word typed is found in a text, whatever its case. */
export function matches(text: string, typed: string): boolean {
  const all = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => all.includes(part));
}
