import { set } from '../../state/store.ts';

let asked = '';

/** Opens the glossary, at a term when one is given. */
export function openGlossary(term = ''): void {
  asked = term;
  set({ overlay: 'glossary' });
}

/** The term the glossary was opened at; empty when none was named. */
export const termAsked = (): string => asked;
