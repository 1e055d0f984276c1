import { useState } from 'react';
import type { ZodType } from 'zod';

type Input = { id: string; name: string; kind: string };

/** What a form of a place holds while it is filled in: `start`, and the words for the folder it has. */
export function usePlace<T extends Input>(start: T, folderNow: string) {
  const [value, change] = useState<T>(start);
  const [secret, setSecret] = useState('');
  const [folder, setFolder] = useState(folderNow);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    value,
    change,
    /** What was typed as the secret; null keeps the one that is held. */
    secret: secret === '' ? null : secret,
    setSecret,
    folder,
    problem,
    /** Takes the folder that a dialog gives; a place without a name gets the folder's. */
    async choose(asked: Promise<{ token: string; name: string } | null>): Promise<void> {
      const chosen = await asked;
      if (!chosen) return;
      setFolder(chosen.name);
      change((now) => ({ ...now, folderToken: chosen.token, name: now.name || chosen.name }));
    },
    /** What may be sent under an id that none of `taken` has; null when something is missing, which is then shown. */
    checked(schema: ZodType<T>, taken: readonly string[]): T | null {
      const found = schema.safeParse({ ...value, id: value.id || idFrom(value.name, taken) });
      if (found.success) return found.data;
      setProblem(found.error.issues[0]?.message ?? 'Something is missing.');
      return null;
    },
  };
}
export type PlaceState<T extends Input> = ReturnType<typeof usePlace<T>>;

/** An identifier from a name that no other of `taken` has: `Shared drive` → `shared-drive`. */
function idFrom(name: string, taken: readonly string[]): string {
  const plain =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 30) || 'place';
  let id = plain;
  for (let number = 2; taken.includes(id); number += 1) id = `${plain}-${number}`;
  return id;
}
