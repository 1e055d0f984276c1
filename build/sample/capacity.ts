import type { NewRow } from './extract.ts';
import { figure, thousands } from './facts.ts';

/** Homes, block places, flats and foster places as published; sums of money only where the papers give one. */
export function capacityUnits(): NewRow<'capacityUnits'>[] {
  return [
    {
      code: 'BLOCK-32',
      name: 'Block contract, 32 places in 9 locations (91 % used in August 2022)',
      kind: 'block',
      groupCode: 'RESI-EXTERNAL',
      from: '2021-04-01',
      places: figure('CAPY-015', 'places'),
      annualCostPence: 514_319_300,
      utilisationPercent: figure('CAPY-015', 'util_pct'),
      lineName: 'PLACE',
    },
    {
      code: 'FLATS-21',
      name: 'Training flats for care leavers, 21 young people in 19 flats',
      kind: 'flats',
      groupCode: 'CARE-LEAVERS',
      from: '2021-04-01',
      places: figure('CAPY-017', 'young_people'),
      annualCostPence: 44_613_300,
      utilisationPercent: figure('CAPY-017', 'util_pct'),
      lineName: 'PLACE',
    },
    {
      code: 'HOMES-5',
      name: 'Five homes of the trust (cost: published 2022/23 outturn)',
      kind: 'home',
      groupCode: 'RESI-INHOUSE',
      from: '2021-04-01',
      places: figure('CAPY-014', 'capacity'),
      annualCostPence: thousands(figure('OUT-005', 'Exp Forecast')),
      utilisationPercent: figure('SCO-072', 'Mar'),
      lineName: 'HOMES',
    },
    {
      // 391 approved less 97 that cannot be used and 16 the paper does not account for (T59).
      code: 'FOSTER-MAIN',
      name: 'In-house foster places that can be used: 262 filled and 16 vacant of 391 approved',
      kind: 'foster',
      groupCode: 'FOSTER-INHOUSE',
      from: '2021-04-01',
      places: figure('CAPY-005', 'value') + figure('CAPY-009', 'value'),
      annualCostPence: 0,
      utilisationPercent:
        Math.round((figure('CAPY-005', 'value') / (figure('CAPY-005', 'value') + figure('CAPY-009', 'value'))) * 1000) /
        10,
      lineName: 'PLACE',
    },
  ];
}
