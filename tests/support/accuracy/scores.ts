/** A forecast of one figure: its mean, and where the method has one, its 80 % and 95 % interval. */
export type Said = { mean: number; low80?: number; high80?: number; low95?: number; high95?: number };

/** What was said of one figure many times, against what came. Shares of the actual, %. */
export class Tally {
  #forecasts = 0;
  #percent = 0;
  #bias = 0;
  #scaled = 0;
  #naive = 0;
  #inside80 = 0;
  #with80 = 0;
  #inside95 = 0;
  #with95 = 0;
  #winkler = 0;

  /** `now`: the last level known, whose error scales the method's (MASE). */
  add({ mean, low80, high80, low95, high95 }: Said, actual: number, now: number): void {
    if (!(actual > 0)) return;
    this.#forecasts += 1;
    this.#percent += (Math.abs(mean - actual) / actual) * 100;
    this.#bias += ((mean - actual) / actual) * 100;
    this.#scaled += Math.abs(mean - actual);
    this.#naive += Math.abs(now - actual);
    if (low80 !== undefined && high80 !== undefined) {
      this.#with80 += 1;
      this.#inside80 += actual >= low80 && actual <= high80 ? 1 : 0;
      this.#winkler += (winkler(low80, high80, actual, 0.2) / actual) * 100;
    }
    if (low95 !== undefined && high95 !== undefined) {
      this.#with95 += 1;
      this.#inside95 += actual >= low95 && actual <= high95 ? 1 : 0;
    }
  }

  get result(): Score {
    const over = (sum: number, count: number) => (count > 0 ? sum / count : null);
    return {
      forecasts: this.#forecasts,
      mape: over(this.#percent, this.#forecasts),
      bias: over(this.#bias, this.#forecasts),
      mase: over(this.#scaled, this.#naive),
      cover80: over(this.#inside80 * 100, this.#with80),
      cover95: over(this.#inside95 * 100, this.#with95),
      winkler: over(this.#winkler, this.#with80),
    };
  }
}

export type Score = {
  forecasts: number;
  mape: number | null;
  bias: number | null;
  mase: number | null;
  cover80: number | null;
  cover95: number | null;
  winkler: number | null;
};

/** Interval score of Gneiting and Raftery (2007): width, and 2/α times the distance by which the actual lies outside. */
function winkler(low: number, high: number, actual: number, alpha: number): number {
  const outside = actual < low ? low - actual : actual > high ? actual - high : 0;
  return high - low + (2 / alpha) * outside;
}

/** Tallies by name, made as they are met. */
export class Board {
  readonly #tallies = new Map<string, Tally>();

  of(...key: readonly (string | number)[]): Tally {
    const name = key.join('|');
    const found = this.#tallies.get(name) ?? new Tally();
    this.#tallies.set(name, found);
    return found;
  }

  score(...key: readonly (string | number)[]): Score | null {
    return this.#tallies.get(key.join('|'))?.result ?? null;
  }
}
