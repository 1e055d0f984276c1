/** Outturn risk: 10,000 draws over 200 savings, 100 pressures and simulated demand; a what-if of its central case. */
import { fileURLToPath } from 'node:url';
import { runSimulation } from '../../electron/services/simulation/simulation-job.ts';
import { newLever } from '../../shared/levers/new-lever.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { forecast } from '../../shared/scenario/forecast.ts';
import { outturnRiskOf } from '../../shared/scenario/outturn-risk.ts';
import { percentile, report, timings } from './bench.ts';
import { programmeSnapshot } from './programme-snapshot.ts';

const worker = fileURLToPath(new URL('../../dist/worker.cjs', import.meta.url));
const snapshot = programmeSnapshot(1500, 200, 100);
// Two years ahead: actuals are closed to March 2024, so that the whole of 2024/25 is drawn.
const scenario = newScenario('Base', '2024/25', 0);

const started = performance.now();
const { risk, deviations } = await runSimulation({ worker, snapshot, scenario, paths: 2000, threads: 2 }, () => {});
report(
  '10,000 draws with 2,000 demand paths, 200 savings, 100 pressures, 2 threads',
  performance.now() - started,
  4000,
  'ms',
);
const made = forecast(snapshot, scenario);
report(
  'of which drawing the outturn',
  percentile(
    timings(() => outturnRiskOf(snapshot, scenario, made, deviations), 10),
    0.5,
  ),
  1000,
  'ms',
);
let at = 0;
const times = timings(() => {
  at += 1;
  const lever = { ...newLever('price-uplift', 'p', '2024-06-01'), value: at / 100 };
  return forecast(snapshot, { ...scenario, levers: [lever] });
}, 100);
report('what-if of the central case, median', percentile(times, 0.5), 50, 'ms');
report('what-if of the central case, 95th centile', percentile(times, 0.95), 50, 'ms');
console.log(
  `  probability of overspend ${risk.probabilityOfOverspend}, reserve at P80 £${Math.round(risk.reserveAtP80 / 100)}`,
);
