import { OutturnError } from '../shared/model/problem.ts';
import type { Columns } from '../shared/model/register.ts';
import { type RegisterName, registerNames, registers } from '../shared/model/registers.ts';
import { rowFits } from '../shared/model/row-fits.ts';
import type { Scenario } from '../shared/model/scenario.ts';
import { keyText, namedRow, rowName, type TeamCells, type TeamChange } from '../shared/team/change.ts';
import type { Reference } from '../shared/team/merge.ts';
import { scenarioCells, scenarioOf, unknownFields } from '../shared/team/scenario-cells.ts';
import { cellsOf, deleteRow, insertRow, openGroup, updateRow } from './change-log.ts';
import { checkReferences, headerOf } from './references.ts';
import type { Store } from './store.ts';
import { type Cells, type Entity, type StoredRow, tables } from './tables.ts';

/** Registers with a row per child: they travel only in a shared copy that was created to hold them. */
export const isChildRegister = (name: string): boolean =>
  Object.hasOwn(registers, name) &&
  ['childKey', 'placementReference'].some((column) => Object.hasOwn(registers[name as RegisterName].columns, column));

/** Logged tables that travel. What sources said and rows of returns are of the computer that read them. */
export const travelling = (children: boolean): Entity[] => [
  ...registerNames.filter((name) => children || !isChildRegister(name)),
  'settings',
];

/** What rows name in other registers, for a merge. */
export const teamReferences: readonly Reference[] = registerNames.flatMap((register) =>
  tables[register].references.map((reference) => ({
    register,
    columns: reference.columns,
    target: reference.register,
  })),
);

/** Tables that are only ever added to: issued periods and kept forecasts, by what names them. */
const kept = {
  issuedPeriods: {
    table: 'issued_periods',
    key: ['year', 'period', 'at'],
    columns: [
      ...[
        'year',
        'period',
        'at',
        'who',
        'scenario',
        'engine_version',
        'input_sha256',
        'document',
        'why',
        'open_checks',
      ],
      ...['reopened_at', 'reopened_who', 'reopened_why'],
    ],
    changing: ['reopened_at', 'reopened_who', 'reopened_why'],
  },
  forecastRuns: {
    table: 'forecast_runs',
    key: ['input_sha256', 'engine_version'],
    columns: ['at', 'engine_version', 'seed', 'input_sha256', 'data_date', 'summary'],
    changing: [],
  },
} as const;
type Kept = keyof typeof kept;

/** True for what this program knows to change here. */
export const isKnownHere = (register: string, children: boolean): boolean =>
  (travelling(children) as string[]).includes(register) || register === 'scenarios' || Object.hasOwn(kept, register);

/** The rows of a copy that travel, by name, and the ids they have here. */
export type LocalState = { rows: Map<string, TeamCells>; ids: Map<string, number> };

/** Reads all that travels. */
export function readTeamState(store: Store, children: boolean): LocalState {
  const state: LocalState = { rows: new Map(), ids: new Map() };
  const put = (register: string, key: string, id: number, cells: TeamCells) => {
    state.rows.set(rowName(register, key), cells);
    state.ids.set(rowName(register, key), id);
  };
  store.reading(() => {
    for (const entity of travelling(children)) {
      for (const row of store.statement(entity, 'all').all() as StoredRow[]) {
        const cells = cellsOf(entity, row);
        put(entity, keyText(tables[entity].key, cells), row.id, cells);
      }
    }
    for (const [register, { table, columns, key }] of Object.entries(kept)) {
      for (const { id, ...cells } of store
        .prepare(`select id, ${columns.join(', ')} from "${table}"`)
        .all() as StoredRow[]) {
        put(register, keyText(key, cells), id, cells);
      }
    }
    for (const { id, name, content } of store.prepare('select id, name, content from "scenarios"').all() as {
      id: number;
      name: string;
      content: string;
    }[]) {
      put('scenarios', keyText(['name'], { name }), id, JSON.parse(content) as TeamCells);
    }
  });
  return state;
}

/**
 * Puts a scenario among those that travel; gives false where it is there as it is. Not an edit of the data. Throws
 * `invalid-input` where one of its name is of a newer program and cannot be read here: its levers would be lost.
 */
export function putScenario(store: Store, scenario: Scenario): boolean {
  const known = store.prepare('select content from "scenarios" where name = ?').get(scenario.name) as
    | { content: string }
    | undefined;
  const before = known ? (JSON.parse(known.content) as TeamCells) : null;
  if (before && scenarioOf(before) === null) {
    throw new OutturnError(
      'invalid-input',
      `The shared scenario “${scenario.name}” is of a newer Outturn, and this one cannot read it. Nothing was shared: give yours another name, or install the newer one.`,
    );
  }
  const cells = scenarioCells(scenario, before);
  const content = JSON.stringify(cells);
  if (known?.content === content) return false;
  writeScenario(store, scenario.name, cells);
  return true;
}

function writeScenario(store: Store, name: string, cells: TeamCells): void {
  const at = store.now();
  store.prepare('delete from "scenarios" where name = ?').run(name);
  store
    .prepare(
      'insert into "scenarios" (name, base, year, content, status, created_at, updated_at) values (?, null, ?, ?, ?, ?, ?)',
    )
    .run(name, String(cells.year ?? ''), JSON.stringify(cells), String(cells.status ?? 'draft'), at, at);
}

/** A shared scenario; `scenario` is null where it is of a newer program, `beyond` names what of it this one does not read. */
export type TeamScenario = { name: string; scenario: Scenario | null; beyond: string[] };

/** Scenarios that travel, by name. */
export function listTeamScenarios(store: Store): TeamScenario[] {
  const rows = store.prepare('select name, content from "scenarios" order by name').all() as {
    name: string;
    content: string;
  }[];
  return rows.map(({ name, content }) => {
    const cells = JSON.parse(content) as TeamCells;
    return { name, scenario: scenarioOf(cells), beyond: unknownFields(cells) };
  });
}

/**
 * Applies changes that came from others as one undo group of theirs, inside the transaction of the caller; what this program
 * does not know (a register or column of a newer one) is passed over. Throws `row-invalid` where a row is not one, or names one that is not there.
 */
export function applyTeamChanges(
  store: Store,
  { rows, ids }: LocalState,
  changes: readonly TeamChange[],
  label: string,
  why: string | null,
): void {
  const at = store.now();
  let group = 0;
  const inGroup = () => (group ||= openGroup(store, label, why));
  const touched = new Set<Entity>();
  // What is deleted makes room, and what others name comes before them; issues freeze what was taken before.
  const order = [...Object.keys(tables), 'scenarios', ...Object.keys(kept)];
  const sorted = [...changes].sort(
    (a, b) =>
      Number(a.after !== null) - Number(b.after !== null) || order.indexOf(a.register) - order.indexOf(b.register),
  );
  for (const change of sorted) {
    const { register, key, after } = change;
    const name = rowName(register, key);
    const [before, id] = [rows.get(name) ?? null, ids.get(name) ?? null];
    if (register === 'scenarios') {
      if (after === null) store.prepare('delete from "scenarios" where name = ?').run(JSON.parse(key)[0]);
      else writeScenario(store, String(JSON.parse(key)[0]), withoutBlanks({ ...before, ...after }));
      continue;
    }
    if (Object.hasOwn(kept, register)) {
      if (after !== null) applyKept(store, register as Kept, id, after, at);
      continue;
    }
    if (!Object.hasOwn(tables, register)) continue;
    const entity = register as Entity;
    touched.add(entity);
    if (after === null) {
      if (before && id !== null) deleteRow(store, inGroup(), at, entity, id, before);
      continue;
    }
    const cells = known(entity, { ...before, ...after });
    if (before && id !== null) updateRow(store, inGroup(), at, entity, id, before, cells);
    else insertRow(store, inGroup(), at, entity, cells);
  }
  if (group !== 0) {
    store.prepare('insert into "team_groups" (group_id, created_at, updated_at) values (?, ?, ?)').run(group, at, at);
  }
  checkReferences(store, touched);
}

function applyKept(store: Store, register: Kept, id: number | null, after: TeamCells, at: string): void {
  const { table, columns, changing } = kept[register];
  const values = (names: readonly string[]) => names.map((name) => after[name] ?? null);
  if (id === null) {
    const marks = [...columns, 'created_at', 'updated_at'];
    store
      .prepare(`insert into "${table}" (${marks.join(', ')}) values (${marks.map(() => '?').join(', ')})`)
      .run(...values(columns), at, at);
    return;
  }
  const given = changing.filter((name) => Object.hasOwn(after, name));
  if (given.length === 0) return;
  store
    .prepare(`update "${table}" set ${given.map((name) => `${name} = ?`).join(', ')}, updated_at = ? where id = ?`)
    .run(...values(given), at, id);
}

const withoutBlanks = (cells: TeamCells): TeamCells =>
  Object.fromEntries(
    Object.entries(cells).filter(([field, value]) => value !== null || !/^(lever|assumption):/.test(field)),
  );

/** The columns this program knows, held against the register's declaration: a server's row is believed no more than a file's. */
function known(entity: Entity, cells: TeamCells): Cells {
  const row = cellsOf(entity, cells);
  if (!Object.hasOwn(registers, entity)) return row;
  const name = entity as RegisterName;
  if (rowFits(name)({ id: 1, ...row })) return row;
  const columns = registers[name].columns as Columns;
  const column = Object.keys(columns).find((each) => !columns[each]?.schema.safeParse(row[each]).success) ?? '';
  throw new OutturnError(
    'row-invalid',
    `A ${registers[name].singular} of the shared copy was refused: ${headerOf(name, column)} is not as it must be. Nothing was taken.`,
    { register: entity, column },
  );
}

/** The rows of a shared copy as they were last seen there. */
export function readSeen(store: Store): Map<string, TeamCells> {
  const seen = new Map<string, TeamCells>();
  for (const { register, key, cells } of store.prepare('select register, key, cells from "team_rows"').all() as {
    register: string;
    key: string;
    cells: string;
  }[]) {
    seen.set(rowName(register, key), JSON.parse(cells) as TeamCells);
  }
  return seen;
}

/** Writes what changed between two states as last seen. */
export function writeSeen(
  store: Store,
  before: ReadonlyMap<string, TeamCells>,
  after: ReadonlyMap<string, TeamCells>,
): void {
  const at = store.now();
  const put = store.prepare(
    `insert into "team_rows" (register, key, cells, created_at, updated_at) values (?, ?, ?, ?, ?)
     on conflict (register, key) do update set cells = excluded.cells, updated_at = excluded.updated_at`,
  );
  const remove = store.prepare('delete from "team_rows" where register = ? and key = ?');
  for (const [name, cells] of after) {
    if (before.get(name) === cells) continue;
    const { register, key } = namedRow(name);
    put.run(register, key, JSON.stringify(cells), at, at);
  }
  for (const name of before.keys()) {
    if (after.has(name)) continue;
    const { register, key } = namedRow(name);
    remove.run(register, key);
  }
}

/** A row with this program's columns replaced by what is here, and those it does not know as they were last seen. */
export function withUnknown(
  here: ReadonlyMap<string, TeamCells>,
  seen: ReadonlyMap<string, TeamCells>,
  children: boolean,
): Map<string, TeamCells> {
  const own = new Set<string>([...travelling(children), ...Object.keys(kept), 'scenarios']);
  const all = new Map(here);
  for (const [name, cells] of seen) {
    const { register } = namedRow(name);
    if (!own.has(register)) {
      all.set(name, cells);
      continue;
    }
    const mine = here.get(name);
    if (!mine || register === 'scenarios') continue;
    const unknown = Object.keys(cells).filter((field) => !Object.hasOwn(mine, field));
    if (unknown.length > 0)
      all.set(name, { ...mine, ...Object.fromEntries(unknown.map((field) => [field, cells[field] ?? null])) });
  }
  return all;
}
