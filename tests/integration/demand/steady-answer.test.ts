import { expect, test } from 'vitest';
import { newScenario } from '../../../shared/model/scenario.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

/**
 * The same rows give the same forecast however often they are asked, while the engine's code is interpreted, compiled and
 * compiled again: one process in ten once gave £38,107 more, once (shared/demand/movement/breaks.ts, addMoments).
 */
test('sixty forecasts of the same rows in one process are one forecast, to the last bit', { timeout: 180_000 }, () => {
  const base = sampleSnapshot();
  const scenario = newScenario('Base', '2023/24', 9);
  const answers = new Set<string>();
  for (let at = 0; at < 60; at += 1) {
    // Rows of their own: nothing cached is found again.
    const snapshot = { ...base, placements: base.placements.map((row) => ({ ...row })) };
    const { total } = forecast(snapshot, scenario);
    answers.add(JSON.stringify([total, demandOf(snapshot, scenario).months[2]?.groups]));
  }
  expect(answers.size).toBe(1);
});
