import { effectOf, leverDefinitions, leversOn, leversOnLines } from '../levers/definitions.ts';
import { periodOf, periodStart, yearEnd } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import { type Pence, roundHalfAway } from '../model/money.ts';
import { note } from '../model/note.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { awaits, beginsInYear, inYear, strengthOn } from './finance-levers.ts';
import type { Adjustment, YearLine } from './line-forecast.ts';

/** What the one-off and funding levers of a scenario put on lines, pence, and notes of those that do nothing yet. */
export function lineLevers(scenario: Scenario, lines: readonly YearLine[]) {
  const oneOffs: Adjustment[] = [];
  const funding: { line: string; amount: Pence }[] = [];
  const notes = scenario.levers.flatMap((lever) => {
    const what = lever.on && lever.value !== leverDefinitions[lever.kind].neutral ? awaits(lever) : null;
    const text = `Lever “${lever.name}” names no ${what} and has no effect until one is chosen`;
    return what ? [note('lever-without-target', 'warn', text, { kind: 'lever', reference: lever.id })] : [];
  });
  for (const lever of leversOnLines(scenario.levers, 'one-off', 'funding')) {
    const pence = roundHalfAway(lever.value * 100);
    if (!lever.reference) continue;
    const line = lines.find(({ row }) => row.code === lever.reference);
    // A line that only a later year has: the plan finds it there, or refuses it (docs/model.md §15).
    if (!line && lever.from >= yearEnd(scenario.year)) continue;
    if (!line) throw unknownReference(lever, `a budget line of ${scenario.year}`);
    const effect = effectOf(lever);
    if (effect.on === 'line' && effect.amount === 'funding') {
      if (inYear(lever, scenario.year)) funding.push({ line: line.row.code, amount: pence });
    } else if (beginsInYear(lever, scenario.year)) {
      const months = new Array<number>(12).fill(0);
      months[periodOf(lever.from) - 1] = pence;
      const from = { kind: 'lever', reference: lever.id, name: lever.name } as const;
      oneOffs.push({ line: line.row.code, months, from });
    }
  }
  oneOffs.push(...activityLevers(scenario, lines));
  return { oneOffs, funding, notes };
}

/**
 * What levers of activity and of price do to lines (docs/model.md §22): the budgeted gross of each month still open ×
 * ((1 + a)(1 + p)… − 1), each lever by its strength on the month's first day and answering for what it adds in list order.
 */
function activityLevers(scenario: Scenario, lines: readonly YearLine[]): Adjustment[] {
  const factors = new Map<string, number>();
  return leversOn(scenario.levers, 'activity').flatMap((lever): Adjustment[] => {
    if (!lever.reference || lever.value === 0) return [];
    const line = lines.find(({ row }) => row.code === lever.reference);
    if (!line) throw unknownReference(lever, `a budget line of ${scenario.year}`);
    const months = Array.from({ length: 12 }, (_, at) => {
      if (at + 1 <= scenario.period) return 0;
      const key = `${line.row.code} ${at}`;
      const before = factors.get(key) ?? 1;
      const strength = strengthOn(lever, periodStart(scenario.year, at + 1));
      const after = before * Math.max(0, 1 + (lever.value / 100) * strength);
      factors.set(key, after);
      return roundHalfAway((line.budget.grossMonths[at] ?? 0) * (after - before));
    });
    return [{ line: line.row.code, months, from: { kind: 'lever', reference: lever.id, name: lever.name } }];
  });
}

/**
 * Refuses a switched-on lever that acts on a saving, pressure or funder which the data of the year and of those after it
 * (docs/model.md §15) do not hold: `lever-invalid`, naming both. Lines are checked where they are used.
 */
export function checkReferences(snapshot: Snapshot, scenario: Scenario): void {
  const { year } = scenario;
  const of = (rows: readonly { year: string; reference: string }[]) =>
    new Set(rows.filter((row) => row.year >= year).map((row) => row.reference));
  const savings = of(snapshot.savings);
  const pressures = of(snapshot.pressures);
  const funders = new Set(snapshot.funders.map((funder) => funder.code));
  for (const lever of scenario.levers) {
    if (!lever.on) continue;
    const to = leverDefinitions[lever.kind].referenceTo;
    const named = lever.references ?? (lever.reference ? [lever.reference] : []);
    const unknown = (known: ReadonlySet<string>) => named.find((reference) => !known.has(reference));
    if (to === 'saving' && unknown(savings) !== undefined)
      throw unknownReference(lever, `a saving of ${year} or after`, unknown(savings));
    if (to === 'pressure' && unknown(pressures) !== undefined)
      throw unknownReference(lever, `a pressure of ${year} or after`, unknown(pressures));
    if (!lever.reference) continue;
    if (to === 'funder' && !funders.has(lever.reference)) throw unknownReference(lever, 'a funder');
  }
}

function unknownReference(lever: Lever, what: string, reference = lever.reference): OutturnError {
  return new OutturnError(
    'lever-invalid',
    `Lever “${lever.name}” acts on “${reference}”, which is not ${what}. Choose another or switch the lever off.`,
    { lever: lever.id, reference },
  );
}
