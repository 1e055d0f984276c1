import type { LevelEstimate } from './estimate.ts';
import { type CountedPeriod, filterLevel } from './level-filter.ts';

/** What a break of policy may do, before the data are looked at: standard deviations of the log steps of entry and leaving. */
const steps = { entry: 0.3, exit: 0.2 };
/** Chance that there was one in the two years before the data date, and how far back one is looked for, months. */
export const breakChance = 0.35;
const lookBack = 24;
/** What a break changes: both more often than either alone. */
const kinds = { both: 0.5, entry: 0.25, exit: 0.25 };

/** A break stated by the officer, or found: the first day of the period from which the levels differ. */
export type Break = {
  from: string;
  /** Log change of entry and of leaving. */
  entry: number;
  exit: number;
  /** Posterior chance that there was one; 1 where it was stated. */
  chance: number;
  stated: boolean;
};

export type LevelAfterBreaks = { mean: number; variance: number };
export type BreakFinding = { entry: LevelAfterBreaks; exit: LevelAfterBreaks; broken: number; found: Break | null };

type Seen = { periods: readonly CountedPeriod[]; estimate: LevelEstimate };

/**
 * Levels of entry and leaving averaged over when the last break was, if there was one (Bayesian model averaging: no break, or
 * one in any period of the last three years, in entry, in leaving or in both, each filtered with a step of unknown size there).
 * The variance holds what is not known of the date too, so that an interval widens after a break. `starts`: first day
 * of each period; `stated`: dates the officer gives, taken as certain.
 */
export function averageBreaks(
  entry: Seen,
  exit: Seen,
  starts: readonly string[],
  months: number,
  stated: readonly string[],
): BreakFinding {
  const count = starts.length;
  const certain = stated.flatMap((date) => {
    const at = starts.findIndex((start) => start >= date);
    return at > 0 ? [at] : [];
  });
  const filtered = ({ periods, estimate }: Seen, step: number, at: readonly number[]) =>
    filterLevel(periods, estimate.dispersion, estimate.yearly, new Map(at.map((place) => [place, step * step])));
  const none = { entry: filtered(entry, steps.entry, certain), exit: filtered(exit, steps.exit, certain) };
  const models = [{ at: -1, entry: none.entry, exit: none.exit, weight: 0 }];
  const first = Math.max(1, count - Math.ceil(lookBack / months));
  const places = Math.max(1, count - first);
  const least = models[0]!.entry.likelihood + models[0]!.exit.likelihood;
  models[0]!.weight = 1 - breakChance;
  for (let at = first; at < count; at += 1) {
    if (certain.includes(at)) continue;
    const both = {
      entry: filtered(entry, steps.entry, [...certain, at]),
      exit: filtered(exit, steps.exit, [...certain, at]),
    };
    for (const kind of ['both', 'entry', 'exit'] as const) {
      const model = {
        at,
        entry: kind === 'exit' ? none.entry : both.entry,
        exit: kind === 'entry' ? none.exit : both.exit,
        weight: 0,
      };
      model.weight =
        ((breakChance * kinds[kind]) / places) * Math.exp(model.entry.likelihood + model.exit.likelihood - least);
      models.push(model);
    }
  }
  const total = models.reduce((sum, { weight }) => sum + weight, 0);
  for (const model of models) model.weight /= total;
  const average = (of: 'entry' | 'exit'): LevelAfterBreaks => {
    const mean = models.reduce((sum, model) => sum + model.weight * model[of].mean, 0);
    const variance = models.reduce(
      (sum, model) => sum + model.weight * (model[of].variance + (model[of].mean - mean) ** 2),
      0,
    );
    return { mean, variance };
  };
  const broken = 1 - models[0]!.weight;
  const weightAt = (at: number) => models.reduce((sum, model) => (model.at === at ? sum + model.weight : sum), 0);
  let likeliest = -1;
  for (let at = first; at < count; at += 1) if (likeliest < 0 || weightAt(at) > weightAt(likeliest)) likeliest = at;
  const change = (of: 'entry' | 'exit', at: number) => average(of).mean - (none[of].path[at - 1]?.after ?? 0);
  const latest = certain.at(-1);
  const found =
    latest !== undefined
      ? { from: starts[latest]!, entry: change('entry', latest), exit: change('exit', latest), chance: 1, stated: true }
      : broken > 0.5 && likeliest > 0
        ? {
            from: starts[likeliest]!,
            ...{ entry: change('entry', likeliest), exit: change('exit', likeliest), chance: broken, stated: false },
          }
        : null;
  return { entry: average('entry'), exit: average('exit'), broken: latest === undefined ? broken : 1, found };
}
