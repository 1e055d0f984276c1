import { newLever } from '../levers/new-lever.ts';
import { addMonths } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import type { ActivityChange, ActivityRelation } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A planned change of activity as the lever it becomes, or why it reaches no child. */
export type ActivityEffect = {
  reference: string;
  name: string;
  activity: ActivityChange['activity'];
  amount: number;
  lever: Lever | null;
  /** How the one follows from the other, or what is missing. */
  said: string;
};

/** Activities that move children through a relationship, those that are children already, and those that are places. */
const related = [
  'children in need',
  'child protection plans',
  'weeks of a child in need',
  'weeks of a child protection plan',
] as const satisfies readonly ActivityChange['activity'][];

/**
 * Every planned change as a lever of docs/model.md §12. Children in need, plans and their weeks go through the stated
 * relationship: amount × children entering care a month per unit, from the month of the change and its lag. Children
 * avoided are entrants, special guardianship and reunification are exits a year, carers and block beds are places.
 * Source: docs/model.md §18; 003:90–97.
 */
export function activityEffects({
  activityChanges,
  activityRelations,
}: Pick<Snapshot, 'activityChanges' | 'activityRelations'>): ActivityEffect[] {
  return activityChanges.map((change) => {
    const { reference, name, activity, amount } = change;
    const { lever, said } = (related as readonly string[]).includes(activity)
      ? throughRelation(change, activityRelations)
      : direct(change);
    return { reference, name, activity, amount, lever, said };
  });
}

const make = (change: ActivityChange, kind: Lever['kind'], value: number, more: Partial<Lever> = {}): Lever => ({
  ...newLever(kind, `activity:${change.reference}`, change.from),
  ...{ name: change.name, value, note: change.source ?? '' },
  ...more,
});

function throughRelation(change: ActivityChange, relations: readonly ActivityRelation[]) {
  const relation = relations.find((row) => row.activity === change.activity);
  if (!relation) return { lever: null, said: 'No relationship is stated for this activity: it reaches no child.' };
  const value = change.amount * relation.perUnit;
  return {
    lever: make(change, 'entrants-number', value, { from: addMonths(change.from, relation.lagMonths) }),
    said: `${change.amount} × ${relation.perUnit} = ${Number(value.toFixed(4))} children entering care a month, ${relation.lagMonths} months later (${relation.name})`,
  };
}

function direct(change: ActivityChange) {
  const { activity, amount } = change;
  if (activity === 'children avoided')
    return {
      lever: make(change, 'entrants-number', -Math.abs(amount) / 12),
      said: `${Math.abs(amount)} fewer children entering care a year`,
    };
  if (activity === 'special guardianship' || activity === 'reunification')
    return {
      lever: make(change, 'exits-number', amount, {
        reference: activity === 'reunification' ? 'reunification' : 'sgo',
      }),
      said: `${amount} more children leaving care a year by ${activity}`,
    };
  if (activity === 'foster carers')
    return { lever: make(change, 'carers', amount), said: `${amount} more in-house fostering places a year` };
  return { lever: make(change, 'block-beds', amount), said: `${amount} more places of block contracts` };
}

/** A stated relationship against the months held. */
export type RelationTest = {
  code: string;
  name: string;
  perUnit: number;
  months: { month: string; activity: number; entrants: number; said: number }[];
  /** Sum of what it says against the sum that came, per cent; null where nothing came. */
  biasPercent: number | null;
  /** Mean absolute error a month, children. */
  meanError: number | null;
  /** The number a month per unit that the same months give. */
  fitted: number | null;
  /** Mean absolute error of the plain mean of entrants over the same months: what the relationship has to beat. */
  meanErrorOfMean: number | null;
};

/**
 * Back-test of every stated relationship that names a monthly measure: what it says of each month (per unit × the measure,
 * lag months before) beside the children who entered care. Months without either are left out, never taken as nought.
 * @param entrants children entering care by month
 */
export function testRelations(
  { activityRelations, kpiValues }: Pick<Snapshot, 'activityRelations' | 'kpiValues'>,
  entrants: ReadonlyMap<string, number>,
): RelationTest[] {
  return activityRelations
    .filter((row) => row.kpiCode !== null)
    .map((relation) => {
      const months = kpiValues
        .filter((row) => row.kpiCode === relation.kpiCode && row.value !== null)
        .flatMap((row) => {
          const month = addMonths(row.month, relation.lagMonths);
          const came = entrants.get(month);
          const activity = row.value ?? 0;
          return came === undefined ? [] : [{ month, activity, entrants: came, said: activity * relation.perUnit }];
        })
        .sort((a, b) => (a.month < b.month ? -1 : 1));
      const total = (pick: (row: (typeof months)[number]) => number) => months.reduce((all, row) => all + pick(row), 0);
      const [came, said, activity] = [
        total((row) => row.entrants),
        total((row) => row.said),
        total((row) => row.activity),
      ];
      const mean = came / months.length;
      const error = (of: (row: (typeof months)[number]) => number) =>
        months.length === 0 ? null : total((row) => Math.abs(of(row) - row.entrants)) / months.length;
      return {
        ...{ code: relation.code, name: relation.name, perUnit: relation.perUnit, months },
        biasPercent: came === 0 ? null : ((said - came) / came) * 100,
        meanError: error((row) => row.said),
        fitted: activity === 0 ? null : came / activity,
        meanErrorOfMean: error(() => mean),
      };
    });
}
