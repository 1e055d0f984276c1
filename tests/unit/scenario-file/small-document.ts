import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { emptySnapshot } from '../../../shared/model/snapshot.ts';
import type { ScenarioDocument } from '../../../shared/scenario-file/document.ts';

/** A document with a row or two in several registers. */
export function smallDocument(): ScenarioDocument {
  const snapshot = emptySnapshot('Anyshire', '2023-12-31');
  snapshot.funders = [
    { id: 1, code: 'NNC', name: 'North' },
    { id: 2, code: 'WNC', name: 'West’s “council” \u0000 é' },
  ];
  snapshot.funderShares = [
    { id: 1, funderCode: 'NNC', from: '2021-04-01', shareBasisPoints: 4416 },
    { id: 2, funderCode: 'WNC', from: '2021-04-01', shareBasisPoints: 5584 },
  ];
  snapshot.assumptions = [
    {
      id: 7,
      key: 'discount-rate',
      value: 0.035,
      unit: 'a year',
      source: null,
      ownerRole: null,
      confidence: 'high',
      review: null,
    },
  ];
  const scenario = newScenario('Base', '2023/24', 9);
  scenario.levers = [{ ...newLever('price-uplift', 'l1', '2024-01-01'), value: 3.2 }];
  scenario.assumptions = { '10': 1, '9': 2, reserve: 0.1 };
  return {
    snapshot,
    scenario,
    results: null,
    history: [
      {
        savedAt: '2024-01-15T09:00:00.000Z',
        app: '0.1.0',
        engineVersion: '1.0.0',
        snapshotSha256: 'a'.repeat(64),
        levers: 1,
        words: 'Saved',
      },
    ],
    versions: [],
  };
}

export const about = { created: '2024-01-15T09:00:00.000Z', app: '0.1.0' };
