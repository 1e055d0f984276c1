import { futureMonths, pressureValue } from '../finance/pressures.ts';
import { roundCumulative } from '../finance/rounding.ts';
import type { PressureForecast, PressuresForecast } from '../model/forecast.ts';
import type { Lever } from '../model/lever.ts';
import { roundHalfAway, sum } from '../model/money.ts';
import type { Pressure } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { leversOf } from './finance-levers.ts';
import type { Adjustment } from './line-forecast.ts';

/** The probability (per cent) and the factor on the impact of a pressure that levers leave, in list order. */
export function leveredPressure(
  pressure: Pressure,
  levers: readonly Lever[],
): { probabilityPercent: number; impactFactor: number } {
  let probabilityPercent = pressure.probabilityPercent;
  let impactFactor = 1;
  for (const lever of leversOf(levers, 'pressure-probability', 'pressure-impact')) {
    if (lever.reference !== pressure.reference) continue;
    if (lever.kind === 'pressure-probability') probabilityPercent = Math.min(100, Math.max(0, lever.value));
    else impactFactor *= Math.max(0, 1 + lever.value / 100);
  }
  return { probabilityPercent, impactFactor };
}

/**
 * Pressures of the scenario's year that are not closed, with the scenario's levers, and what the counted ones add to
 * their lines: the part of their expected value that falls after the period (docs/model.md §9).
 */
export function pressuresForecast(
  snapshot: Snapshot,
  scenario: Scenario,
): { forecast: PressuresForecast; adjustments: Adjustment[] } {
  const adjustments: Adjustment[] = [];
  const rows = snapshot.pressures
    .filter((pressure) => pressure.year === scenario.year && pressure.status !== 'closed')
    .map((pressure): PressureForecast => {
      const { probabilityPercent, impactFactor } = leveredPressure(pressure, scenario.levers);
      const value = pressureValue(pressure, snapshot.mitigations, { probabilityPercent, impactFactor });
      const counted = pressure.counted === 1;
      const months = roundCumulative(
        counted ? futureMonths(value.expected, pressure.startPeriod, scenario.period) : new Array<number>(12).fill(0),
      );
      const { reference, name } = pressure;
      adjustments.push({ line: pressure.lineCode, months, from: { kind: 'pressure', reference, name } });
      return {
        reference: pressure.reference,
        name: pressure.name,
        lineCode: pressure.lineCode,
        expected: roundHalfAway(value.expected),
        worst: roundHalfAway(value.worst),
        counted,
        mitigation: roundHalfAway(value.mitigation),
        inForecast: sum(months),
      };
    });
  return {
    adjustments,
    forecast: {
      rows,
      expected: sum(rows.map((row) => row.expected)),
      worst: sum(rows.map((row) => row.worst)),
      counted: sum(rows.map((row) => row.inForecast ?? 0)),
    },
  };
}
