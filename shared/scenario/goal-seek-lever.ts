import { formatNumber, sayMoney } from '../format/format.ts';
import { leverDefinitions } from '../levers/definitions.ts';
import type { Forecast } from '../model/forecast.ts';
import type { Pence } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { forecast } from './forecast.ts';
import { type GoalSeekResult, goalSeek } from './goal-seek.ts';

/** What is to meet the value: a line by its code, or the total where it is null. */
export type GoalTarget = { line: string | null; measure: 'outturn' | 'variance' | 'netVariance'; value: Pence };
export type LeverGoal = GoalSeekResult & { lever: string; unit: string; message: string };

/**
 * The value of one lever at which a line or the total meets a target (docs/model.md §13), within the range of its kind,
 * the other levers as they are. Where no value does, the nearest, and how far the lever can reach. Throws
 * `lever-invalid` when the scenario has no such lever, `invalid-input` when the forecast has no such line. @param
 * tolerance pence within which the target counts as met
 */
export function goalSeekLever(
  snapshot: Snapshot,
  scenario: Scenario,
  leverId: string,
  target: GoalTarget,
  tolerance: Pence = 100,
): LeverGoal {
  const lever = scenario.levers.find((each) => each.id === leverId);
  if (!lever) {
    throw new OutturnError('lever-invalid', 'That lever is no longer in the scenario. Choose another.', {
      lever: leverId,
    });
  }
  const { minimum, maximum, unit } = leverDefinitions[lever.kind];
  const measure = (value: number) => {
    const levers = scenario.levers.map((each) => (each.id === leverId ? { ...each, value, on: true } : each));
    return read(forecast(snapshot, { ...scenario, levers }), target);
  };
  const result = goalSeek(measure, target.value, { minimum, maximum }, tolerance, 17);
  const plain = (number: number) =>
    unit === '£' ? sayMoney(number * 100) : formatNumber(number, 4).replace(/\.?0+$/, '');
  const said = (number: number) => (unit === '£' ? plain(number) : `${plain(number)} ${unit}`);
  const value = said(result.value);
  return {
    ...result,
    lever: lever.name,
    unit,
    message: result.found
      ? `“${lever.name}” at ${value} brings it to ${sayMoney(result.achieved)}.`
      : `Out of reach: from ${plain(minimum)} to ${said(maximum)}, “${lever.name}” brings it to between ${sayMoney(result.reach.low)} and ${sayMoney(result.reach.high)}; nearest at ${value}, ${sayMoney(result.achieved)}.`,
  };
}

function read(made: Forecast, { line, measure }: GoalTarget): Pence {
  const found = line === null ? made.total : made.lines.find((each) => each.code === line);
  if (!found) {
    throw new OutturnError('invalid-input', `The forecast has no budget line ${line}. Choose another.`, { line });
  }
  return found[measure];
}
