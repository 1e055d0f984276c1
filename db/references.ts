import { OutturnError } from '../shared/model/problem.ts';
import type { Columns } from '../shared/model/register.ts';
import { type RegisterName, registerNames, registers } from '../shared/model/registers.ts';
import type { Store } from './store.ts';
import { type Cells, type Entity, snakeCase, tables } from './tables.ts';

/** The header of a column as people see it. */
export function headerOf(register: RegisterName, column: string): string {
  return (registers[register].columns as Columns)[column]?.header ?? column;
}

/** A row named by its key, as people know it: `2023/24 · SAV-07`. */
export function rowKeyText(entity: Entity, row: Cells): string {
  return tables[entity].key.map((column) => String(row[column] ?? '')).join(' · ');
}

/**
 * Checks every reference of the registers concerned, in both directions: that what their rows name exists, and that
 * nothing names a row that has gone. Throws `row-invalid` naming the row, the column and what is missing.
 */
export function checkReferences(store: Store, touched: ReadonlySet<Entity>): void {
  for (const child of registerNames) {
    for (const reference of tables[child].references) {
      if (!touched.has(child) && !touched.has(reference.register)) continue;
      const parent = tables[reference.register];
      const names = reference.columns.map((column) => `"${snakeCase(column)}"`);
      const joined = names.map((name, index) => `p."${snakeCase(parent.key[index] ?? '')}" = c.${name}`).join(' and ');
      const present = names.map((name) => `${name} is not null`).join(' and ');
      // Each different name is looked up once, however many rows bear it.
      const orphan = store
        .prepare(
          `select c.id as id from (select min(id) as id, ${names} from "${tables[child].name}" where ${present} ` +
            `group by ${names}) c left join "${parent.name}" p on ${joined} where p.id is null limit 1`,
        )
        .get() as { id: number } | undefined;
      if (orphan) throw danglingError(store, child, reference.columns, reference.register, orphan.id);
    }
  }
}

function danglingError(
  store: Store,
  child: RegisterName,
  columns: readonly string[],
  parent: RegisterName,
  id: number,
): OutturnError {
  const row = store.statement(child, 'one').get(id) as Cells;
  const column = columns.at(-1) ?? '';
  const named = columns.map((name) => String(row[name] ?? '')).join(' · ');
  return new OutturnError(
    'row-invalid',
    `The ${tables[child].singular} ${rowKeyText(child, row)} names ${headerOf(child, column)} ${named}, which is not in ` +
      `${tables[parent].label}. Add it there first, or change the ${tables[child].singular}.`,
    { register: child, id, column, missing: named, target: parent },
  );
}
