/**
 * The encrypted local copy against one in clear: the same work on both, by turns in the same run, so that a busy machine is as
 * busy for either. The goal is 15 %.
 *
 *   npm run bench encryption
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseKey, type Keyring } from '../../db/database-key.ts';
import { applyEdits } from '../../db/edits.ts';
import { readSnapshot } from '../../db/snapshot.ts';
import { openStore } from '../../db/store.ts';
import { median, ratio } from './bench.ts';

const turns = 7;
const rows = 20_000;
const folder = mkdtempSync(join(tmpdir(), 'outturn-bench-'));
const keyring: Keyring = [databaseKey(Buffer.alloc(32, 7))];
const insert = (code: string) => ({
  op: 'insert' as const,
  register: 'funders' as const,
  values: { code, name: code },
});
const many = Array.from({ length: rows }, (_, index) => insert(`F${index}`));
const kinds = ['open', 'write 20,000 rows', 'write 100 rows one by one', 'read all', 'copy', 'close'] as const;
const spent = new Map<string, number[]>();

/** The same day of work on a new copy. */
async function work(kind: 'encrypted' | 'in clear', turn: number): Promise<void> {
  const clocked = async <T>(what: (typeof kinds)[number], run: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const value = await run();
    const list = spent.get(`${kind} ${what}`) ?? [];
    spent.set(`${kind} ${what}`, [...list, performance.now() - start]);
    return value;
  };
  const path = join(folder, `${kind}-${turn}`, 'workspace.sqlite');
  const keys = kind === 'encrypted' ? keyring : null;
  const options = { clock: () => new Date(), backupFolder: join(folder, 'backups'), keys };
  const first = await openStore(path, options);
  await clocked('write 20,000 rows', () => applyEdits(first, many, null));
  first.close();
  const store = await clocked('open', () => openStore(path, options));
  await clocked('write 100 rows one by one', () => {
    for (let index = 0; index < 100; index += 1) applyEdits(store, [insert(`G${index}`)], null);
  });
  const { funders } = await clocked('read all', () => readSnapshot(store));
  if (funders.length !== rows + 100) throw new Error(`${funders.length} rows`);
  await clocked('copy', () => store.copyTo(`${path}.copy`));
  await clocked('close', () => store.close());
}

try {
  for (let turn = 0; turn < turns; turn += 1) {
    // Whichever comes first finds another state of the disk: they take turns.
    for (const kind of turn % 2 === 0 ? (['in clear', 'encrypted'] as const) : (['encrypted', 'in clear'] as const)) {
      await work(kind, turn);
    }
  }
  const of = (kind: string, what: string) => median(spent.get(`${kind} ${what}`) ?? []);
  for (const what of kinds)
    ratio(what, of('encrypted', what), { what: 'in clear', measured: of('in clear', what) }, 1.15);
  const whole = (kind: string) => kinds.reduce((sum, what) => sum + of(kind, what), 0);
  ratio('all of it', whole('encrypted'), { what: 'in clear', measured: whole('in clear') }, 1.15);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
