import fc from 'fast-check';
import type { DemandMonth, DemandProjection } from '../../shared/demand/projection.ts';
import { newLever } from '../../shared/levers/new-lever.ts';
import { addDays, addMonths, daysBetween, periodStart } from '../../shared/model/calendar.ts';
import { newScenario, type Scenario } from '../../shared/model/scenario.ts';
import { emptySnapshot, type Snapshot } from '../../shared/model/snapshot.ts';
import { rows } from '../unit/scenario/small-council.ts';

const whole = (min: number, max: number) => fc.integer({ min, max });
const pence = (min: number, max: number) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 6, arbitrary: whole(min, max) });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const line = whole(0, 4);
const flag = fc.constantFrom(0 as const, 1 as const);

/** Any council: overlapping, empty, future and unpriced placements, units with changing terms, negative income, leap years. */
export const worlds = fc.record({
  year: fc.constantFrom('2022/23', '2023/24', '2024/25', '2027/28'),
  period: fc.oneof(fc.constantFrom(0, 1, 11, 12), whole(0, 12)),
  ahead: fc.oneof(fc.constant(0), whole(-40, 75)),
  lines: fc.array(
    fc.record({
      ...{ gross: pence(0, 9e8), income: pence(-9e7, 0) },
      profile: maybe(fc.array(whole(0, 9), { minLength: 12, maxLength: 12 }).filter((all) => all.some(Boolean))),
    }),
    { minLength: 5, maxLength: 5 },
  ),
  changes: fc.array(
    fc.record({
      ...{ line, gross: pence(-5e7, 5e7), income: pence(-5e6, 5e6), on: whole(-20, 385), approved: fc.boolean() },
      kind: fc.constantFrom('virement', 'growth', 'saving', 'investment'),
    }),
    { maxLength: 5 },
  ),
  actuals: fc.array(fc.record({ line, period: whole(1, 12), spent: pence(-3e7, 3e7), received: pence(-3e6, 3e6) }), {
    maxLength: 60,
  }),
  entries: fc.array(
    fc.record({
      ...{ line, period: whole(1, 12), spent: pence(-9e6, 9e6), received: pence(-9e5, 9e5) },
      kind: fc.constantFrom('committed', 'projected', 'accrual', 'one-off'),
    }),
    { maxLength: 6 },
  ),
  groupLines: fc.array(fc.constantFrom(null, 'A', 'B', 'C', 'Homes', 'nowhere'), { minLength: 3, maxLength: 3 }),
  placements: fc.array(
    fc.record({
      ...{ child: whole(0, 6), group: whole(0, 2), start: whole(-900, 430) },
      nights: maybe(fc.oneof(fc.constantFrom(0, 1), whole(0, 700))),
      route: fc.constantFrom('in-house', 'block', 'framework', 'spot'),
      unit: fc.constantFrom(null, null, null, 'U0', 'U1'),
      shortBreak: fc.constantFrom(0, 0, 0, 0, 1),
      expected: maybe(whole(-20, 900)),
      prices: fc.array(fc.record({ at: whole(-30, 500), weekly: pence(0, 9e5), education: pence(0, 5e4) }), {
        maxLength: 3,
      }),
    }),
    { maxLength: 14 },
  ),
  ages: fc.array(whole(20, 218), { minLength: 7, maxLength: 7 }),
  birthDays: fc.array(maybe(whole(1, 31)), { minLength: 7, maxLength: 7 }),
  trust: maybe(fc.constantFrom(0, 0.25, 1)),
  units: fc.array(
    fc.record({
      ...{ code: fc.constantFrom('U0', 'U1'), from: whole(-800, 330), places: whole(0, 6), annual: pence(0, 9e7) },
      utilisation: maybe(whole(0, 120)),
    }),
    { maxLength: 4 },
  ),
  unitLine: fc.constantFrom(null, 'A', 'B', 'C'),
  savings: fc.array(
    fc.record({
      ...{ line, start: whole(1, 12), delay: whole(0, 14), ramp: whole(0, 14), recurring: flag },
      ...{ target: maybe(pence(0, 4e7)), fullYear: pence(-6e7, 6e7), percent: maybe(whole(0, 130)) },
      kind: fc.constantFrom('saving', 'saving', 'mitigation'),
      basis: fc.constantFrom('in-year', 'full-year', 'cumulative'),
      shape: fc.constantFrom('straight', 's'),
      earlier: maybe(fc.record({ pence: pence(0, 3e7), recurring: flag })),
      ratings: fc.uniqueArray(
        fc.record({ period: whole(1, 12), red: pence(0, 9e6), amber: pence(0, 9e6), green: pence(0, 9e6) }),
        {
          ...{ maxLength: 3, selector: (rating) => rating.period },
        },
      ),
    }),
    { maxLength: 4 },
  ),
  pressures: fc.array(
    fc.record({
      ...{ line, three: fc.tuple(pence(-8e6, 8e6), pence(0, 9e6), pence(0, 9e6)), rising: fc.boolean() },
      ...{ chance: whole(0, 100), start: whole(1, 12), counted: fc.constantFrom(0, 1, 1), arrears: flag },
      status: fc.constantFrom('open', 'accepted', 'closed'),
      mitigation: maybe(fc.record({ amount: pence(0, 5e6), success: whole(0, 100) })),
    }),
    { maxLength: 4 },
  ),
  levers: fc.array(
    fc.record({
      kind: fc.constantFrom(
        ...([
          'price-uplift',
          'price-reduction',
          'contribution',
          'utilisation',
          'saving-delay',
          'saving-delivery',
        ] as const),
        ...(['saving-ramp', 'pressure-probability', 'pressure-impact', 'funding', 'one-off'] as const),
      ),
      ...{ value: whole(-60, 120), month: whole(-14, 14), until: maybe(whole(1, 14)), on: fc.boolean() },
      ...{ ramp: fc.constantFrom(0, 0, 3, 6), group: maybe(whole(0, 2)), target: line },
    }),
    { maxLength: 6 },
  ),
  amber: maybe(fc.constantFrom(0, 0.5, 1)),
  months: fc.constantFrom(3, 12, 24),
  starter: maybe(whole(0, 6000)),
  partners: maybe(whole(0, 40)),
  steps: fc.array(fc.record({ stock: fc.array(whole(0, 80), { minLength: 3, maxLength: 3 }), stay: whole(0, 100) }), {
    ...{ minLength: 15, maxLength: 15 },
  }),
  projected: whole(1, 3),
});
export type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

const codes = ['A', 'B', 'C', 'D', 'E'] as const;
export const groups = ['G0', 'G1', 'G2'] as const;
const methods = ['placements', 'placements', 'profile', 'run-rate', 'stated'] as const;
const codeAt = (at: number) => codes[at] as string;
const groupAt = (at: number) => groups[at] as string;

/** A month of birth and, where it is known, a day of that month. */
function bornOf(world: World, child: number, dataDate: string) {
  const birthMonth = addMonths(addDays(dataDate, 1), -(world.ages[child] ?? 0));
  const day = Math.min(world.birthDays[child] ?? 0, daysBetween(birthMonth, addMonths(birthMonth, 1)));
  return { birthMonth, birthDate: day > 0 ? addDays(birthMonth, day - 1) : null };
}

export function snapshotOf(world: World): Snapshot {
  const { year, period } = world;
  const first = periodStart(year, 1);
  const on = (days: number) => addDays(first, days);
  const dataDate = addDays(period === 0 ? first : periodStart(year, period + 1), world.ahead - 1);
  const before = `${Number(year.slice(0, 4)) - 1}/${year.slice(2, 4)}`;
  const units = world.units.filter(
    (unit, at) => world.units.findIndex((other) => other.code === unit.code && other.from === unit.from) === at,
  );
  const entry = ({
    line: at,
    period: month,
    spent,
    received,
  }: {
    line: number;
    period: number;
    spent: number;
    received: number;
  }) => ({
    ...{ year, lineCode: codeAt(at), period: month, expenditurePence: spent, incomePence: received },
  });
  const referenced = <T>(list: readonly T[], letter: string) =>
    list.map((each, at) => ({ each, reference: `${letter}${at}` }));
  return {
    ...emptySnapshot('Any', dataDate),
    budgetLines: rows(
      'budgetLines',
      world.lines.map(({ gross, income, profile }, at) => ({
        ...{
          year,
          code: codeAt(at),
          name: at === 1 ? 'Homes' : `Line ${at}`,
          position: at,
          method: methods[at] as (typeof methods)[number],
        },
        ...{
          grossBudgetPence: gross,
          incomeBudgetPence: income,
          profile: profile?.join(' ') ?? null,
          funding: 'shared',
        },
      })),
    ),
    budgetChanges: rows(
      'budgetChanges',
      referenced(world.changes, 'C').map(({ each, reference }) => ({
        ...{ year, reference, lineCode: codeAt(each.line), kind: each.kind, grossPence: each.gross },
        ...{ incomePence: each.income, effective: on(each.on), approved: each.approved ? first : null },
      })),
    ),
    actuals: rows(
      'actuals',
      world.actuals.map((each, at) => ({ ...entry(each), source: `s${at}` })),
    ),
    forecastEntries: rows(
      'forecastEntries',
      world.entries.map((each, at) => ({ ...entry(each), kind: each.kind, reference: `F${at}` })),
    ),
    placementGroups: rows(
      'placementGroups',
      groups.map((code, at) => ({
        code,
        name: code,
        modelled: 1,
        position: at,
        lineName: world.groupLines[at] ?? null,
      })),
    ),
    placements: rows(
      'placements',
      world.placements.map((each, at) => ({
        ...{ reference: `P${at}`, childKey: `k${each.child}`, groupCode: groupAt(each.group), route: each.route },
        ...bornOf(world, each.child, dataDate),
        expectedEnd: each.expected === null ? null : on(each.start + each.expected),
        ...{ start: on(each.start), end: each.nights === null ? null : on(each.start + each.nights) },
        unitCode: units.some((unit) => unit.code === each.unit) ? each.unit : null,
        shortBreak: each.shortBreak as 0 | 1,
      })),
    ),
    placementPrices: rows(
      'placementPrices',
      world.placements.flatMap(({ prices, start }, at) =>
        prices
          .filter((price, index) => prices.findIndex((other) => other.at === price.at) === index)
          .map(({ at: from, weekly, education }) => ({
            ...{ placementReference: `P${at}`, from: on(start + from), weeklyPence: weekly, educationPence: education },
          })),
      ),
    ),
    capacityUnits: rows(
      'capacityUnits',
      units.map(({ code, from, places, annual, utilisation }) => ({
        ...{ code, name: code, kind: 'block', groupCode: code === 'U0' ? 'G0' : 'G1', from: on(from), places },
        ...{ annualCostPence: annual, utilisationPercent: utilisation, lineName: world.unitLine },
      })),
    ),
    savings: rows(
      'savings',
      referenced(world.savings, 'S').flatMap(({ each, reference }) => {
        const own = {
          ...{
            reference,
            name: reference,
            lineCode: codeAt(each.line),
            class: each.kind as 'saving',
            basis: each.basis,
          },
          ...{ startPeriod: each.start, delayMonths: each.delay, rampMonths: each.ramp, rampShape: each.shape as 's' },
        };
        const now = {
          ...own,
          year,
          recurring: each.recurring,
          targetPence: each.target,
          deliveryPercent: each.percent,
        };
        const past = each.earlier && {
          ...{ ...own, year: before, recurring: each.earlier.recurring, fullYearEffectPence: each.earlier.pence },
        };
        return [{ ...now, fullYearEffectPence: each.fullYear }, ...(past ? [past] : [])];
      }),
    ),
    savingRatings: rows(
      'savingRatings',
      referenced(world.savings, 'S').flatMap(({ each, reference }) =>
        each.ratings.map(({ period: at, red, amber, green }) => ({
          ...{ year, savingReference: reference, period: at, redPence: red, amberPence: amber, greenPence: green },
        })),
      ),
    ),
    pressures: rows(
      'pressures',
      referenced(world.pressures, 'R').map(({ each, reference }) => {
        const [low, likely, high] = each.rising ? [...each.three].sort((a, b) => a - b) : each.three;
        return {
          ...{ year, reference, name: reference, lineCode: codeAt(each.line), startPeriod: each.start },
          ...{ minimumPence: low ?? 0, likelyPence: likely ?? 0, maximumPence: high ?? 0 },
          ...{ probabilityPercent: each.chance, status: each.status, counted: each.counted as 0 | 1 },
          arrears: each.arrears,
        };
      }),
    ),
    mitigations: rows(
      'mitigations',
      referenced(world.pressures, 'R').flatMap(({ each: { mitigation }, reference }) =>
        mitigation === null
          ? []
          : [
              {
                ...{ year, reference: `M${reference}`, pressureReference: reference },
                ...{ amountPence: mitigation.amount, successPercent: mitigation.success },
              },
            ],
      ),
    ),
    assumptions: rows('assumptions', world.amber === null ? [] : [{ key: 'rag-amber', value: world.amber }]),
  };
}

export function scenarioOf(world: World): Scenario {
  const levers = world.levers.map((each, at) => {
    const from = addMonths(periodStart(world.year, 1), each.month);
    const named = (letter: string, count: number) => (count === 0 ? null : `${letter}${each.target % count}`);
    const reference = each.kind.startsWith('saving-')
      ? named('S', world.savings.length)
      : each.kind.startsWith('pressure-')
        ? named('R', world.pressures.length)
        : codeAt(each.target);
    return {
      ...newLever(each.kind, `l${at}`, from),
      ...{ value: each.value, on: each.on, rampMonths: each.ramp, reference },
      to: each.until === null ? null : addMonths(from, each.until),
      groups: each.group === null ? [] : [groupAt(each.group)],
    };
  });
  const assumptions = {
    'reference-months': world.months,
    ...(world.trust === null ? {} : { 'expected-ends': world.trust }),
    ...(world.starter === null ? {} : { 'starter-weekly:G1': world.starter }),
    ...(world.partners === null ? {} : { 'contribution-percent:G0': world.partners }),
  };
  return { ...newScenario('Any', world.year, world.period), levers, assumptions };
}

export function demandOf(world: World, dataDate: string): DemandProjection {
  const known = groups.slice(0, world.projected);
  const nothing = {
    opening: 0,
    entrants: 0,
    moversIn: 0,
    moversOut: 0,
    leavers: 0,
    agedOut: 0,
    stock: 0,
    childDays: 0,
  };
  let start = addDays(dataDate, 1);
  const months = world.steps.map(({ stock }): DemandMonth => {
    const end = addMonths(start, 1);
    const days = daysBetween(start, end);
    const cells = known.map((code, at) => [code, { ...nothing, childDays: ((stock[at] ?? 0) / 10) * days }] as const);
    const month = { start, end, total: nothing, groups: Object.fromEntries(cells), bands: {} as DemandMonth['bands'] };
    start = end;
    return month;
  });
  return {
    ...{ method: 'chain', dataDate, groups: known, opening: {}, months, notes: [] },
    stayerDays: (age, group, first = null) =>
      world.steps.map(({ stay }, at) => {
        const { start: from = '', end: to = '' } = months[at] ?? {};
        const there = first === null || first <= from ? daysBetween(from, to) : Math.max(0, daysBetween(first, to));
        return there * (((stay * (1 + (age % 3)) + Number(group[1])) % 101) / 101);
      }),
  };
}
