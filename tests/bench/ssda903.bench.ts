/** Reading and cleaning returns, and the sector's two models on them: times, time per child as returns grow, memory. */
import { type SectorMethod, sectorProjection } from '../../shared/demand/sector-projection.ts';
import { importReturn, sectorInputOf } from '../../shared/ssda903/return.ts';
import { peakMemory, percentile, report, timings } from './bench.ts';
import { sizedReturn } from './synthetic-return.ts';

const window = { dataDate: '2024-03-31', months: 24, reference: { from: '2023-04-01', to: '2024-03-31' } };
const methods: SectorMethod[] = ['d2i-core', 'd2i-regional'];
const options = { pseudonymise: (child: string) => `key-${child}`, birth: 'day' as const };
const perChild = new Map<string, number>();

for (const [children, rows, runs] of [
  [1500, 8000, 7],
  [15_000, 80_000, 3],
  [90_000, 480_000, 1],
] as const) {
  const made = sizedReturn(children, rows);
  const size = `${made.children.length} children, ${made.rows} rows`;
  const measure = (name: string, work: () => unknown) => {
    const middle = percentile(timings(work, runs, children === 1500 ? 2 : 0), 0.5);
    const first = perChild.get(name);
    if (first === undefined) {
      perChild.set(name, middle / children);
      report(`${name}, ${size}`, middle, 500, 'ms');
    } else report(`${name}, ${size}: per child`, (1000 * middle) / children, 1000 * first, 'µs');
  };
  measure('read and clean', () => importReturn(made.tables, options));
  const input = sectorInputOf(importReturn(made.tables, options).parsed);
  for (const method of methods) measure(`${method} to 24 months`, () => sectorProjection(method, input, window));
}
report('peak memory, 90,000 children with their text cells', peakMemory(), 1536, 'MiB');
