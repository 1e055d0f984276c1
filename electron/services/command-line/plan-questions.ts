import { resolve } from 'node:path';
import { formatNumber, sayMoney } from '../../../shared/format/format.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { addDays } from '../../../shared/model/calendar.ts';
import { type Lever, type LeverKind, leverKinds } from '../../../shared/model/lever.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { comparePlans, type PlanYearDifference } from '../../../shared/plan/compare-plans.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { movementLabels } from '../../../shared/plan/plan-labels.ts';
import { type PlanRange, rangeLeftOut, rangeSources } from '../../../shared/plan/plan-range.ts';
import { type PlanSensitivity, planSeek, planSensitivity } from '../../../shared/plan/plan-seek.ts';
import type { Plan } from '../../../shared/plan/plan-types.ts';
import type { GoalSeekResult } from '../../../shared/scenario/goal-seek.ts';
import { readScenarioFile } from '../scenario-files/scenario-file.ts';
import { runPlanRange } from '../simulation/plan-range-job.ts';
import { thousands } from './plan-text.ts';
import { tellTenths } from './tell-tenths.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { passphraseOf } from './workspace.ts';

/** An answer beside the plan: its part of the JSON document, and the lines printed. */
export type PlanAnswer = { json: PlanAnswers; text: string[] };
/** What may be asked beside the plan, by its key in the JSON document; money in pence. */
export type PlanAnswers = {
  range?: PlanRange;
  sensitivity?: PlanSensitivity;
  seek?: GoalSeekResult & { year: string; lever: string; kind: LeverKind; unit: string; target: number };
  compared?: { scenario: string; years: PlanYearDifference[] };
};

/** The fan of the gap, with as many paths as asked. */
export async function rangeAnswer(
  snapshot: Snapshot,
  scenario: Scenario,
  years: number,
  paths: number,
  worker: string,
  progress: (text: string) => void,
): Promise<PlanAnswer> {
  const plan = { worker, snapshot, scenario, years, paths };
  const range: PlanRange = await runPlanRange(plan, tellTenths(progress));
  const rows = range.years.map(({ year, gap, spread, balanced }): TextRow => {
    const figures = [gap, spread.p10, spread.p50, spread.p90, spread.low95, spread.high95].map(thousands);
    return [year, ...figures, `${formatNumber(balanced * 100)} %`];
  });
  return {
    json: { range },
    text: [
      `Range of the gap: ${formatNumber(range.paths)} paths of children, with prices, savings, pressures and inflation drawn; seed ${range.seed}`,
      textColumns([['£’000', 'Gap', 'P10', 'P50', 'P90', '2.5 %', '97.5 %', 'Balances'], 'rule', ...rows]),
      '',
      textColumns([
        ['Each alone, £’000: P10 to P90 against the gap', ...range.years.map(({ year }) => year)],
        'rule',
        ...Object.entries(rangeSources).map(
          ([source, label]): TextRow => [
            label,
            ...range.years.map(({ sources }) => {
              const own = sources.find((each) => each.source === source);
              return own ? `${thousands(own.p10)} to ${thousands(own.p90)}` : '';
            }),
          ],
        ),
      ]),
      rangeLeftOut,
    ],
  };
}

/** What each assumption does to the gap of every year. */
export function sensitivityAnswer(snapshot: Snapshot, scenario: Scenario, years: number): PlanAnswer {
  const sensitivity = planSensitivity(snapshot, scenario, years);
  return {
    json: { sensitivity },
    text: sensitivity.flatMap(({ year, central, bars }) => [
      `Sensitivity of the gap of ${year}, ${sayMoney(central)}`,
      textColumns([
        ['£’000', 'At its low', 'At its high'],
        'rule',
        ...bars.map((bar): TextRow => [bar.label, thousands(bar.atLow), thousands(bar.atHigh)]),
      ]),
      '',
    ]),
  };
}

/** What a lever must be for the gap of a year to meet a target. The lever is one of the scenario, or a new one of a kind. */
export function seekAnswer(
  snapshot: Snapshot,
  scenario: Scenario,
  years: number,
  asked: { year: string; lever: string; gap: number },
): PlanAnswer {
  const lever = leverOf(scenario, asked.lever, snapshot);
  const found = planSeek(snapshot, scenario, years, { lever, year: asked.year, gap: asked.gap });
  const { unit } = leverDefinitions[lever.kind];
  const value = `${formatNumber(found.value, 2)} ${unit}`;
  return {
    json: { seek: { year: asked.year, lever: lever.name, kind: lever.kind, unit, target: asked.gap, ...found } },
    text: [
      found.found
        ? `“${lever.name}” at ${value} from ${lever.from} brings the gap of ${asked.year} to ${sayMoney(found.achieved)}.`
        : `Out of reach: “${lever.name}” brings the gap of ${asked.year} to between ${sayMoney(found.reach.low)} and ${sayMoney(found.reach.high)}; nearest at ${value}, ${sayMoney(found.achieved)}.`,
    ],
  };
}

function leverOf(scenario: Scenario, asked: string, snapshot: Snapshot): Lever {
  const own = scenario.levers.find((each) => each.id === asked);
  if (own) return own;
  const kind = leverKinds.find((each) => each === asked) as LeverKind | undefined;
  if (kind) return newLever(kind, `seek-${kind}`, addDays(snapshot.dataDate, 1));
  throw new OutturnError(
    'invalid-input',
    `There is no lever or kind of lever “${asked}”. Kinds are ${leverKinds.join(', ')}.`,
    { lever: asked },
  );
}

/** The plan of a second scenario file less this one's, year by year: by movement and by line. */
export async function compareAnswer(
  made: Plan,
  file: string,
  options: { passphraseFile?: string },
): Promise<PlanAnswer> {
  const { document } = await readScenarioFile(resolve(file), passphraseOf(options));
  const other = plan(document.snapshot, document.scenario, made.years.length);
  const years = comparePlans(made, other);
  if (years.length === 0)
    throw new OutturnError(
      'invalid-input',
      `“${document.scenario.name}” plans ${other.firstYear} on: the two have no year in common.`,
    );
  return {
    json: { compared: { scenario: document.scenario.name, years } },
    text: years.flatMap((year) => [
      `“${document.scenario.name}” less this plan, ${year.year}`,
      textColumns([
        ['£’000', 'Difference'],
        'rule',
        ['Opening', thousands(year.opening)],
        ...year.movements.map((item): TextRow => [movementLabels[item.kind], thousands(item.amount)]),
        'rule',
        ['Cost of the year', thousands(year.closing)],
        ['Funding', thousands(year.funding)],
        ['Gap', thousands(year.gap)],
      ]),
      '',
    ]),
  };
}
