import { call } from './bridge.ts';

/**
 * What the window remembers between starts. The application keeps it: a page served by the browser that stands in for
 * Electron has a storage that is gone with its profile.
 */
const remembered = new Map<string, string>();
let reading: Promise<void> | null = null;

/** Reads what was remembered, once; nothing is drawn before. Without it the window works, and has only forgotten. */
export function readMemory(): Promise<void> {
  reading ??= call('choices', {}).then((answer) => {
    if (answer.ok) for (const [key, value] of Object.entries(answer.value)) remembered.set(key, value);
  });
  return reading;
}

export const recall = (key: string): string | null => remembered.get(key) ?? null;

/** What was remembered, where it is still one of those there are. */
export function recallOne<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  return allowed.find((value) => value === remembered.get(key)) ?? fallback;
}

/** Keeps a choice of the window for the next start. */
export function remember(key: string, value: string): void {
  if (remembered.get(key) === value) return;
  remembered.set(key, value);
  void call('choiceKeep', { key, value });
}
