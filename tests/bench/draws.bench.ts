/**
 * What the range costs, beside an earlier state of the code: 10,000 draws with 200 savings, 100 pressures and 24 months of
 * demand, and a lever, in turn with the code of OUTTURN_BEFORE (a work tree of it with its packages; issue 13 compares with
 * af315f8). Each state makes its own snapshot, and runs in this one thread.
 */
import { median, percentile, ratio, report, timings } from './bench.ts';

const here = new URL('../../', import.meta.url).href;
const before = process.env.OUTTURN_BEFORE;
const paths = Number(process.env.DRAW_PATHS ?? 1000);
const rounds = Number(process.env.DRAW_ROUNDS ?? 7);

/** What both states have under the same names. */
async function stateOf(root: string) {
  const from = (file: string) => import(new URL(file, root).href);
  const [plans, simulation, costs, summaries, perDay, cache, forecasts, risks, levers, scenarios, snapshots] =
    await Promise.all([
      from('shared/demand/simulation/plan.ts'),
      from('shared/demand/simulation/microsimulation.ts'),
      from('shared/demand/simulation/path-costs.ts'),
      from('shared/demand/simulation/summarise.ts'),
      from('shared/scenario/child-day-cost.ts'),
      from('shared/scenario/demand-cache.ts'),
      from('shared/scenario/forecast.ts'),
      from('shared/scenario/outturn-risk.ts'),
      from('shared/levers/new-lever.ts').catch(() => from('shared/model/lever.ts')),
      from('shared/model/scenario.ts'),
      from('tests/bench/programme-snapshot.ts'),
    ]);
  const snapshot = snapshots.programmeSnapshot(1500, 200, 100);
  const scenario = scenarios.newScenario('Base', '2024/25', 0);
  let lever = 0;
  const timed = (work: () => unknown) => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  const parts = { paths: [] as number[], draws: [] as number[], lever: [] as number[] };
  const run = () => {
    let deviations: Float64Array[] = [];
    const demand = timed(() => {
      const plan = plans.simulationPlan(
        { ...cache.demandInput(snapshot, scenario), months: 24 },
        { seed: scenario.seed, drawRates: true },
      );
      const range = simulation.simulatePaths(plan, 0, paths);
      const central = cache.demandOf(snapshot, { ...scenario, method: plan.method });
      const pencePerDay = perDay.childDayCosts(snapshot, scenario, central, {});
      deviations = Array.from({ length: 12 }, (_, at) =>
        costs.pathDeviations(plan, range, central, pencePerDay, 0, at + 1),
      );
      summaries.summarise(plan, range);
    });
    const made = forecasts.forecast(snapshot, scenario);
    const draws = timed(() => risks.outturnRiskOf(snapshot, scenario, made, deviations));
    // The lower quartile: what a lever takes when nothing else on the machine comes between.
    const levered = percentile(
      timings(() => {
        lever += 1;
        const one = { ...levers.newLever('price-uplift', 'p', '2024-06-01'), value: lever / 100 };
        forecasts.forecast(snapshot, { ...scenario, levers: [one] });
      }, 40),
      0.25,
    );
    return { paths: demand, draws, lever: levered };
  };
  return { run, parts };
}

const now = await stateOf(here);
const then = before ? await stateOf(new URL(`file://${before.replace(/\/?$/, '/')}`).href) : null;
for (let round = -1; round < rounds; round += 1) {
  for (const state of then ? [then, now] : [now]) {
    const measured = state.run();
    // The first round warms up.
    if (round >= 0) for (const part of ['paths', 'draws', 'lever'] as const) state.parts[part].push(measured[part]);
  }
}
const middle = (of: typeof now) => ({
  all: median(of.parts.paths.map((time, at) => time + of.parts.draws[at]!)),
  paths: median(of.parts.paths),
  draws: median(of.parts.draws),
  lever: median(of.parts.lever),
});
const made = middle(now);
if (then) {
  const old = middle(then);
  const against = (measured: number) => ({ what: 'before', measured });
  ratio(`${paths} demand paths × 24 months and 10,000 draws`, made.all, against(old.all), 1.5);
  ratio('of which the paths', made.paths, against(old.paths), 1.5);
  ratio('of which the draws', made.draws, against(old.draws), 1.5);
  ratio('a lever', made.lever, against(old.lever), 1.2);
} else {
  report(`${paths} demand paths × 24 months and 10,000 draws`, made.all, 6000, 'ms');
  report('a lever', made.lever, 50, 'ms');
  console.log('  OUTTURN_BEFORE=<work tree of the earlier code> gives the ratios');
}
