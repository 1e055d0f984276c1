import { gamma, type Stream } from '../../shared/demand/simulation/random.ts';

/** Exponential with mean 1. */
export const exponential = (stream: Stream): number => -Math.log(stream.uniform());

/** Poisson with a mean: by exponential gaps, and above 30 by halving through a gamma (Ahrens and Dieter 1974). */
export function poisson(stream: Stream, mean: number): number {
  let [left, count] = [mean, 0];
  while (left > 30) {
    const part = Math.floor(left * 0.875);
    const reached = gamma(stream, part);
    if (reached > left) return count + binomial(stream, part - 1, left / reached);
    left -= reached;
    count += part;
  }
  for (let time = exponential(stream); time < left; time += exponential(stream)) count += 1;
  return count;
}

/** Binomial by counting successes. */
export function binomial(stream: Stream, trials: number, chance: number): number {
  let count = 0;
  for (let trial = 0; trial < trials; trial += 1) if (stream.uniform() < chance) count += 1;
  return count;
}
