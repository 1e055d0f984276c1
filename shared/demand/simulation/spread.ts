/** Spread of a figure over the paths. `low95`–`high95` holds 95 %. */
export type Spread = { mean: number; p10: number; p50: number; p90: number; low95: number; high95: number };

/** Mean and order statistics (linearly interpolated) of real numbers, which are sorted in place. */
export function spreadOfReals(values: Float64Array): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  values.sort();
  const share = (part: number) => {
    const place = part * (values.length - 1);
    const low = values[Math.floor(place)]!;
    return low + (values[Math.ceil(place)]! - low) * (place - Math.floor(place));
  };
  return { mean, p10: share(0.1), p50: share(0.5), p90: share(0.9), low95: share(0.025), high95: share(0.975) };
}
