/** The demand engine: first projection, a what-if, paths in two threads, growth with the number of children, memory. */
import { fileURLToPath } from 'node:url';
import { simulateInThreads } from '../../electron/services/simulation/simulation-pool.ts';
import { projectDemand } from '../../shared/demand/project.ts';
import { simulationPlan } from '../../shared/demand/simulation/plan.ts';
import { summarise } from '../../shared/demand/simulation/summarise.ts';
import { newLever } from '../../shared/levers/new-lever.ts';
import { group, syntheticSnapshot } from '../unit/demand/synthetic.ts';
import { peakMemory, percentile, report, timings } from './bench.ts';

const worker = fileURLToPath(new URL('../../dist/worker.cjs', import.meta.url));
const groups = Array.from({ length: 12 }, (_, at) =>
  group(`G${at}`, at < 4 ? 'fostering' : at < 8 ? 'residential' : 'other', at),
);
const levers = [
  { ...newLever('exits-percent', 'a', '2024-06-01'), value: 10, rampMonths: 24 },
  { ...newLever('duration-weeks', 'b', '2024-06-01'), value: 5 },
  { ...newLever('moves', 'c', '2024-06-01'), value: 2, groups: ['G5'], toGroup: 'G0' },
  { ...newLever('carers', 'd', '2024-06-01'), value: 11, groups: ['G1'], toGroup: 'G0' },
];

let perChild = Number.NaN;
for (const [children, paths] of [
  [1500, 10_000],
  [15_000, 2000],
  [90_000, 2000],
] as const) {
  const snapshot = syntheticSnapshot(children, 3, '2024-03-31', groups);
  const input = { snapshot, levers: [], months: 36, method: 'chain' as const, reference: null, kappaDays: 1095 };
  const name = `${children} children, ${snapshot.placements.length} placements`;
  let started = performance.now();
  projectDemand(input);
  report(`first 36-month projection, ${name}`, performance.now() - started, children / 5, 'ms');
  if (children === 1500) {
    let at = 0;
    // Every run moves the slider, as a hand does: no two have the same rates.
    const times = timings(() => {
      at += 1;
      return projectDemand({ ...input, levers: levers.map((lever) => ({ ...lever, value: lever.value + at / 100 })) });
    }, 50);
    report(`what-if of four ramped levers, median, ${name}`, percentile(times, 0.5), 25, 'ms');
    report(`what-if of four ramped levers, 95th centile, ${name}`, percentile(times, 0.95), 25, 'ms');
  }
  started = performance.now();
  const plan = simulationPlan({ ...input, months: 24 }, { seed: 7, drawRates: true });
  const range = await simulateInThreads(worker, plan, paths, 2, () => {}, new AbortController().signal);
  summarise(plan, range);
  const time = performance.now() - started;
  const each = (time * 1e6) / paths / children;
  if (children === 1500) {
    perChild = each;
    report(`${paths} paths × 24 months in 2 threads, ${name}`, time, 3000, 'ms');
  } else report(`${paths} paths × 24 months in 2 threads, a child and path, ${name}`, each, perChild, 'ns');
}
report('peak memory of all, up to 90,000 children × 2,000 paths', peakMemory(), 1536, 'MiB');
