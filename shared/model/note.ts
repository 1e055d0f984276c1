/** What a note is about, so that a screen can show it where it belongs; references are codes and ids, never names. */
export type NoteSubject = {
  kind: 'line' | 'saving' | 'pressure' | 'scheme' | 'group' | 'assumption' | 'lever';
  reference: string;
};

/**
 * Something that must be said beside a figure. `block`: the figure lacks something and a period is not issued with it;
 * `warn`: it was capped, stood in for or left out; `inform`: how it was made.
 */
export type Note = {
  code: string;
  severity: 'block' | 'warn' | 'inform';
  about: NoteSubject | null;
  text: string;
};

/** A note; about nothing in particular where `about` is left out. */
export function note(code: string, severity: Note['severity'], text: string, about: NoteSubject | null = null): Note {
  return { code, severity, about, text };
}

/** The notes that belong to one thing, by its code or id. */
export function notesAbout(notes: readonly Note[], kind: NoteSubject['kind'], reference: string): Note[] {
  return notes.filter(({ about }) => about?.kind === kind && about.reference === reference);
}

/** Each note once, in order. */
export function uniqueNotes(notes: readonly Note[]): Note[] {
  const seen = new Set<string>();
  return notes.filter(({ text, about }) => {
    const key = `${about?.kind ?? ''} ${about?.reference ?? ''} ${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
