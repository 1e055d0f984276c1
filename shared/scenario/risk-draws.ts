import { type Pence, sum } from '../model/money.ts';
import { normalPoint, normalShare } from './normal.ts';
import {
  componentStream,
  drawnPaths,
  type LeverRisk,
  type Months,
  type RiskInput,
  type RiskPressure,
  triangular,
} from './risk.ts';

/** Sources of uncertainty that are shown apart. */
export const riskSources = ['demand', 'price', 'lines', 'savings', 'pressures', 'levers', 'notCounted'] as const;
export type RiskSource = (typeof riskSources)[number];

/** All draws, in draw order, pence. */
export type Drawn = {
  /** Cumulative variance at the end of each period to come, everything that the forecast holds drawn; the last is the year's. */
  periods: Float64Array[];
  /** What pressures that are not counted add to the year. */
  notCounted: Float64Array;
  /** What each source alone adds to the year. */
  sources: Record<RiskSource, Float64Array>;
};

/**
 * Draws an outturn once (docs/model.md §13). Prices walk at random from month to month, with the share of their variance at
 * the year's end that `demandPrice` ties to the demand path of the draw; pressures of a line happen together as far as
 * `pressureCorrelation` says (a Gaussian copula); savings bring what they may and no more.
 * @param central cumulative variance of the forecast at the end of each period to come; the last is the year's
 * @param demand path deviations (pence, cumulative), one list a period to come, in order; empty holds demand
 */
export function drawOutturn(input: RiskInput, central: readonly Pence[], demand: readonly Float64Array[]): Drawn {
  const { draws } = input;
  const list = () => new Float64Array(draws);
  const drawn: Drawn = {
    periods: central.map((pence) => new Float64Array(draws).fill(pence)),
    notCounted: list(),
    sources: Object.fromEntries(riskSources.map((key) => [key, list()])) as Drawn['sources'],
  };
  const put = (source: RiskSource, added: Float64Array, months: Months | undefined) => {
    addTo(drawn.sources[source], added, 1);
    if (source === 'notCounted') return;
    const shares = cumulativeShares(months, central.length);
    drawn.periods.forEach((total, index) => {
      addTo(total, added, shares[index]!);
    });
  };
  const scores = drawDemand(input, demand, drawn);
  drawPrices(input, scores, drawn);
  const added = list();
  for (const line of input.lines) {
    if (line.deviation === 0) continue;
    const next = componentStream(input.seed, `line ${line.key}`);
    for (let draw = 0; draw < draws; draw += 1) added[draw] = line.deviation * normalPoint(next());
    put('lines', added, line.months);
  }
  for (const saving of input.savings) {
    const next = componentStream(input.seed, `saving ${saving.key}`);
    for (let draw = 0; draw < draws; draw += 1)
      added[draw] = saving.expected - (next() < saving.chance ? saving.high : saving.low);
    put('savings', added, saving.months);
  }
  const common = new Map<string, Float64Array | null>();
  for (const pressure of input.pressures) {
    drawPressure(added, pressure, input, common);
    put(pressure.counted === null ? 'notCounted' : 'pressures', added, pressure.months);
  }
  for (const lever of input.levers) {
    drawLever(added, lever, input.seed);
    put('levers', added, lever.months);
  }
  drawn.notCounted = drawn.sources.notCounted;
  return drawn;
}

function addTo(total: Float64Array, added: Float64Array, share: number): void {
  if (share === 0) return;
  for (let draw = 0; draw < total.length; draw += 1) total[draw]! += added[draw]! * share;
}

/** Puts each draw's demand path in, and gives the draw's place among the paths as a normal score. */
function drawDemand(input: RiskInput, demand: readonly Float64Array[], drawn: Drawn): Float64Array | null {
  const last = input.demandDeviations;
  if (last.length === 0) return null;
  const paths = drawnPaths(input.seed, input.draws, last.length);
  drawn.periods.forEach((total, index) => {
    const deviations = index === drawn.periods.length - 1 ? last : (demand[index] ?? last);
    for (let draw = 0; draw < total.length; draw += 1) total[draw]! += deviations[paths[draw]!]!;
  });
  const own = drawn.sources.demand;
  const order = Array.from(last, (_, path) => path).sort((a, b) => last[a]! - last[b]! || a - b);
  const scoreOf = new Float64Array(last.length);
  order.forEach((path, rank) => {
    scoreOf[path] = normalPoint((rank + 0.5) / last.length);
  });
  const scores = new Float64Array(input.draws);
  for (let draw = 0; draw < own.length; draw += 1) {
    own[draw] = last[paths[draw]!]!;
    scores[draw] = scoreOf[paths[draw]!]!;
  }
  return scores;
}

/** Prices: a random walk of their log by month; the level of a month has mean one, so that the forecast stays the mean. */
function drawPrices(input: RiskInput, scores: Float64Array | null, drawn: Drawn): void {
  const { exposed, monthlyDeviation: deviation } = input.price;
  const periods = drawn.periods.length;
  if (deviation <= 0 || exposed.every((pence) => pence === 0)) return;
  const tie = scores ? Math.max(-1, Math.min(1, input.demandPrice)) : 0;
  const free = Math.sqrt(1 - tie * tie);
  const next = componentStream(input.seed, 'price');
  const walk = new Float64Array(periods);
  const whole = Math.sqrt(periods);
  for (let draw = 0; draw < input.draws; draw += 1) {
    let at = 0;
    for (let month = 0; month < periods; month += 1) {
      at += normalPoint(next());
      walk[month] = at;
    }
    // The end of the walk is moved to where demand ties it; the months before it in proportion (a Brownian bridge).
    const end = tie * whole * (scores?.[draw] ?? 0) + free * at;
    let felt = 0;
    for (let month = 0; month < periods; month += 1) {
      const place = walk[month]! + ((month + 1) / periods) * (end - at);
      felt += (exposed[month] ?? 0) * (Math.exp(deviation * place - (deviation * deviation * (month + 1)) / 2) - 1);
      drawn.periods[month]![draw]! += felt;
    }
    drawn.sources.price[draw] = felt;
  }
}

function drawPressure(
  added: Float64Array,
  pressure: RiskPressure,
  input: RiskInput,
  common: Map<string, Float64Array | null>,
): void {
  const next = componentStream(input.seed, `pressure ${pressure.key}`);
  const together = commonOf(pressure.line, input, common);
  const tie = Math.sqrt(input.pressureCorrelation);
  const free = Math.sqrt(1 - input.pressureCorrelation);
  const bound = normalPoint(pressure.chance);
  for (let draw = 0; draw < added.length; draw += 1) {
    const shared = together === null ? 0 : tie * together[draw]!;
    const chance = together === null ? pressure.chance : normalShare((bound + shared) / free);
    const occurs = next() < chance;
    const own = next();
    // Where it may not come at all, that is what ties it; where it comes for certain, how much it comes to does.
    const place = together !== null && pressure.chance >= 1 ? normalShare(shared + free * normalPoint(own)) : own;
    let cost = occurs ? triangular(pressure.minimum, pressure.likely, pressure.maximum, place) : 0;
    for (const mitigation of pressure.mitigations) if (next() < mitigation.chance && occurs) cost -= mitigation.amount;
    added[draw] = cost - (pressure.counted ?? 0);
  }
}

/** What the pressures of a line share in each draw; null for a line that has one alone, or where nothing ties them. */
function commonOf(line: string, input: RiskInput, common: Map<string, Float64Array | null>): Float64Array | null {
  const found = common.get(line);
  if (found !== undefined) return found;
  const several = input.pressures.filter((pressure) => pressure.line === line).length > 1;
  let made: Float64Array | null = null;
  if (several && input.pressureCorrelation > 0 && input.pressureCorrelation < 1) {
    const next = componentStream(input.seed, `pressures of ${line}`);
    made = Float64Array.from({ length: input.draws }, () => normalPoint(next()));
  }
  common.set(line, made);
  return made;
}

/**
 * A lever between its low and its high, most likely where it stands: below or above it as often as leaves its mean there.
 * One that can only be better, or only worse, than where it stands has no such spread and stays.
 */
function drawLever(added: Float64Array, { key, low, high }: LeverRisk, seed: number): void {
  const next = componentStream(seed, `lever ${key}`);
  const [least, most] = [Math.min(low, high, 0), Math.max(low, high, 0)];
  const below = most > least ? most / (most - least) : 0;
  for (let draw = 0; draw < added.length; draw += 1) {
    const side = next() < below ? least : most;
    const place = 1 - Math.sqrt(next());
    added[draw] = least === 0 || most === 0 ? 0 : side * place;
  }
}

/** Part fallen by the end of each period, the last exactly 1. Weights that come to nothing fall in the last period. */
function cumulativeShares(weights: Months | undefined, periods: number): number[] {
  const all = sum(weights ?? []);
  let fallen = 0;
  return Array.from({ length: periods }, (_, index) => {
    fallen += weights?.[index] ?? 0;
    return index === periods - 1 ? 1 : all === 0 ? 0 : fallen / all;
  });
}
