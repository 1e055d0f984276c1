import { formatDate, formatNumber } from '../../format/format.ts';
import type { MeanWeights } from './mean-levels.ts';
import type { Movement } from './movement.ts';

const percent = (share: number) => `${formatNumber(share * 100, 0)} %`;
const named: Record<keyof MeanWeights, string> = {
  window: 'the flows of the last twelve months',
  level: 'the level they have reached',
  longRun: 'their mean over all history held',
  unchanged: 'as many children as today',
};

/** What is taken of how arrivals and exits move, in sentences for the officer. */
export function movementText(movement: Movement, perYear = 12): string[] {
  const { dispersion, entryWalk, exitWalk, weights, periods, season, still } = movement;
  const neither = still >= 0.05 ? `; that neither moves at all is ${percent(still)} likely` : '';
  const many =
    dispersion < 1.15
      ? 'Arrivals vary as chance has it'
      : `Arrivals vary ${formatNumber(dispersion, 1)} times more than chance: children arrive together`;
  const parts = (Object.keys(named) as (keyof MeanWeights)[])
    .filter((source) => weights[source] >= 0.005)
    .map((source) => `${percent(weights[source])} ${named[source]}`);
  const change = movement.break;
  return [
    `${many}; the rate of entry moves by about ${percent(entryWalk)} a year and that of leaving by ${percent(exitWalk)}, from ${periods} ${perYear === 12 ? 'months' : 'years'} of history${neither}`,
    `The mean rests on ${parts.join(', ')}${movement.origins > 0 ? `, as ${movement.origins} forecasts from past dates bear out` : ''}`,
    ...(season ? ['Entrants follow the seasons, which the history bears out'] : []),
    ...(change
      ? [
          `${change.stated ? 'A change of policy is stated' : `A change is likely (${percent(change.chance)})`} from ${formatDate(change.from)}: entries ${signed(change.entry)}, leaving ${signed(change.exit)}; the level follows it and the interval is wider`,
        ]
      : []),
  ];
}

const signed = (log: number) => {
  const share = Math.expm1(log);
  return `${share >= 0 ? 'up' : 'down'} ${percent(Math.abs(share))}`;
};
