import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { childrenBefore } from '../../../db/erase.ts';
import type { Store } from '../../../db/store.ts';
import { dueBefore, type Retention } from '../../../shared/model/retention.ts';

/** What a schedule would remove today, by rule. */
export type RetentionPlan = {
  schedule: Retention;
  children: { before: string; count: number };
  problems: { before: string; count: number };
  setAside: { before: string; files: string[] };
};

/** Works out what is due; changes nothing. */
export function planRetention(store: Store, profile: string, schedule: Retention, now: Date): RetentionPlan {
  const before = {
    children: dueBefore(now, schedule.children),
    problems: dueBefore(now, schedule.problems),
    setAside: dueBefore(now, schedule.setAside),
  };
  const { count } = store.prepare(`select count(*) as count ${dueProblems}`).get(before.problems) as { count: number };
  return {
    schedule,
    children: { before: before.children, count: childrenBefore(store, before.children).size },
    problems: { before: before.problems, count },
    setAside: { before: before.setAside, files: filesSetAside(profile, before.setAside) },
  };
}

const dueProblems = `from "import_problems" where import_id in (select id from "imports" where "at" < ?)
  and ("original" is not null or "before" is not null or "after" is not null)`;

/** Takes what imports refused out of the problem lists: their codes and places stay. Gives how many. */
export function emptyDueProblems(store: Store, before: string): number {
  return store.transaction('retention of problems', () => {
    const rows = store.prepare(`select id ${dueProblems}`).all(before) as { id: number }[];
    const empty = store.prepare(
      `update "import_problems" set "original" = null, "before" = null, "after" = null, "message" = '[removed by retention]' where id = ?`,
    );
    for (const { id } of rows) empty.run(id);
    return rows.length;
  });
}

export function removeSetAside(profile: string, files: readonly string[]): void {
  for (const file of files) rmSync(join(profile, file), { force: true });
}

/** Files of the profile that nobody works with, last changed before a day. */
function filesSetAside(profile: string, before: string): string[] {
  const due = (folder: string, pattern: RegExp) =>
    existsSync(join(profile, folder))
      ? readdirSync(join(profile, folder)).flatMap((name) => {
          const path = join(folder, name);
          const old = statSync(join(profile, path)).mtime.toISOString().slice(0, 10) < before;
          return pattern.test(name) && old ? [path] : [];
        })
      : [];
  return [
    ...due('.', /^workspace\.sqlite\.(?:damaged|replaced|rescued)-\d{17}(?:-\d+)?(?:-wal|-shm)?$/),
    ...due('working', /^[0-9a-f]{16}\.(?:json|sqlite)(?:-wal|-shm)?$/),
  ];
}
