import { describe, expect, test } from 'vitest';
import { meanPercentageError, percentageError, scaledError } from '../../../shared/demand/backtest/accuracy.ts';
import {
  fitLine,
  forecastSeries,
  holt,
  holtState,
  intervalOf,
  linearTrend,
} from '../../../shared/demand/benchmarks.ts';
import { placesWaterfall, rollForward, rowShift } from '../../../shared/demand/capacity.ts';
import { ageCareLeavers } from '../../../shared/demand/care-leavers.ts';
import { monthlyFlow } from '../../../shared/demand/history/monthly-flow.ts';
import { shrunkRate } from '../../../shared/demand/history/rates.ts';
import { flowResidual } from '../../../shared/demand/history/reconciliation.ts';
import { uascPosition } from '../../../shared/demand/history/uasc.ts';
import { combinedHalfWidth } from '../../../shared/demand/interval-combination.ts';
import { oneBox } from '../../../shared/demand/one-box.ts';
import { reconcileParts } from '../../../shared/finance/invest-to-save.ts';
import type { PlacementRequest } from '../../../shared/model/registers.ts';
import { requestsByType } from '../../../shared/sufficiency/requests.ts';
import published from '../../fixtures/reference/published-figures.json' with { type: 'json' };
import { demandCase } from './cases.ts';

const close = (value: number | null | undefined, wanted: number, tolerance: number) =>
  expect(Math.abs((value ?? Number.NaN) - wanted)).toBeLessThanOrEqual(tolerance);
type CareType = PlacementRequest['askedType'];
const request = (askedType: CareType, givenType: CareType, count: number) =>
  ({ askedType, givenType, count, outcome: 'placed', requestedOn: '2022-05-01' }) as PlacementRequest;
const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('stock and flow', () => {
  test('DEM-01: residuals of published flows', () => {
    const { given, expect: wanted } = demandCase<
      { stock: number[]; entrants: number[]; exits: number[] },
      Record<string, number[]> & Record<'Apr-Sep_entrants' | 'Apr-Sep_exits' | `annual_residual_${string}`, number>
    >('DEM-01');
    const residuals = given.stock
      .slice(1)
      .map((closing, at) => flowResidual(given.stock[at]!, given.entrants[at + 1]!, given.exits[at + 1]!, closing));
    expect(residuals).toEqual(wanted['residual_Nov..Mar']);
    // The months not printed, and the years, from the scorecard's own columns.
    const row = (id: string) => published.facts.find((fact) => fact.id === id)!.values as Record<string, number>;
    const [stock, entrants, exits] = [row('SCO-052'), row('SCO-055'), row('SCO-056')];
    expect(entrants.YTD! - add(given.entrants)).toBe(wanted['Apr-Sep_entrants']);
    expect(exits.YTD! - add(given.exits)).toBe(wanted['Apr-Sep_exits']);
    const before = stock['21/22']!;
    expect(flowResidual(before, entrants.YTD!, exits.YTD!, stock.Mar!)).toBe(wanted.annual_residual_22_23);
    expect(flowResidual(stock['20/21']!, entrants['21/22']!, exits['21/22']!, before)).toBe(
      wanted.annual_residual_21_22,
    );
  });

  test('DEM-03: unaccompanied children against the threshold', () => {
    const { given, expect: wanted } = demandCase<
      { pop: number; threshold: number; stock: number; net_12m: number; net_last_3m: number },
      { threshold: number; headroom: number; months_at_12m_rate: number; months_at_last_3m_rate: null }
    >('DEM-03');
    const position = uascPosition(given.pop, given.threshold, given.stock, [given.net_12m / 12, given.net_last_3m / 3]);
    close(position.threshold, wanted.threshold, 0.05);
    close(position.headroom, wanted.headroom, 0.05);
    close(position.months[0], wanted.months_at_12m_rate, 0.05);
    expect(position.months[1]).toBe(wanted.months_at_last_3m_rate);
  });

  test('FLOW-01: the one-box model', () => {
    const { given, expect: wanted } = demandCase<
      { x0: number; entrants_pa: number; exits_pa: number; mean_stock: number; t_years: number },
      { lambda: number; equilibrium: number; mean_t1: number; variance: number; sd: number; PI95: number[] }
    >('FLOW-01');
    const box = oneBox(
      {
        stock: given.x0,
        entrantsPerYear: given.entrants_pa,
        leaversPerYear: given.exits_pa,
        meanStock: given.mean_stock,
      },
      given.t_years,
    );
    close(box.rate, wanted.lambda, 1e-5);
    close(box.equilibrium, wanted.equilibrium, 0.01);
    close(box.mean, wanted.mean_t1, 0.01);
    close(box.variance, wanted.variance, 0.01);
    close(box.sd, wanted.sd, 0.01);
    close(box.low95, wanted.PI95[0]!, 0.05);
    close(box.high95, wanted.PI95[1]!, 0.05);
  });
});

describe('counts by band and group', () => {
  type Given = {
    'opening(age bands <1,1-4,5-10,10-15,16+ x Fos,Res,Supp,Other)': number[][];
    band_months: number[];
    monthly_exit_hazard: Record<string, number>;
    moves: Record<string, number>;
    entrants_month_total: number;
    entrant_age_shares: number[];
    entrant_type_mix_by_age: number[][];
  };
  const { given, expect: wanted } = demandCase<
    Given,
    {
      opening: number;
      exits: number;
      aged_out_18: number;
      entrants: number;
      closing: number;
      by_type: Record<string, number>;
      by_band: number[];
    }
  >('FLOW-04');
  const opening = given['opening(age bands <1,1-4,5-10,10-15,16+ x Fos,Res,Supp,Other)'];
  const groups = ['Fos', 'Res', 'Supp', 'Other'];

  test('FLOW-04: one month', () => {
    const moves = opening.map((_, band) => {
      const rates = groups.map(() => groups.map(() => 0));
      for (const [name, rate] of Object.entries(given.moves)) {
        const match = /^(16\+ )?(\w+)>(\w+)$/.exec(name)!;
        if (match[1] && band !== 4) continue;
        rates[groups.indexOf(match[2]!)]![groups.indexOf(match[3]!)] = rate;
      }
      return rates;
    });
    const shares = given.entrant_age_shares.map((share) => share / add(given.entrant_age_shares));
    const month = monthlyFlow({
      opening,
      exits: opening.map(() => groups.map((group) => given.monthly_exit_hazard[group]!)),
      moves,
      entrants: shares.map((share, band) =>
        given.entrant_type_mix_by_age[band]!.map((part) => given.entrants_month_total * share * part),
      ),
      bandMonths: given.band_months,
    });
    close(add(opening.flat()), wanted.opening, 1e-9);
    close(add(month.leavers.flat()), wanted.exits, 0.001);
    close(month.agedOut, wanted.aged_out_18, 0.001);
    close(month.entrants, wanted.entrants, 0.001);
    close(add(month.closing.flat()), wanted.closing, 0.001);
    close(month.residual, 0, 1e-9);
    groups.forEach((group, at) => {
      close(add(month.closing.map((row) => row[at]!)), wanted.by_type[group]!, 0.001);
    });
    month.closing.forEach((row, band) => {
      close(add(row), wanted.by_band[band]!, 0.001);
    });
  });

  test('FLOW-06: no hazard, no ageing, no entrants: nothing changes', () => {
    const nothing = opening.map((row) => row.map(() => 0));
    const month = monthlyFlow({
      opening,
      exits: nothing,
      moves: opening.map(() => groups.map(() => groups.map(() => 0))),
      entrants: nothing,
      bandMonths: opening.map(() => Number.POSITIVE_INFINITY),
    });
    expect(month.closing).toEqual(opening);
  });
});

describe('rates', () => {
  test('FLOW-07: shrinkage', () => {
    const { given, expect: wanted } = demandCase<
      { events: number; exposure_child_days: number; parent_rate_per_day: number; kappa_days: number },
      { raw_per_day: number; shrunk_per_day: number; monthly_prob_shrunk: number }
    >('FLOW-07');
    const { events, exposure_child_days: exposure, parent_rate_per_day: parent, kappa_days: kappa } = given;
    close(shrunkRate(events, exposure, parent, 0, 'cell'), wanted.raw_per_day, 1e-8);
    const shrunk = shrunkRate(events, exposure, parent, kappa, 'cell');
    close(shrunk, wanted.shrunk_per_day, 1e-8);
    close(-Math.expm1((-shrunk * 365.25) / 12), wanted.monthly_prob_shrunk, 1e-6);
  });

  test('events without exposure name the cell', () => {
    expect(() => shrunkRate(2, 0, 0.001, 1095, '10–15, Fostering to leaving care')).toThrow(/10–15, Fostering/);
    expect(shrunkRate(0, 0, 0.001, 0, 'cell')).toBe(0);
  });
});

describe('intervals', () => {
  test('CI-01: parts combine by squares', () => {
    const { given, expect: wanted } = demandCase<
      { half_widths: Record<string, number>; ages: number[] },
      { quadrature_types: number; quadrature_ages: number; published_total_half_width: number }
    >('CI-01');
    close(combinedHalfWidth(Object.values(given.half_widths)), wanted.quadrature_types, 0.005);
    close(combinedHalfWidth(given.ages), wanted.quadrature_ages, 0.005);
    expect(combinedHalfWidth(given.ages)).toBeLessThan(add(given.ages));
  });

  test('CI-03: the unmodelled remainder', () => {
    const { given, expect: wanted } = demandCase<{ total: number[]; modelled: number[] }, { unmodelled: number[] }>(
      'CI-03',
    );
    const left = given.total.map((total, at) => reconcileParts([given.modelled[at] ?? 0], total, [0]).difference);
    expect(left).toEqual(wanted.unmodelled);
  });
});

describe('benchmarks', () => {
  test('BM-01: straight line and its t interval', () => {
    const { given, expect: wanted } = demandCase<
      { y: number[] },
      { intercept: number; slope: number; forecast_2023_24: number; s: number; 'PI95_t(df=4,2.7764)': number[] }
    >('BM-01');
    const line = fitLine(given.y);
    close(line.intercept, wanted.intercept, 0.01);
    close(line.slope, wanted.slope, 1e-4);
    close(line.s, wanted.s, 1e-4);
    const forecast = linearTrend(given.y, 1);
    close(forecast.points[0]!.mean, wanted.forecast_2023_24, 0.01);
    const { low, high } = intervalOf(forecast, 1, 0.95);
    close(low, wanted['PI95_t(df=4,2.7764)'][0]!, 0.01);
    close(high, wanted['PI95_t(df=4,2.7764)'][1]!, 0.01);
  });

  test('BM-03: Holt and damped Holt at fixed parameters', () => {
    const { given, expect: wanted } = demandCase<
      { y: number[]; alpha: number; beta: number; phi: number },
      { level: number; trend: number; h1: number; damped_h1: number; damped_h3: number }
    >('BM-03');
    const { y, alpha, beta, phi } = given;
    const state = holtState(y, { alpha, beta, phi: 1 });
    close(state.level, wanted.level, 0.001);
    close(state.trend, wanted.trend, 0.001);
    close(holt(y, 1, false, { alpha, beta, phi: 1 }).points[0]!.mean, wanted.h1, 0.001);
    const damped = holt(y, 3, true, { alpha, beta, phi });
    close(damped.points[0]!.mean, wanted.damped_h1, 0.001);
    close(damped.points[2]!.mean, wanted.damped_h3, 0.001);
  });

  test('BM-04: the naive forecast a year ahead', () => {
    const { given, expect: wanted } = demandCase<{ y: number[] }, { APEs_pct: number[]; MAPE_pct: number }>('BM-04');
    const pairs = given.y.slice(1).map((actual, at) => {
      const forecast = forecastSeries('naive', given.y.slice(0, at + 1), 1).points[0]!.mean;
      return { forecast, actual };
    });
    pairs.forEach((pair, at) => {
      close(percentageError(pair), wanted.APEs_pct[at]!, 0.001);
    });
    close(meanPercentageError(pairs), wanted.MAPE_pct, 0.001);
  });

  test('BM-07: scaled error', () => {
    const { given, expect: wanted } = demandCase<
      { forecast: number[]; actual: number[]; naive_MAE_in_sample: number },
      { MASE: number }
    >('BM-07');
    const pairs = given.forecast.map((forecast, at) => ({ forecast, actual: given.actual[at]! }));
    close(scaledError(pairs, given.naive_MAE_in_sample), wanted.MASE, 0.001);
  });
});

describe('care leavers and capacity', () => {
  test('CL-01: cohorts a year on', () => {
    const { given, expect: wanted } = demandCase<
      { Mar22: Record<number, number>; Mar23: Record<number, number>; hold_16_17: number },
      {
        ratios: Record<number, number>;
        Mar24: Record<number, number>;
        total_Mar24: number;
        flag_ratio_over_1: number[];
      }
    >('CL-01');
    const next = ageCareLeavers(given.Mar22, given.Mar23, given.hold_16_17);
    for (const [age, ratio] of Object.entries(wanted.ratios)) close(next.ratios[Number(age)], ratio, 5e-5);
    for (const [age, count] of Object.entries(wanted.Mar24)) close(next.next[Number(age)], count, 0.05);
    close(next.total, wanted.total_Mar24, 0.05);
    expect(next.ratioOverOne).toEqual(wanted.flag_ratio_over_1);
  });

  test('SUF-01: requested and secured', () => {
    const { given, expect: wanted } = demandCase<
      { foster: { requested: number; res: number; supp: number }; residential: { requested: number; supp: number } },
      Record<string, number> & {
        foster_need_2024: { demand_change_tool: number; unmet_stated: number; sum: number; stated: number };
      }
    >('SUF-01');
    const asked = (askedType: CareType, requested: number, elsewhere: Partial<Record<CareType, number>>) => {
      const away = Object.entries(elsewhere) as [CareType, number][];
      const met = requested - away.reduce((sum, [, count]) => sum + count, 0);
      const rows = ([[askedType, met], ...away] as const).map(([givenType, count]) =>
        request(askedType, givenType, count),
      );
      return requestsByType(rows, '2022-04-01', '2023-03-31')[0]!;
    };
    const { foster: f, residential: r } = given;
    const foster = asked('fostering', f.requested, { residential: f.res, supported: f.supp });
    const residential = asked('residential', r.requested, { supported: r.supp });
    expect([foster.unmet, residential.unmet]).toEqual([wanted.foster_unmet, wanted.res_unmet]);
    close(foster.unmetPercent, wanted.foster_unmet_pct!, 0.005);
    close(residential.unmetPercent, wanted.res_unmet_pct!, 0.005);
    // The paper's need, 85, is one more than its parts.
    const need = wanted.foster_need_2024;
    expect([need.demand_change_tool + need.unmet_stated, need.stated]).toEqual([need.sum, need.sum + 1]);
  });

  test('SUF-02: fostering places', () => {
    const { given, expect: wanted } = demandCase<
      { approved: number; filled: number; unavailable: number; vacant: number },
      { sum: number; unexplained: number; occupancy_pct: number; usable_occupancy_pct: number }
    >('SUF-02');
    const waterfall = placesWaterfall(given);
    expect([waterfall.sum, waterfall.unexplained]).toEqual([wanted.sum, wanted.unexplained]);
    close(waterfall.occupancyPercent, wanted.occupancy_pct, 0.05);
    close(waterfall.usableOccupancyPercent, wanted.usable_occupancy_pct, 0.05);
  });

  test('SUF-03: households roll forward, and the printed row stands a month late', () => {
    const { given, expect: wanted } = demandCase<
      { opening: number; approvals: number[]; closures: number[] },
      { month_end: number[]; printed_row_is_shifted_left_by_one: boolean }
    >('SUF-03');
    const computed = rollForward(given.opening, given.approvals, given.closures);
    expect(computed).toEqual(wanted.month_end);
    expect(rowShift(computed, computed)).toBe(0);
    expect(rowShift([1, 2, 3, 4], computed)).toBeNull();
    const row = JSON.stringify(published).match(/Count of Approved Households","values":(\{[^}]*\})/)![1]!;
    const { Total: _, ...months } = JSON.parse(row) as Record<string, number>;
    expect(rowShift(Object.values(months), computed) === 1).toBe(wanted.printed_row_is_shifted_left_by_one);
  });
});
