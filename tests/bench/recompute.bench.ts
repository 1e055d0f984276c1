/** A slider under the hand: the whole forecast again with a price lever or an entrants lever, 1,500 children × 36 months. */
import { newLever } from '../../shared/levers/new-lever.ts';
import type { LeverKind } from '../../shared/model/lever.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { forecast } from '../../shared/scenario/forecast.ts';
import { prepareSnapshot } from '../../shared/scenario/prepare.ts';
import { percentile, report, timings } from './bench.ts';
import { programmeSnapshot } from './programme-snapshot.ts';

const snapshot = programmeSnapshot(1500, 30, 20);
const scenario = newScenario('Base', '2024/25', 0);
prepareSnapshot(snapshot);
const started = performance.now();
forecast(snapshot, scenario);
report(`first forecast, ${snapshot.placements.length} placements`, performance.now() - started, 1000, 'ms');
const kinds: LeverKind[] = ['price-uplift', 'entrants-percent', 'saving-delay'];
for (const kind of kinds) {
  let at = 0;
  // Every run moves the slider, as a hand does: no two ask the same.
  const times = timings(() => {
    at += 1;
    const lever = {
      ...newLever(kind, 'l', '2024-06-01'),
      value: kind === 'saving-delay' ? at % 12 : at / 50,
      rampMonths: 6,
      reference: kind === 'saving-delay' ? (snapshot.savings[0]?.reference ?? null) : null,
    };
    return forecast(snapshot, { ...scenario, levers: [lever] });
  }, 200);
  report(`${kind}, median`, percentile(times, 0.5), 50, 'ms');
  report(`${kind}, 95th centile`, percentile(times, 0.95), 50, 'ms');
}
