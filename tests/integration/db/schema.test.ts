import { describe, expect, test } from 'vitest';
import { entities, tables } from '../../../db/tables.ts';
import type { ColumnKind } from '../../../shared/model/column.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import { temporaryStore } from './helpers.ts';

type Info = { name: string; type: string; notnull: number };
const integers: ColumnKind[] = ['money', 'share', 'integer', 'period', 'flag'];
const reals: ColumnKind[] = ['percent', 'number'];
const typeOf = (kind: ColumnKind) => (integers.includes(kind) ? 'integer' : reals.includes(kind) ? 'real' : 'text');
const stamps = ['id', 'created_at', 'updated_at', 'version'];

describe('the migrated tables', () => {
  test('match the register declarations column by column', async () => {
    const store = await temporaryStore();
    for (const name of registerNames) {
      const table = tables[name];
      const info = store.prepare(`pragma table_info("${table.name}")`).all() as Info[];
      const columns = info
        .filter((column) => !stamps.includes(column.name))
        .map((column) => ({ name: column.name, type: column.type.toLowerCase(), required: column.notnull === 1 }));
      const declared = Object.values(registers[name].columns as Columns).map((column, index) => ({
        name: table.sqlColumns[index],
        type: typeOf(column.kind),
        required: !column.optional,
      }));
      expect({ [name]: columns }).toEqual({ [name]: declared });
    }
  });

  test('every logged table has an id, stamps, a version and a unique natural key', async () => {
    const store = await temporaryStore();
    for (const entity of entities) {
      const { name, columns, sqlColumns, key } = tables[entity];
      const info = (store.prepare(`pragma table_info("${name}")`).all() as Info[]).map((column) => column.name);
      expect(info).toEqual(expect.arrayContaining([...stamps, ...sqlColumns]));
      const indexes = store.prepare(`pragma index_list("${name}")`).all() as { name: string; unique: number }[];
      const uniqueKeys = indexes
        .filter((index) => index.unique === 1)
        .map((index) => (store.prepare(`pragma index_info("${index.name}")`).all() as Info[]).map((part) => part.name));
      expect(uniqueKeys).toContainEqual(key.map((column) => sqlColumns[columns.indexOf(column)]));
    }
  });

  test('carry a foreign key for every declared reference', async () => {
    const store = await temporaryStore();
    for (const name of registerNames) {
      const rows = store.prepare(`pragma foreign_key_list("${tables[name].name}")`).all() as {
        id: number;
        table: string;
      }[];
      const targets = [...new Map(rows.map((row) => [row.id, row.table])).values()].sort();
      expect({ [name]: targets }).toEqual({
        [name]: tables[name].references.map((reference) => tables[reference.register].name).sort(),
      });
    }
  });

  test('are strict and opened safely', async () => {
    const store = await temporaryStore();
    const loose = store
      .prepare("select name from pragma_table_list where schema = 'main' and strict = 0 and name not like 'sqlite%'")
      .all() as { name: string }[];
    expect(loose.map((row) => row.name).filter((name) => !name.startsWith('kysely'))).toEqual([]);
    const pragma = (name: string) => Object.values(store.prepare(`pragma ${name}`).get() as object)[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('trusted_schema')).toBe(0);
  });
});
