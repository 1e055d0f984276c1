import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureRuns, performanceFailure } from '../../../shared/finance/kpi.ts';
import { addMonths, daysBetween } from '../../../shared/model/calendar.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import { activityEffects, testRelations } from '../../../shared/programme/activity.ts';
import { boardRows, changesSince } from '../../../shared/programme/board.ts';
import { releaseOf } from '../../../shared/programme/cases.ts';
import { commentaryFor, figuresOf, figuresText } from '../../../shared/programme/commentary.ts';
import { milestoneRow } from '../../../shared/programme/milestones.ts';
import { monthlyEntrants } from '../../../shared/programme/monthly-entrants.ts';
import { programme } from '../../../shared/programme/programme.ts';
import { sameDayLater, turnAroundChecks, turnAroundRow } from '../../../shared/programme/turn-arounds.ts';
import { row, rows } from '../scenario/small-council.ts';

const year = '2024/25';
const pence = fc.integer({ min: 0, max: 1e10 });
const maybe = fc.option(pence, { nil: null });
const states = [
  'drafted',
  'submitted',
  'reviewed',
  'approved',
  'approved with conditions',
  'rejected',
  'withdrawn',
] as const;

/** A programme at random: projects in three themes with benefits, cases and schemes. */
const snapshots = fc
  .array(
    fc.record({
      theme: fc.constantFrom('A', 'B', 'C'),
      planned: maybe,
      realised: maybe,
      forecast: maybe,
      class: fc.constantFrom('cashable', 'cost avoidance', 'quality'),
      steps: fc.array(fc.record({ state: fc.constantFrom(...states), amountPence: maybe }), { maxLength: 4 }),
      cost: pence,
      grant: pence,
    }),
    { maxLength: 8 },
  )
  .chain((list) => fc.record({ list: fc.constant(list), provision: pence }))
  .map(({ list, provision }): Snapshot => {
    const name = (at: number) => `P${at}`;
    return {
      ...emptySnapshot('Random', '2024-10-31'),
      projects: rows(
        'projects',
        list.map((each, at) => ({ reference: name(at), name: name(at), theme: each.theme })),
      ),
      projectLinks: rows(
        'projectLinks',
        list.map((_, at) => ({ projectReference: name(at), kind: 'scheme' as const, target: `S${at}` })),
      ),
      schemes: rows(
        'schemes',
        list.map((_, at) => ({ reference: `S${at}`, name: `S${at}`, startYear: year })),
      ),
      tranches: rows(
        'tranches',
        list.flatMap((each, at) => [
          { schemeReference: `S${at}`, reference: 'T', year, kind: 'cost' as const, amountPence: each.cost },
          { schemeReference: `S${at}`, reference: 'G', year, kind: 'grant' as const, amountPence: each.grant },
        ]),
      ),
      benefitMeasures: rows(
        'benefitMeasures',
        list.map((each, at) => ({
          ...{ reference: `B${at}`, name: `B${at}`, projectReference: name(at), class: each.class as 'cashable' },
          ...{ route: 'scheme' as const, target: `S${at}` },
        })),
      ),
      benefitQuarters: rows(
        'benefitQuarters',
        list.map((each, at) => ({
          ...{ benefitReference: `B${at}`, year, quarter: (at % 4) + 1, plannedPence: each.planned },
          ...{ realisedPence: each.realised, forecastPence: each.forecast },
        })),
      ),
      contractBlocks: rows('contractBlocks', [
        { year, reference: 'B3', name: 'Provision', block: 3, amountPence: provision },
      ]),
      businessCases: rows(
        'businessCases',
        list.map((_, at) => ({ reference: `C${at}`, name: `C${at}`, projectReference: name(at), year, block: 3 })),
      ),
      caseSteps: rows(
        'caseSteps',
        list.flatMap((each, at) =>
          each.steps.map((step, order) => ({
            ...{ caseReference: `C${at}`, taken: `2024-0${order + 4}-01`, byRole: 'Board', ...step },
          })),
        ),
      ),
    };
  });

describe('identities of the programme', () => {
  test('project totals = theme totals = programme total, and each is realised + forecast − plan = variance', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const made = programme(snapshot, year, '2024-10-31');
        for (const key of [
          'planned',
          'realised',
          'forecast',
          'variance',
          'investment',
          'grant',
          'net',
          'released',
        ] as const) {
          const projects = made.projects.reduce((all, one) => all + one.money[key], 0);
          const themes = made.themes.reduce((all, one) => all + one.money[key], 0);
          expect([themes, made.total[key]]).toEqual([projects, projects]);
        }
        for (const { money } of made.projects) {
          expect(money.realised + money.forecast - money.planned).toBe(money.variance);
          expect(money.investment - money.grant).toBe(money.net);
        }
        // A second way to the total: straight from the rows.
        const counted = new Set(
          snapshot.benefitMeasures.filter((one) => one.class === 'cashable').map((one) => one.reference),
        );
        const direct = snapshot.benefitQuarters
          .filter((one) => counted.has(one.benefitReference))
          .reduce((all, one) => all + (one.realisedPence ?? 0), 0);
        expect(made.total.realised).toBe(direct);
      }),
    );
  });

  test('released + waiting + rejected = provision; a refused or waiting case releases only what was approved before', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const release = releaseOf(snapshot, year);
        expect(release.released + release.waiting + release.rejected).toBe(release.provision);
        expect(release.underReview + release.notAskedFor).toBe(release.waiting);
        const approved = snapshot.caseSteps
          .filter((step) => step.state.startsWith('approved'))
          .reduce((all, step) => all + (step.amountPence ?? 0), 0);
        expect(release.released).toBe(approved);
      }),
    );
  });

  test('a kept board changes nothing until something changes, and then it says how much', () => {
    fc.assert(
      fc.property(snapshots, pence, (snapshot, more) => {
        const made = programme(snapshot, year, '2024-10-31');
        const met = { board: 'Board', metOn: '2024-10-31' };
        const kept = rows('boardSnapshots', boardRows(made, met.board, met.metOn));
        expect(changesSince(made, kept, met)).toEqual([]);
        const first = snapshot.benefitQuarters.find((_, at) => snapshot.benefitMeasures[at]?.class === 'cashable');
        if (!first || more === 0) return;
        const benefitQuarters = snapshot.benefitQuarters.map((one) =>
          one === first ? { ...one, realisedPence: (one.realisedPence ?? 0) + more } : one,
        );
        const changes = changesSince(programme({ ...snapshot, benefitQuarters }, year, '2024-11-30'), kept, met);
        expect(changes.map((change) => change.realised)).toEqual([more]);
      }),
    );
  });

  test('money that two projects claim counts once, for the first, and is named', () => {
    const snapshot = {
      ...emptySnapshot(),
      projects: rows('projects', [
        { reference: 'A', name: 'A', theme: 'T' },
        { reference: 'B', name: 'B', theme: 'T' },
      ]),
      projectLinks: rows(
        'projectLinks',
        ['B', 'A'].map((projectReference) => ({ projectReference, kind: 'scheme' as const, target: 'S' })),
      ),
      schemes: rows('schemes', [{ reference: 'S', name: 'S' }]),
      tranches: rows('tranches', [
        { schemeReference: 'S', reference: 'T', year, kind: 'cost' as const, amountPence: 700 },
      ]),
      benefits: rows('benefits', [
        { schemeReference: 'S', case: 'realised' as const, year, basis: 'annual' as const, amountPence: 900 },
      ]),
    };
    const made = programme(snapshot, year, '2024-10-31');
    expect(made.projects.map(({ money }) => [money.investment, money.realised])).toEqual([
      [700, 900],
      [0, 0],
    ]);
    expect(made.overlaps).toEqual(['The scheme S is linked to A and to B: it counts for A only.']);
  });
});

describe('milestones and turn-arounds', () => {
  test('slippage is the days between plan and outcome, and the state follows from the day', () => {
    const of = (values: object) =>
      milestoneRow(row('milestones', 1, { planned: '2024-03-01', ...values }), '2024-06-01');
    expect(of({ actual: '2024-03-11' })).toMatchObject({ slippageDays: 10, state: 'met' });
    expect(of({ forecast: '2024-07-01' })).toMatchObject({ slippageDays: 122, state: 'late' });
    expect(of({})).toMatchObject({ slippageDays: 0, state: 'overdue' });
    expect(of({ planned: '2024-12-01', forecast: '2024-11-30' })).toMatchObject({ slippageDays: -1, state: 'on plan' });
  });

  test('a step-down from 6,100 to 820 a week saves 5,280 a week by the day, until the check that finds it ended', () => {
    const moved = row('turnArounds', 1, {
      reference: 'T',
      movedOn: '2024-01-31',
      weeklyBeforePence: 610_000,
      weeklyAfterPence: 82_000,
    });
    expect(sameDayLater('2024-01-31', 1)).toBe('2024-02-29');
    const [first, second] = ['2023/24', '2024/25'].map((each) => turnAroundRow(moved, each));
    expect(first).toMatchObject({ days: 61, inYear: Math.round((528_000 * 61) / 7), until: null });
    expect((first?.days ?? 0) + (second?.days ?? 0)).toBe(daysBetween('2024-01-31', '2025-01-31'));
    expect(Math.abs((first?.inYear ?? 0) + (second?.inYear ?? 0) - (first?.fullYear ?? 0))).toBeLessThanOrEqual(1);
    expect(turnAroundRow({ ...moved, at3: 0 }, '2024/25')).toMatchObject({ until: '2024-04-30', days: 29 });
  });

  test('turn-arounds sum to the saving they are part of, and what they leave unexplained is told', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 11 }), pence), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: -500, max: 500 }),
        (list, off) => {
          const turnArounds = rows(
            'turnArounds',
            list.map(([month, weekly], at) => ({
              ...{ reference: `T${at}`, movedOn: addMonths('2024-04-01', month), weeklyBeforePence: weekly },
              savingReference: 'S',
            })),
          );
          const total = turnArounds.reduce((all, one) => all + turnAroundRow(one, year).inYear, 0);
          const savingRatings = rows('savingRatings', [
            { year, savingReference: 'S', period: 12, deliveredPence: total + off },
          ]);
          const [check] = turnAroundChecks({ turnArounds, savingRatings }, year);
          expect(check).toMatchObject({ turnArounds: list.length, inYear: total, difference: off });
        },
      ),
    );
  });
});

describe('the failure rule', () => {
  const month = (at: number) => addMonths('2022-10-01', at);
  const months = (values: (number | null)[]) => values.map((value, at) => ({ month: month(at), value }));

  test('a month with no value neither breaks nor extends a run, and is named', () => {
    expect(performanceFailure(months([50, 50, null, 50]), 75, 'high')).toEqual({
      ...{ firstFailureMonth: '2023-01-01', consecutiveOutside: 3, latestRun: 3, blanks: ['2022-12-01'] },
    });
    expect(performanceFailure(months([50, 50, null]), 75, 'high')).toMatchObject({
      latestRun: 2,
      firstFailureMonth: null,
    });
    // A month left out altogether is a blank too.
    const gap = [...months([50, 50]), { month: month(3), value: 50 }];
    expect(performanceFailure(gap, 75, 'high')).toMatchObject({ latestRun: 3, blanks: ['2022-12-01'] });
  });

  test('blanks anywhere leave the runs of the values as they were', () => {
    const value = fc.option(fc.constantFrom(50, 80), { nil: null });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const all = performanceFailure(months(values), 75, 'high');
        const known = performanceFailure(months(values.filter((one) => one !== null)), 75, 'high');
        expect([all.latestRun, all.consecutiveOutside]).toEqual([known.latestRun, known.consecutiveOutside]);
        expect(all.firstFailureMonth !== null).toBe(all.consecutiveOutside >= failureRuns.monthly);
      }),
    );
  });

  test('a quarterly measure fails at its second quarter', () => {
    const quarters = [
      { month: '2022-12-01', value: 50 },
      { month: '2023-03-01', value: 50 },
    ];
    expect(performanceFailure(quarters, 75, 'high', 'quarterly')).toMatchObject({
      firstFailureMonth: '2023-03-01',
      latestRun: 2,
      blanks: [],
    });
    expect(performanceFailure(quarters, 75, 'high')).toMatchObject({ firstFailureMonth: null });
  });
});

describe('commentary and activity', () => {
  test('figures are kept beside a commentary; it is stale when one of them moved, and carried forward in grey', () => {
    const figures = { Target: 380_000_000, Realised: 372_200_000 };
    expect(figuresOf(figuresText(figures))).toEqual(figures);
    const own = rows('commentaries', [
      {
        ...{ subject: 'project' as const, subjectReference: 'P1', year, period: 6, commentary: 'On its way' },
        ...{ figures: figuresText(figures), byRole: 'Lead', writtenOn: '2024-10-10', public: 0 as const },
      },
    ]);
    const at = (period: number, now: Record<string, number>) =>
      commentaryFor(own, { subject: 'project', subjectReference: 'P1', year, period }, now);
    expect(at(6, figures)).toMatchObject({ stale: false, carriedForward: false });
    expect(at(7, { ...figures, Realised: 375_000_000 })).toMatchObject({
      ...{ stale: true, carriedForward: true, moved: [{ name: 'Realised', was: 372_200_000, now: 375_000_000 }] },
    });
    expect(at(5, figures)).toBeNull();
  });

  test('the volumes of a published programme become levers: 141, 89, 6 and 2 weeks, 35, 20, 4, 11 and 10', () => {
    const given = [
      ['children in need', -141],
      ['child protection plans', -89],
      ['weeks of a child in need', -6],
      ['weeks of a child protection plan', -2],
      ['children avoided', 35],
      ['special guardianship', 20],
      ['reunification', 4],
      ['foster carers', 11],
      ['block beds', 10],
    ] as const;
    const activityChanges = rows(
      'activityChanges',
      given.map(([activity, amount], at) => ({
        ...{ reference: `V${at}`, name: activity, activity, amount, from: '2022-10-01' },
      })),
    );
    const activityRelations = rows('activityRelations', [
      {
        ...{ code: 'CIN', name: 'In need', activity: 'children in need' as const, perUnit: 0.01, lagMonths: 3 },
      },
    ]);
    const effects = activityEffects({ activityChanges, activityRelations });
    expect(effects.map(({ lever }) => lever && [lever.kind, lever.value, lever.from])).toEqual([
      ['entrants-number', -1.41, '2023-01-01'],
      null,
      null,
      null,
      ['entrants-number', -35 / 12, '2022-10-01'],
      ['exits-number', 20, '2022-10-01'],
      ['exits-number', 4, '2022-10-01'],
      ['carers', 11, '2022-10-01'],
      ['block-beds', 10, '2022-10-01'],
    ]);
    expect(effects[1]?.said).toMatch(/No relationship is stated/);
  });

  test('the back-test says what the relationship would have said, and leaves out months without both', () => {
    const activityRelations = rows('activityRelations', [
      {
        ...{
          code: 'CIN',
          name: 'In need',
          activity: 'children in need' as const,
          kpiCode: 'K',
          perUnit: 0.01,
          lagMonths: 1,
        },
      },
    ]);
    const kpiValues = rows(
      'kpiValues',
      [4000, 5000, null].map((value, at) => ({ kpiCode: 'K', month: month2(at), value })),
    );
    const [found] = testRelations(
      { activityRelations, kpiValues },
      new Map([
        ['2022-11-01', 44],
        ['2022-12-01', 46],
      ]),
    );
    expect(found?.months).toEqual([
      { month: '2022-11-01', activity: 4000, entrants: 44, said: 40 },
      { month: '2022-12-01', activity: 5000, entrants: 46, said: 50 },
    ]);
    expect([found?.biasPercent, found?.meanError, found?.fitted, found?.meanErrorOfMean]).toEqual([0, 4, 0.01, 1]);
  });
  const month2 = (at: number) => addMonths('2022-10-01', at);
});

test('children entering care by month: a move is no entrant, a month without one is nought, counts go before placements', () => {
  const placement = (reference: string, childKey: string, start: string, end: string | null, groupCode = 'G') => ({
    ...({
      reference,
      childKey,
      start,
      end,
      groupCode,
      birthMonth: '2012-05-01',
      birthDate: null,
      uasc: 0,
      shortBreak: 0,
    } as const),
    ...({ route: 'framework', unitCode: null, expectedEnd: null } as const),
  });
  const found = monthlyEntrants({
    dataDate: '2023-07-31',
    placementGroups: rows('placementGroups', [
      { code: 'G', name: 'G', careType: 'fostering', modelled: 1, position: 1 },
      { code: 'H', name: 'H', careType: 'residential', modelled: 1, position: 2 },
    ]),
    placements: rows('placements', [
      placement('1', 'a', '2023-04-10', '2023-05-10'),
      placement('2', 'a', '2023-05-10', null, 'H'),
      placement('3', 'b', '2023-04-20', '2023-05-01'),
      placement('4', 'b', '2023-07-05', null),
    ]),
    demandSeries: rows('demandSeries', [
      ...[
        ['2023-03-01', 9],
        ['2023-04-01', 7],
      ].map(([month, value]) => ({
        ...{ measure: 'entrants', month, value, groupCode: '*', band: '*', uasc: 'all', source: 's' },
      })),
    ] as never),
  });
  expect([...found].sort()).toEqual([
    ...[
      ['2023-03-01', 9],
      ['2023-04-01', 2],
      ['2023-05-01', 0],
      ['2023-06-01', 0],
      ['2023-07-01', 1],
    ],
  ]);
});
