/** Helpers of the benchmark scripts: repeated timings as percentiles beside their goal, and peak memory of this process. */

/** Times `work` `runs` times after `warmUp` uncounted runs; milliseconds, sorted. */
export function timings(work: (run: number) => unknown, runs: number, warmUp = 3): number[] {
  for (let run = 0; run < warmUp; run += 1) work(run);
  const found: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    work(run);
    found.push(performance.now() - start);
  }
  return found.sort((a, b) => a - b);
}

/** The value below which `share` (0…1) of sorted values lie. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Prints one measured figure beside its goal, with the ratio measured/goal. */
export function report(what: string, measured: number, goal: number, unit: string): void {
  const ratio = measured / goal;
  console.log(
    `  ${ratio <= 1 ? 'met   ' : 'MISSED'} ${what}: ${measured.toFixed(1)} ${unit} (goal ≤ ${goal} ${unit}, ${ratio.toFixed(2)} of it)`,
  );
}

/** Peak resident memory of this process so far, MiB. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/**
 * Prints a measured time as a multiple of a reference that was measured in the same run on the same machine: machines differ
 * by a factor of two, their ratios hardly. Both in the same unit.
 */
export function ratio(
  what: string,
  measured: number,
  reference: { what: string; measured: number },
  goal: number,
): void {
  const times = measured / reference.measured;
  console.log(
    `  ${times <= goal ? 'met   ' : 'MISSED'} ${what}: ${times.toFixed(2)} × ${reference.what} (goal ≤ ${goal} ×; ${measured.toFixed(1)} and ${reference.measured.toFixed(1)} ms)`,
  );
}

/** The middle of some numbers. */
export const median = (values: readonly number[]): number =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
