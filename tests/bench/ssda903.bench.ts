/** Reading and cleaning returns, and the sector's two models on them: times, time per child as returns grow, memory. */
import { type SectorMethod, sectorProjection } from '../../shared/demand/sector/projection.ts';
import { importReturn, sectorInputOf } from '../../shared/ssda903/return.ts';
import { report, timings } from './bench.ts';
import { sizedReturn } from './synthetic-return.ts';

const window = { dataDate: '2024-03-31', months: 24, reference: { from: '2023-04-01', to: '2024-03-31' } };
const methods: SectorMethod[] = ['d2i-core', 'd2i-regional'];
const options = { pseudonymise: (child: string) => `key-${child}`, birth: 'day' as const };
const perChild = new Map<string, number>();

// One run of each size, the smallest in a process that has run nothing yet: what a command meets.
for (const [children, rows] of [
  [1500, 8000],
  [15_000, 80_000],
  [90_000, 480_000],
] as const) {
  const made = sizedReturn(children, rows);
  const size = `${made.children.length} children, ${made.rows} rows`;
  const measure = (name: string, work: () => unknown) => {
    const time = timings(work, 1, 0)[0] ?? Number.NaN;
    const first = perChild.get(name);
    if (first === undefined) {
      perChild.set(name, time / children);
      report(`${name}, ${size}`, time, 500, 'ms');
    } else report(`${name}, ${size}: per child`, (1000 * time) / children, 1000 * first, 'µs');
  };
  measure('read and clean', () => importReturn(made.tables, options));
  const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});
  collect();
  const before = process.memoryUsage().heapUsed;
  const imported = importReturn(made.tables, options);
  collect();
  const mebibytes = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  report(`held by a return read and cleaned, ${size}`, mebibytes, 1024, 'MiB');
  const input = sectorInputOf(imported.parsed);
  for (const method of methods) measure(`${method} to 24 months`, () => sectorProjection(method, input, window));
}
