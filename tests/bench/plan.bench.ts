/** The medium-term plan: five years of the sample after a lever, as a multiple of the forecast of one year in the same run. */
import { newLever } from '../../shared/levers/new-lever.ts';
import { newScenario, type Scenario } from '../../shared/model/scenario.ts';
import { plan } from '../../shared/plan/plan.ts';
import { forecast } from '../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { percentile, ratio, timings } from './bench.ts';

const snapshot = sampleSnapshot();
const scenario = newScenario('Bench', '2023/24', 9);
let at = 0;
/** Every run moves the slider, as a hand does: no two have the same lever. */
const moved = (kind: 'entrants-percent' | 'price-uplift'): Scenario => {
  at += 1;
  return { ...scenario, levers: [{ ...newLever(kind, 'a', '2024-04-01'), value: 1 + at / 100 }] };
};
for (const kind of ['price-uplift', 'entrants-percent'] as const) {
  const one = timings(() => forecast(snapshot, moved(kind)), 60);
  const five = timings(() => plan(snapshot, moved(kind), 5), 60);
  ratio(
    `five years after a lever on ${kind === 'price-uplift' ? 'prices' : 'entrants'}, 95th centile`,
    percentile(five, 0.95),
    { what: 'one year', measured: percentile(one, 0.95) },
    2,
  );
}
