import { call } from './bridge.ts';

/**
 * What the window remembers between starts. The application keeps it: a page served by the browser that stands in for
 * Electron has a storage that is gone with its profile.
 */
const held = new Map<string, string>();
let reading: Promise<void> | null = null;

/** Reads what was remembered, once; nothing is drawn before. Without it the window works, and has only forgotten. */
export function readMemory(): Promise<void> {
  reading ??= call('choices', {}).then((answer) => {
    if (answer.ok) for (const [key, value] of Object.entries(answer.value)) held.set(key, value);
  });
  return reading;
}

export const recall = (key: string): string | null => held.get(key) ?? null;

/** What was remembered, where it is still one of those there are. */
export function recallOne<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  return allowed.find((value) => value === held.get(key)) ?? fallback;
}

/** Keeps a choice of the window for the next start. */
export function remember(key: string, value: string): void {
  if (held.get(key) === value) return;
  held.set(key, value);
  void call('choiceKeep', { key, value });
}
