/** What an import is held against: the same CSV parsed by the same library, and its rows inserted as text in one transaction. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { openStore } from '../../db/store.ts';
import { keysBeside } from '../support/keys.ts';

/** Milliseconds that it takes to parse a CSV and insert its rows bare, into a store opened as ours are. */
export async function bareImport(path: string, copy: string): Promise<number> {
  const store = await openStore(copy, {
    keys: keysBeside(copy),
    clock: () => new Date('2024-02-01T09:00:00Z'),
    backupFolder: '',
  });
  const start = performance.now();
  const [headers = [], ...rows] = parse(readFileSync(path, 'utf8'), { bom: true }) as string[][];
  const columns = headers.map((_, index) => `c${index} text`).join(', ');
  store.transaction('bare', () => {
    store.prepare(`create table bare (id integer primary key, ${columns}) strict`).run();
    const insert = store.prepare(
      `insert into bare (${headers.map((_, index) => `c${index}`).join(', ')}) values (${headers.map(() => '?').join(', ')})`,
    );
    for (const row of rows) insert.run(...row);
  });
  const spent = performance.now() - start;
  store.close();
  return spent;
}
