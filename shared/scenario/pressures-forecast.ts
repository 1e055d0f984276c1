import { monthsToCome, pressureValue } from '../finance/pressures.ts';
import { roundCumulative } from '../finance/rounding.ts';
import type { PressureTerms } from '../levers/definition.ts';
import { effectOf, leversOn } from '../levers/definitions.ts';
import type { PressureForecast, PressuresForecast } from '../model/forecast.ts';
import type { Lever } from '../model/lever.ts';
import { roundHalfAway, sum } from '../model/money.ts';
import type { Pressure } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { actsOnReference } from './finance-levers.ts';
import type { Adjustment } from './line-forecast.ts';

/** The probability (per cent) and the factor on the impact of a pressure that levers leave, in list order. */
export function leveredPressure(pressure: Pressure, levers: readonly Lever[]): PressureTerms {
  // A probability beyond 0–100 is a finding of the checks; here it counts as never or for certain.
  const probabilityPercent = Math.min(100, Math.max(0, pressure.probabilityPercent));
  let terms: PressureTerms = { probabilityPercent, impactFactor: 1 };
  for (const lever of leversOn(levers, 'pressure')) {
    const effect = effectOf(lever);
    if (effect.on === 'pressure' && actsOnReference(lever, pressure.reference))
      terms = { ...terms, ...effect.change(terms, lever.value) };
  }
  return terms;
}

/**
 * Pressures of the scenario's year that are not closed, with the scenario's levers, and what the counted ones add to
 * their lines: the part of their expected value that is still to come, and what of it is in the actuals already
 * (docs/model.md §9).
 */
export function pressuresForecast(
  snapshot: Snapshot,
  scenario: Scenario,
  open: (line: string, period: number) => boolean = (_line, period) => period > scenario.period,
): { forecast: PressuresForecast; adjustments: Adjustment[] } {
  const adjustments: Adjustment[] = [];
  const rows = snapshot.pressures
    .filter((pressure) => pressure.year === scenario.year && pressure.status !== 'closed')
    .map((pressure): PressureForecast => {
      const { probabilityPercent, impactFactor } = leveredPressure(pressure, scenario.levers);
      const value = pressureValue(pressure, snapshot.mitigations, { probabilityPercent, impactFactor });
      const counted = pressure.counted === 1;
      const share = monthsToCome(pressure, (period) => open(pressure.lineCode, period));
      const months = roundCumulative(share.map((part) => (counted ? part * value.expected : 0)));
      const part = Math.min(1, sum(share));
      const toCome = roundHalfAway(part * value.expected);
      const { reference, name } = pressure;
      adjustments.push({ line: pressure.lineCode, months, from: { kind: 'pressure', reference, name } });
      return {
        reference: pressure.reference,
        name: pressure.name,
        lineCode: pressure.lineCode,
        expected: roundHalfAway(value.expected),
        inActuals: roundHalfAway(value.expected) - toCome,
        toCome,
        worstToCome: roundHalfAway(part * value.worst),
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
      notCounted: {
        expected: sum(rows.map((row) => (row.counted ? 0 : (row.toCome ?? 0)))),
        worst: sum(rows.map((row) => (row.counted ? 0 : (row.worstToCome ?? 0)))),
      },
    },
  };
}
