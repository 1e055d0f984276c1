/**
 * What an import is held against: the same CSV parsed by the same library, and its rows inserted as text in one transaction,
 * under a key and with stamps as every table of ours has. In a process of its own, as cold as the import is:
 *
 *   node tests/bench/bare-import.ts <csv> <copy> <columns of the key, from 0>
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { openStore } from '../../db/store.ts';
import { keysBeside } from '../support/keys.ts';

/** Milliseconds that it takes to parse a CSV and insert its rows bare. */
export function bareImport(path: string, copy: string, key: readonly number[]): number {
  const file = new URL(import.meta.url).pathname;
  return Number(execFileSync(process.execPath, [file, path, copy, key.join()], { encoding: 'utf8' }));
}

async function bare(path: string, copy: string, key: string): Promise<number> {
  const clock = () => new Date('2024-02-01T09:00:00Z');
  const store = await openStore(copy, { keys: keysBeside(copy), clock, backupFolder: '' });
  const start = performance.now();
  const [headers = [], ...rows] = parse(readFileSync(path, 'utf8'), { bom: true }) as string[][];
  const names = [...headers.map((_, index) => `c${index}`), 'created_at', 'updated_at'];
  store.transaction('bare', () => {
    const columns = names.map((name) => `${name} text`).join(', ');
    store.prepare(`create table bare (id integer primary key autoincrement, ${columns}) strict`).run();
    store
      .prepare(
        `create unique index bare_key on bare (${key
          .split(',')
          .map((index) => `c${index}`)
          .join(', ')})`,
      )
      .run();
    const insert = store.prepare(`insert into bare (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`);
    const at = store.now();
    for (const row of rows) insert.run(...row, at, at);
  });
  const spent = performance.now() - start;
  store.close();
  return spent;
}

const [script, path, copy, key] = process.argv.slice(1);
if (script?.endsWith('bare-import.ts') && path && copy && key) console.log(await bare(path, copy, key));
