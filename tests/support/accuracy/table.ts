import { broken, features, still } from '../simulator/features.ts';
import { type publishedMethods, readPublished, scorePublished } from './published.ts';
import type { Board, Score } from './scores.ts';
import { horizons, type methods, scoreFeature } from './simulated.ts';

/** One promise of issue 18, and whether it is kept. */
export type Promise18 = { what: string; kept: boolean };
export type AccuracyRun = { lines: string[]; promises: Promise18[] };

const one = (value: number | null | undefined, places = 1) =>
  value === null || value === undefined ? '–' : value.toFixed(places);
const over = (scores: readonly (Score | null)[], pick: (score: Score) => number | null, places = 1) =>
  scores.map((score) => one(score ? pick(score) : null, places)).join(' / ');

/** The table of every method on simulated histories by feature, with the promises; `progress` is told each feature. */
export function simulatedTable(
  shown: readonly (typeof methods)[number][],
  histories: number,
  firstSeed: number,
  paths: number,
  progress: (feature: string) => void = () => {},
): AccuracyRun {
  const lines = [
    '| feature | method | covers 80 % | covers 95 % | Winkler, % of stock | MAPE, % | bias, % | MASE | groups of 20 and more: covers 80 % |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  const promises: Promise18[] = [];
  let better = 0;
  const own: Board[] = [];
  for (const feature of features) {
    const board = scoreFeature(feature, histories, firstSeed, paths, shown.length > 2);
    own.push(board);
    for (const method of shown) {
      const scores = horizons.map((horizon) => board.score(method, horizon, 'total'));
      if (scores.every((score) => score === null)) continue;
      const groups = horizons.map((horizon) => board.score(method, horizon, 'groups'));
      lines.push(
        `| ${[
          ...[feature.name, method, over(scores, (s) => s.cover80, 0), over(scores, (s) => s.cover95, 0)],
          ...[over(scores, (s) => s.winkler), over(scores, (s) => s.mape), over(scores, (s) => s.bias)],
          ...[over(scores, (s) => s.mase, 2), over(groups, (s) => s.cover80, 0)],
        ].join(' | ')} |`,
      );
    }
    const score = (horizon: number) => board.score('default', horizon, 'total')!;
    if (score(12).mape! <= board.score('naive', 12, 'total')!.mape!) better += 1;
    const least = feature.name === 'all together' ? 78 : 76;
    if (feature.name !== broken) {
      for (const horizon of horizons) {
        const { cover80 } = score(horizon);
        const within = cover80! >= least && cover80! <= 90;
        promises.push({ what: `${feature.name}: 80 % covers ${one(cover80)} at ${horizon} months`, kept: within });
      }
      const groups = Math.min(...horizons.map((horizon) => board.score('default', horizon, 'groups')?.cover80 ?? 100));
      promises.push({
        what: `${feature.name}: groups of 20 and more ≥ 75 %, least ${one(groups)}`,
        kept: groups >= 75,
      });
    }
    if (still.includes(feature.name))
      promises.push({
        what: `${feature.name}: bias at 12 ${one(score(12).bias, 2)} %`,
        kept: Math.abs(score(12).bias!) <= 0.5,
      });
    progress(feature.name);
  }
  const [first, last] = [own[0]!, own.at(-1)!];
  const limits = [
    ['the model’s own', first, 12, 15],
    ['the model’s own', first, 24, 24],
    ['all together', last, 6, 20],
    ['all together', last, 12, 30],
    ['all together', last, 24, 46],
  ] as const;
  for (const [name, board, horizon, most] of limits) {
    const { winkler } = board.score('default', horizon, 'total')!;
    promises.push({ what: `${name}: Winkler ${one(winkler)} at ${horizon}, at most ${most}`, kept: winkler! <= most });
  }
  const wide = Math.min(...horizons.map((horizon) => last.score('default', horizon, 'total')!.cover95!));
  promises.push({ what: `all together: 95 % covers ${one(wide)} at least`, kept: wide >= 92 });
  promises.push({ what: `MAPE at 12 no worse than naive in ${better} of ${features.length}`, kept: better >= 9 });
  return { lines, promises };
}

/** The table on published counts of councils, with the promises. */
export function publishedTable(
  file: string | URL,
  shown: readonly (typeof publishedMethods)[number][],
  paths: number,
): AccuracyRun {
  const { board, councils } = scorePublished(readPublished(file), paths);
  const ahead = [12, 24] as const;
  const lines = [
    `${councils} councils of 30 to 3,000 children with flows, origins 31 March 2020 to 2024, 12 / 24 months on`,
    '',
    '| method | covers 80 % | covers 95 % | Winkler, % of stock | MAPE, % | bias, % | MASE |',
    '|---|---|---|---|---|---|---|',
    ...shown.map((method) => {
      const scores = ahead.map((months) => board.score(method, months, 'total'));
      return `| ${[
        ...[method, over(scores, (s) => s.cover80), over(scores, (s) => s.cover95), over(scores, (s) => s.winkler)],
        ...[over(scores, (s) => s.mape, 2), over(scores, (s) => s.bias), over(scores, (s) => s.mase, 2)],
      ].join(' | ')} |`;
    }),
  ];
  const promises = ahead.flatMap((months, at): Promise18[] => {
    const made = board.score('default', months, 'total')!;
    const naive = board.score('naive', months, 'total')!;
    return [
      {
        what: `published: 80 % covers ${one(made.cover80)} at ${months}`,
        kept: made.cover80! >= 78 && made.cover80! <= 86,
      },
      { what: `published: 95 % covers ${one(made.cover95)} at ${months}`, kept: made.cover95! >= 93 },
      { what: `published: Winkler ${one(made.winkler)} at ${months}`, kept: made.winkler! <= [27, 41][at]! },
      { what: `published: MAPE ${one(made.mape, 2)} at ${months}`, kept: made.mape! <= [5.8, 8.5][at]! },
      {
        what: `published: MAPE no worse than naive’s ${one(naive.mape, 2)} at ${months}`,
        kept: made.mape! <= naive.mape!,
      },
    ];
  });
  return { lines, promises };
}
