import { availableParallelism } from 'node:os';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import type { DemandMonth, DemandProjection, Intervals } from '../../../shared/demand/projection.ts';
import { sectorMethods } from '../../../shared/demand/sector/backtest.ts';
import type { SectorMethod } from '../../../shared/demand/sector/projection.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { type SimulationSummary, summarise } from '../../../shared/demand/simulation/summarise.ts';
import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { addDays, monthsBetween } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Scenario, scenarioSchema } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { demandAssumptions } from '../../../shared/scenario/demand-cache.ts';
import type { ParsedReturn } from '../../../shared/ssda903/types.ts';
import { stockTold } from '../publication/publish-stock.ts';
import { forecastRunOf, keepRun } from '../simulation/keep-forecast-run.ts';
import { simulateInThreads } from '../simulation/simulation-pool.ts';
import { storedReturn } from '../simulation/stored-return.ts';
import { leversOfFile } from './change-scenario.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult, Environment, Progress } from './environment.ts';
import { dateText, wholeNumber } from './option-values.ts';
import { publishedDemand } from './published-text.ts';
import { readReturnFiles } from './return-files.ts';
import { isSectorMethod, sectorDemand, sectorPricesOf } from './sector-demand.ts';
import { tellTenths } from './tell-tenths.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

type Options = {
  workspace?: string;
  birthDate: string;
  from?: string;
  to: string;
  method: string;
  reference?: string;
  seasonal?: true;
  levers?: string;
  paths?: number;
  seed: number;
  threads?: number;
  step: string;
  publish?: true;
  sectorPrices?: string;
};

/** `demand`: stock and flows projected month by month, with simulated intervals when asked. */
export function addDemand({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('demand')
    .description('children in care projected month by month')
    .argument('[path...]', 'files of SSDA903 returns to project from directly, keeping nothing; else --workspace')
    .option('--workspace <file>', 'the local copy')
    .option('--birth-date <precision>', 'with files: month, or day to count ages by whole birth dates', 'month')
    .requiredOption('--to <date>', 'last day of the projection', dateText)
    .option('--from <date>', 'first day of the projection (default: the day after the data)', dateText)
    .option(
      '--method <method>',
      'chain, duration, linear, holt, holt-damped, naive, d2i-core or d2i-regional (the sector’s models)',
      'chain',
    )
    .option('--reference <span>', 'window of the rates, both days in it: 2022-04-01..2023-03-31')
    .option('--seasonal', 'entrants follow the seasons of the history held')
    .option('--levers <file>', 'levers from a JSON file')
    .option('--paths <number>', 'simulate intervals with this many paths', wholeNumber('--paths', 100, 100_000))
    .option('--seed <number>', 'seed of the simulation', wholeNumber('--seed', 0, 0xffffffff), 7)
    .option('--threads <number>', 'threads of the simulation', wholeNumber('--threads', 1, 64))
    .option('--step <step>', 'month, or day for the stock of every day (chain and the sector’s models)', 'month')
    .option('--sector-prices <file>', 'with the sector’s models: weekly prices by category, from a JSON file')
    .option('--publish', 'for publication: month ends by group and band, small numbers withheld (c), no flows')
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], options: Options) => {
      if (options.step !== 'month' && options.step !== 'day') {
        throw new OutturnError('invalid-input', '--step is month or day.');
      }
      if (options.publish && options.step === 'day') {
        throw new OutturnError('invalid-input', 'Daily counts give small numbers away: leave out --step or --publish.');
      }
      if (options.sectorPrices && !isSectorMethod(options.method)) {
        throw new OutturnError('invalid-input', '--sector-prices goes with the sector’s models only.');
      }
      await withSource(paths, options, environment, async (source, store) => {
        finish(
          isSectorMethod(options.method)
            ? bySectorModel(options.method, options, source)
            : await byOwnMethod(source, store, options, environment, progress),
        );
      });
    });
}

/** A projection by a method of Outturn's own; one of the copy's data as they stand is kept, so that actuals score it. */
async function byOwnMethod(
  source: Source,
  store: Store | null,
  options: Options,
  environment: Environment,
  progress: Progress,
): Promise<CommandResult> {
  const input = inputOf(source.snapshot, options);
  const projection = projectDemand(input);
  const intervals = await intervalsOf(input, projection, options, environment, progress);
  const ofNow = !input.daily && input.snapshot.dataDate === source.snapshot.dataDate;
  const unkept = store && ofNow ? keepRun(store, forecastRunOf(input, projection, intervals)) : null;
  const notes = [...source.notes, ...projection.notes, ...(unkept ? [unkept] : [])];
  if (options.publish) {
    const months = projection.months.map(wholeGroups);
    const stock = store && stockTold(store, source.snapshot, projection.dataDate, 'demand', months);
    return publishedDemand(projection, intervals, source.snapshot.placementGroups, stock);
  }
  return {
    json: {
      command: 'demand',
      method: projection.method,
      dataDate: projection.dataDate,
      opening: projection.opening,
      months: projection.months,
      intervals,
      notes,
    },
    text: [
      `Children in care, method ${projection.method}, data to ${formatDate(projection.dataDate)}`,
      textColumns([
        [
          options.step === 'day' ? 'Day' : 'Month',
          'Opening',
          'Entrants',
          'Leavers',
          'Aged out',
          'Stock',
          ...(intervals ? ['P10', 'P50', 'P90'] : []),
        ],
        'rule',
        ...projection.months.map((month, index) => rowOf(month, intervals, index, options.step === 'day')),
      ]),
      ...(intervals ? [`· ${intervalsText(intervals)}`] : []),
      ...notes.map((note) => `· ${note}`),
    ].join('\n'),
    problems: false,
  };
}

const wholeGroups = ({ groups }: DemandMonth) =>
  Object.fromEntries(Object.entries(groups).map(([code, { stock }]): [string, number] => [code, Math.round(stock)]));

/** What is projected from: the copy's data, or returns read for this once. `parsed`: raw rows, for the sector's models. */
type Source = { snapshot: Snapshot; parsed: ParsedReturn | null; notes: string[] };

async function withSource(
  paths: readonly string[],
  options: Options,
  environment: Environment,
  work: (source: Source, store: Store | null) => Promise<void>,
): Promise<void> {
  if (options.birthDate !== 'month' && options.birthDate !== 'day') {
    throw new OutturnError('invalid-input', '--birth-date is month or day.');
  }
  if (paths.length > 0 === (options.workspace !== undefined)) {
    throw new OutturnError('invalid-input', 'Say what to project from: --workspace FILE, or the files of a return.');
  }
  if (options.workspace === undefined) {
    await work(await readReturnFiles(paths, options.birthDate, environment.paths.worker), null);
    return;
  }
  await withWorkspace(options.workspace, environment, false, async (store) => {
    const parsed = isSectorMethod(options.method) ? storedReturn(store) : null;
    await work({ snapshot: readSnapshot(store), parsed, notes: [] }, store);
  });
}

/** The sector's models start from the raw rows, stand alone and take no levers: nothing of theirs is mixed with ours. */
function bySectorModel(method: SectorMethod, options: Options, { snapshot, parsed, notes }: Source): CommandResult {
  if (options.levers || options.paths || !parsed) {
    throw new OutturnError('invalid-input', `${method} takes neither --levers nor --paths: it is run as published.`);
  }
  const { dataDate, months, until } = windowOf(snapshot.dataDate, options);
  const reference = options.reference ? spanOf(options.reference) : null;
  const printed = options.publish ? 'published' : options.step === 'day' ? 'daily' : 'monthly';
  const prices = options.sectorPrices ? sectorPricesOf(options.sectorPrices) : null;
  return sectorDemand(parsed, method, { dataDate, months, until, reference }, printed, notes, prices);
}

function windowOf(latest: string, options: Options): { dataDate: string; months: number; until: string } {
  // An earlier start stands on what was known the day before it.
  const dataDate = options.from ? addDays(options.from, -1) : latest;
  if (dataDate > latest) {
    throw new OutturnError(
      'invalid-input',
      `--from may be no later than ${addDays(latest, 1)}: the data end the day before.`,
    );
  }
  const months = monthsBetween(addDays(dataDate, 1), options.to) + 1;
  if (options.to <= dataDate || months > 240) {
    throw new OutturnError('invalid-input', `--to must be after ${formatDate(dataDate)} and within 20 years of it.`);
  }
  return { dataDate, months, until: options.to };
}

function inputOf(data: Snapshot, options: Options): DemandInput {
  const { dataDate, months, until } = windowOf(data.dataDate, options);
  const method = methodOf(options.method);
  if (options.step === 'day' && options.paths) {
    throw new OutturnError('invalid-input', 'Intervals are simulated by month: leave out --step day or --paths.');
  }
  const snapshot = { ...data, dataDate };
  const { expectedEnds, ...measured } = demandAssumptions(snapshot, { assumptions: {} });
  return {
    snapshot,
    levers: options.levers ? leversOfFile(options.levers) : [],
    months,
    // A trend is one of month ends; only the chain can stop inside a month.
    ...(method === 'chain' || method === 'duration' ? { until } : {}),
    ...(options.step === 'day' ? { daily: true } : {}),
    method,
    ...measured,
    // Seen from a day in the past, what the register now says of the days after it was not known.
    ...(dataDate === data.dataDate ? { expectedEnds } : {}),
    ...(options.reference ? { reference: spanOf(options.reference) } : {}),
    ...(options.seasonal ? { seasonal: true } : {}),
  };
}

/**
 * Intervals of the very method projected: paths of children for the chain, the method's own errors for a trend, both when
 * paths are asked for; those of counts, which cost nothing, always.
 */
async function intervalsOf(
  input: DemandInput,
  projection: DemandProjection,
  options: Options,
  environment: Environment,
  progress: Progress,
): Promise<Intervals | SimulationSummary | null> {
  const { method, ownIntervals: intervals } = projection;
  if (intervals && (options.paths || intervals.paths > 0)) return { method, ...intervals };
  if (!options.paths) return null;
  if (method === 'chain' || method === 'duration') return await simulated(input, options, environment, progress);
  throw new OutturnError(
    'invalid-input',
    `There is no interval for the method “${method}” on these data: leave out --paths.`,
  );
}

async function simulated(
  input: DemandInput,
  { paths = 0, seed, threads }: Options,
  environment: Environment,
  progress: Progress,
): Promise<SimulationSummary> {
  const plan = simulationPlan(input, { seed, drawRates: true });
  const never = new AbortController().signal;
  const count = threads ?? availableParallelism();
  return summarise(
    plan,
    await simulateInThreads(environment.paths.worker, plan, paths, count, tellTenths(progress), never),
  );
}

function intervalsText({ method, paths, seed, adjustment }: Intervals & Pick<SimulationSummary, 'adjustment'>): string {
  const adjusted = adjustment
    ? `, widths × ${formatNumber(adjustment.factor, 2)} from ${adjustment.errors} past errors of its own`
    : '';
  return paths > 0
    ? `Intervals: ${method}, ${paths} paths, seed ${seed}${adjusted}`
    : `Intervals: ${method}, from its own errors on the history held`;
}

function rowOf({ start, total }: DemandMonth, intervals: Intervals | null, index: number, daily: boolean): TextRow {
  const spread = intervals?.months[index]?.total;
  const values = [total.opening, total.entrants, total.leavers, total.agedOut, total.stock];
  return [
    daily ? formatDate(start) : formatMonth(start),
    ...values.map((value) => formatNumber(value, 1)),
    ...(spread ? [spread.p10, spread.p50, spread.p90].map((value) => formatNumber(value, 0)) : []),
  ];
}

function spanOf(text: string): { from: string; to: string } {
  const [from = '', to = ''] = text.split('..');
  return { from: dateText(from), to: dateText(to) };
}

function methodOf(text: string): Scenario['method'] {
  const method = scenarioSchema.shape.method.safeParse(text);
  if (method.success) return method.data;
  throw new OutturnError(
    'invalid-input',
    `There is no method “${text}”. Methods: ${[...scenarioSchema.shape.method.options, ...sectorMethods].join(', ')}.`,
  );
}
