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
const runs = 120;
for (const kind of ['price-uplift', 'entrants-percent'] as const) {
  // In turn, so that what else runs on the machine slows both alike.
  const [one, five]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    one.push(...timings(() => forecast(snapshot, moved(kind)), 1, run === 0 ? 5 : 0));
    five.push(...timings(() => plan(snapshot, moved(kind), 5), 1, run === 0 ? 5 : 0));
  }
  const centile = (list: number[]) =>
    percentile(
      list.sort((a, b) => a - b),
      0.95,
    );
  ratio(
    `five years after a lever on ${kind === 'price-uplift' ? 'prices' : 'entrants'}, 95th centile`,
    centile(five),
    { what: 'one year', measured: centile(one) },
    2,
  );
}
