/**
 * Random numbers of the independent simulator: sfc32 (Doty-Humphrey), so that its truth shares no code with the model it
 * judges. Deterministic in the seed and the name of the stream.
 */
export class SimulatorStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  #spare: number | null = null;

  constructor(seed: number, name: number) {
    this.#a = seed | 0;
    this.#b = name | 0;
    this.#c = (seed * 2_654_435_761) ^ name;
    for (let at = 0; at < 16; at += 1) this.uniform();
  }

  /** Strictly between 0 and 1. */
  uniform(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return ((sum >>> 0) + 0.5) / 4_294_967_296;
  }

  /** Polar method of Marsaglia. */
  normal(): number {
    if (this.#spare !== null) {
      const kept = this.#spare;
      this.#spare = null;
      return kept;
    }
    for (;;) {
      const [u, v] = [2 * this.uniform() - 1, 2 * this.uniform() - 1];
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.#spare = v * factor;
      return u * factor;
    }
  }

  exponential(): number {
    return -Math.log(this.uniform());
  }

  /** By counting exponentials; for means up to some hundreds. */
  poisson(mean: number): number {
    let count = 0;
    for (let time = this.exponential(); time < mean; time += this.exponential()) count += 1;
    return count;
  }

  /** Gamma of mean 1 and a variance, by summing a Gamma of the whole shape and one of the rest (Ahrens–Dieter for the rest). */
  gammaOfVariance(variance: number): number {
    if (!(variance > 0)) return 1;
    const shape = 1 / variance;
    let total = 0;
    for (let at = 0; at < Math.floor(shape); at += 1) total += this.exponential();
    const rest = shape - Math.floor(shape);
    if (rest > 1e-9) total += this.#smallGamma(rest);
    return total / shape;
  }

  #smallGamma(shape: number): number {
    const edge = (Math.E + shape) / Math.E;
    for (;;) {
      const point = edge * this.uniform();
      if (point <= 1) {
        const x = point ** (1 / shape);
        if (this.uniform() <= Math.exp(-x)) return x;
      } else {
        const x = -Math.log((edge - point) / shape);
        if (this.uniform() <= x ** (shape - 1)) return x;
      }
    }
  }

  /** Index of a weight drawn in proportion. */
  pick(weights: readonly number[]): number {
    let point = this.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    for (let at = 0; at < weights.length; at += 1) {
      point -= weights[at]!;
      if (point < 0) return at;
    }
    return weights.length - 1;
  }
}
