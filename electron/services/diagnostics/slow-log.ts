import { appendFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const most = 200_000;
export const slowLogPath = (profile: string) => join(profile, 'slow.log');

/** Writes the name of a slow statement and its milliseconds to a file in the profile; never a value. The older half goes when it is full. */
export function slowLog(profile: string, clock: () => Date): (name: string, milliseconds: number) => void {
  const path = slowLogPath(profile);
  return (name, milliseconds) => {
    try {
      const line = `${JSON.stringify({ at: clock().toISOString(), name, milliseconds })}\n`;
      if (existsSync(path) && statSync(path).size > most) {
        const lines = readFileSync(path, 'utf8').split('\n');
        writeFileSync(`${path}.new`, lines.slice(Math.floor(lines.length / 2)).join('\n'), { mode: 0o600 });
        renameSync(`${path}.new`, path);
      }
      appendFileSync(path, line, { mode: 0o600 });
    } catch {
      // A log that cannot be written is not worth an error.
    }
  };
}

/** The slow statements of the log, by name: how often and the longest. */
export function slowStatements(profile: string): { name: string; times: number; longest: number }[] {
  const found = new Map<string, { name: string; times: number; longest: number }>();
  const text = existsSync(slowLogPath(profile)) ? readFileSync(slowLogPath(profile), 'utf8') : '';
  for (const line of text.split('\n')) {
    try {
      const { name, milliseconds } = JSON.parse(line) as { name: string; milliseconds: number };
      const one = found.get(name) ?? { name, times: 0, longest: 0 };
      found.set(name, { name, times: one.times + 1, longest: Math.max(one.longest, milliseconds) });
    } catch {
      // A line cut short by the end of a process.
    }
  }
  return [...found.values()].sort((a, b) => b.longest - a.longest);
}
