import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSnapshot } from '../../db/snapshot.ts';
import { openStore } from '../../db/store.ts';
import { documentToSave } from '../../electron/services/documents/save-scenario.ts';
import { dataPath, isLocked, listWorkingCopies } from '../../electron/services/documents/working-copy.ts';
import { readScenarioFile, saveScenarioFile } from '../../electron/services/scenario-files/scenario-file.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { emptySnapshot } from '../../shared/model/snapshot.ts';
import { keysBeside, keysIn, openCopy } from './keys.ts';

export const killModes = ['save', 'autosave', 'open', 'import', 'migrate'] as const;
export type KillMode = (typeof killModes)[number];
/** What came of the kills: `lost` acknowledged changes, `torn` files or databases that are not whole, must be none. */
export type KillCount = {
  mode: KillMode;
  kills: number;
  acknowledged: number;
  lost: string[];
  torn: string[];
};

const openAt = (path: string) =>
  openStore(path, { keys: keysBeside(path), clock: () => new Date(), backupFolder: join(path, '../backups-of-check') });
/** Databases of a folder that are not whole, or that hold fewer placements than they must. */
function tornDatabases(folder: string, names: readonly string[], placements = 0): string[] {
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    const database = openCopy(path);
    try {
      const finding = database.pragma('quick_check', { simple: true });
      if (finding !== 'ok') return [`${name}: ${finding}`];
      if (placements === 0) return [];
      const count = database.prepare("select count(*) as count from sqlite_master where name = 'placements'").get();
      const rows =
        (count as { count: number }).count > 0 ? database.prepare('select 1 from placements').all().length : 0;
      return rows === placements ? [] : [`${name}: ${rows} placements of ${placements}`];
    } finally {
      database.close();
    }
  });
}

/** More than are put into a store before a file is shown. */
export const rowsOfLargeFile = 52_000;

/** The scenario file that is worked on; `rows` assumptions are in it. */
export async function prepare(folder: string, rows: number): Promise<void> {
  const snapshot = emptySnapshot('Anyshire', '2023-12-31');
  snapshot.funders = Array.from({ length: 400 }, (_, index) => ({ id: index + 1, code: `F${index}`, name: 'Funder' }));
  const of = { unit: 'days', source: null, ownerRole: null, confidence: 'low' as const, review: null };
  snapshot.assumptions = Array.from({ length: rows }, (_, id) => ({ id: id + 1, key: `A${id}`, value: id, ...of }));
  const now = '2024-02-10T09:00:00.000Z';
  const document = documentToSave(snapshot, newScenario('Base', '2023/24', 9), [], now, '0.1.0');
  await saveScenarioFile(join(folder, 'target.outturn'), document, { created: now, app: '0.1.0' }, null);
}

/** Extracts of 60 rows each, for the changes that follow. */
export function writeExtracts(folder: string, first: number): void {
  for (let n = first; n < first + 200; n += 1) {
    const path = join(folder, `extract-${n}.csv`);
    if (existsSync(path)) continue;
    const rows = Array.from({ length: 60 }, (_, index) => `I${n}-${index},Import ${n}`);
    writeFileSync(path, `Funder,Funder name\r\n${rows.join('\r\n')}\r\n`);
  }
}

/** Checks what a kill, or a power cut, has left against what was acknowledged; gives the highest change found. */
export async function lookAt(
  mode: KillMode,
  folder: string,
  acknowledged: number,
  where: string,
  result: KillCount,
): Promise<number> {
  const profile = join(folder, 'profile');
  const numberIn = (text: string) => Number(/^change (\d+)$/.exec(text)?.[1] ?? 0);
  let found = 0;
  if (mode !== 'migrate') {
    try {
      const { document } = await readScenarioFile(join(folder, 'target.outturn'), null);
      if (mode === 'save') found = numberIn(document.scenario.notes);
    } catch (error) {
      result.torn.push(`${where}: ${String(error)}`);
    }
  }
  if (mode === 'autosave' || mode === 'open') {
    // What bears its name is whole, whether or not anybody was told of it.
    const working = join(profile, 'working');
    const stores = existsSync(working) ? readdirSync(working).filter((name) => name.endsWith('.sqlite')) : [];
    result.torn.push(...tornDatabases(working, stores).map((text) => `${where}: ${text}`));
    const copies = listWorkingCopies(profile, null, keysIn(profile)).filter((copy) => !isLocked(copy));
    const best = copies.sort((a, b) => numberIn(b.scenario.notes) - numberIn(a.scenario.notes))[0];
    found = numberIn(best?.scenario.notes ?? '');
    if (best) {
      const store = await openAt(dataPath(profile, best.id));
      const rows = numberIn(readSnapshot(store).funders[0]?.name ?? '');
      store.close();
      if (rows < acknowledged) result.lost.push(`${where}: row at ${rows}, acknowledged ${acknowledged}`);
    }
    rmSync(join(profile, 'working'), { recursive: true, force: true });
  }
  if (mode === 'import' || mode === 'migrate') {
    const store = await openAt(join(profile, 'workspace.sqlite'));
    const snapshot = readSnapshot(store);
    store.close();
    if (mode === 'import') found = importsFound(snapshot.funders, acknowledged, where, result);
    else if (snapshot.placements.length !== 2 || snapshot.council !== 'Northshire') {
      result.lost.push(`${where}: ${snapshot.placements.length} placements after the migration`);
    }
    const backups = existsSync(join(profile, 'backups')) ? readdirSync(join(profile, 'backups')) : [];
    const finished = backups.filter((name) => !/\.partial(-journal)?$/.test(name)).map((name) => join('backups', name));
    result.torn.push(
      ...tornDatabases(profile, finished, mode === 'migrate' ? 2 : 0).map((text) => `${where}: ${text}`),
    );
  }
  result.torn.push(...tornDatabases(profile, ['workspace.sqlite']).map((text) => `${where}: ${text}`));
  if (mode !== 'migrate' && found < acknowledged) {
    result.lost.push(`${where}: found ${found}, acknowledged ${acknowledged}`);
  }
  return found;
}

/** Every import is there whole or not at all, and every acknowledged one is there. */
function importsFound(
  funders: readonly { code: string; name: string }[],
  acknowledged: number,
  where: string,
  result: KillCount,
): number {
  const counts = new Map<number, number>();
  for (const { name } of funders) {
    const n = Number(/^Import (\d+)$/.exec(name)?.[1] ?? 0);
    counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  for (const [n, count] of counts) if (count !== 60) result.torn.push(`${where}: import ${n} has ${count} of 60 rows`);
  for (let n = 1; n <= acknowledged; n += 1) if (!counts.has(n)) result.lost.push(`${where}: import ${n}`);
  return Math.max(0, ...counts.keys());
}
