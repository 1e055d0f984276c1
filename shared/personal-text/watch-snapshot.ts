import type { Columns } from '../model/register.ts';
import { type RegisterName, registerNames, registers } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PersonalKind } from './identifiers.ts';
import { kindsOf, watchText, withholdPersonal } from './watch-text.ts';

/** A text of the data or of the scenario that may name somebody. `place` says which column, never which text. */
export type TextQuestion = {
  place: string;
  register: RegisterName | null;
  /** The rows that hold it; none for a text of the scenario. */
  rows: number[];
  /** What the column is called. */
  label: string;
  kinds: PersonalKind[];
  text: string;
};

/** Columns of a register that hold text of a person's own words, and codes that may be made of a name. */
export function watchedColumns(register: RegisterName): string[] {
  return (
    Object.entries(registers[register].columns as Columns)
      .filter(([, { kind }]) => kind === 'text' || kind === 'note' || kind === 'code')
      // The pseudonym is made by Outturn: there is nobody in it.
      .filter(([name]) => name !== 'childKey')
      .map(([name]) => name)
  );
}

/** A code with figures and no spaces, such as PL-000123, is a number and not a text: only the check digits are looked at. */
const plainCode = /^[A-Z0-9_./:|*-]{1,9}$/i;
const worthReading = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 2 && !plainCode.test(value);

/** True for a short code that is a name and nothing else is told by `watchText`; a number is not one. */
const asksAbout = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 2 && (worthReading(value) || !/\d/.test(value));

/** The kinds found in a cell; none for what is no text. */
export function kindsInCell(value: unknown): PersonalKind[] {
  return asksAbout(value) ? kindsOf(watchText(value)) : [];
}

/** Every text of a snapshot and a scenario that may name somebody, each once for a column, with the rows that hold it. */
export function textQuestions(snapshot: Snapshot, scenario: Scenario | null): TextQuestion[] {
  const found = new Map<string, TextQuestion>();
  for (const register of registerNames) {
    const { columns } = registers[register];
    for (const column of watchedColumns(register)) {
      const place = `${register}.${column}`;
      const label = `${registers[register].label}, ${(columns as Columns)[column]?.header ?? column}`;
      for (const row of snapshot[register] as unknown as { id: number; [name: string]: unknown }[]) {
        const text = row[column];
        const kinds = kindsInCell(text);
        if (kinds.length === 0 || typeof text !== 'string') continue;
        const known = found.get(`${place} ${text}`);
        if (known) known.rows.push(row.id);
        else found.set(`${place} ${text}`, { place, register, rows: [row.id], label, kinds, text });
      }
    }
  }
  for (const [place, label, text] of scenario ? textsOf(scenario) : []) {
    const kinds = kindsInCell(text);
    if (kinds.length > 0) found.set(`${place} ${text}`, { place, register: null, rows: [], label, kinds, text });
  }
  return [...found.values()];
}

/** Texts of a scenario that outputs print. */
function textsOf({ name, notes, levers, signOff = [] }: Scenario): [string, string, string][] {
  return [
    ['scenario.name', 'Name of the scenario', name],
    ['scenario.notes', 'Notes of the scenario', notes],
    ...levers.flatMap((lever): [string, string, string][] => [
      ['scenario.lever', 'Name of a lever', lever.name],
      ['scenario.lever', 'Note of a lever', lever.note],
    ]),
    ...signOff.flatMap((step): [string, string, string][] => [
      ['scenario.signOff', 'Role that signed', step.role],
      ['scenario.signOff', 'Note of a signature', step.note],
    ]),
  ];
}

/** The data and the scenario with every text for which `hidden` is true as it may be published. */
export function withTextsWithheld(
  snapshot: Snapshot,
  scenario: Scenario,
  hidden: (place: string, text: string) => boolean,
): { snapshot: Snapshot; scenario: Scenario } {
  const told = (place: string, text: string) => (hidden(place, text) ? withholdPersonal(text) : text);
  const lists = registerNames.map((register) => {
    const columns = watchedColumns(register);
    const rows = snapshot[register] as unknown as Record<string, unknown>[];
    const next = rows.map((row) => {
      const changed = columns.filter((column) => kindsInCell(row[column]).length > 0);
      if (changed.length === 0) return row;
      const cells = changed.map((column) => [column, told(`${register}.${column}`, row[column] as string)]);
      return { ...row, ...Object.fromEntries(cells) };
    });
    return [register, next.every((row, at) => row === rows[at]) ? rows : next];
  });
  return {
    snapshot: { ...snapshot, ...Object.fromEntries(lists) },
    scenario: {
      ...scenario,
      name: told('scenario.name', scenario.name),
      notes: told('scenario.notes', scenario.notes),
      levers: scenario.levers.map((lever) => ({
        ...lever,
        name: told('scenario.lever', lever.name),
        note: told('scenario.lever', lever.note),
      })),
      ...(scenario.signOff
        ? {
            signOff: scenario.signOff.map((step) => ({
              ...step,
              role: told('scenario.signOff', step.role),
              note: told('scenario.signOff', step.note),
            })),
          }
        : {}),
    },
  };
}
