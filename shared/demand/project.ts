import { bands } from '../model/bands.ts';
import { totalsOf } from '../model/child-totals.ts';
import { OutturnError } from '../model/problem.ts';
import { constantNote, knownNote, monthOf } from './assemble.ts';
import { type ChainStep, projectChain, type StepView, stayerDaysOf } from './chain.ts';
import { durationMultipliers, openingByDuration, projectDurationChain } from './history/duration.ts';
import type { DemandInput } from './input.ts';
import { leverPlan } from './levers/demand.ts';
import { actingLevers } from './levers/recruitment.ts';
import { movementText } from './movement/movement-text.ts';
import { baseChain, basePlan, prepare } from './prepare.ts';
import type { Prepared } from './prepared.ts';
import { projectCounts } from './project-counts.ts';
import { projectTotals } from './project-totals.ts';
import { projectTrend } from './project-trend.ts';
import type { DemandProjection } from './projection.ts';
import { stepsOf } from './steps.ts';

/**
 * Children by month, group and band from a snapshot (docs/model.md §2–§4, §6, §12). With child-level placements: the
 * chain (`chain`), or a trend of the monthly stock per group (`linear`, `holt`, `holt-damped`, `naive`) moved by what
 * the levers do to the chain. With monthly counts only: the same trends on the counts. Throws `no-data` with neither.
 * No lever in force gives the very numbers of the base. Throws `invalid-input` where days are asked of another method.
 */
export function projectDemand(input: DemandInput): DemandProjection {
  if (input.daily && input.method !== 'chain') {
    throw new OutturnError(
      'invalid-input',
      'Day by day there is only the chain and the sector’s models; the other methods go by month.',
    );
  }
  const totals = totalsOf(input.snapshot);
  if (totals) return projectTotals(input, totals, chainOf);
  if (input.snapshot.placements.length === 0) {
    if (!input.snapshot.demandSeries.some((row) => row.measure === 'stock' && row.value !== null)) {
      throw new OutturnError(
        'no-data',
        'There are neither placements nor monthly counts of children to project from. Import placements, an SSDA903 return or a demand series.',
      );
    }
    return projectCounts(input);
  }
  return chainOf(input);
}

/** The projection of children one by one; of children spread over their bands where rows are left out. */
function chainOf(input: DemandInput): DemandProjection {
  const prepared = prepare(input);
  const { steps, notes: leverNotes } = chainWithLevers(prepared, input);
  const turned18: Record<string, number> = {};
  const chain: DemandProjection = {
    method: 'chain',
    dataDate: input.snapshot.dataDate,
    groups: prepared.groups.map((group) => group.code),
    opening: {},
    turned18,
    months: steps.map((step) => monthOf(prepared, step)),
    stayerDays: stayerDays(prepared, steps),
    notes: [
      ...prepared.spans.notes,
      ...constantNote(prepared, input.snapshot.dataDate),
      ...knownNote(prepared),
      ...(prepared.movement && !input.reference ? movementText(prepared.movement) : []),
      ...leverNotes.map(({ text }) => text),
    ],
    leverNotes,
    policyBreak: input.reference ? null : (prepared.movement?.break ?? null),
  };
  if (input.seasonal && prepared.rates.season === null)
    chain.notes.push('Entrants by season need two whole years of history, which are not held: they come evenly');
  chain.groups.forEach((code, group) => {
    const opening = chain.months[0]?.groups[code]?.opening ?? 0;
    const stock = bands.reduce((sum, _, band) => sum + prepared.stock[band * prepared.groups.length + group]!, 0);
    chain.opening[code] = opening;
    if (stock > opening) turned18[code] = stock - opening;
  });
  if (input.method === 'chain') return chain;
  if (input.method === 'duration') {
    chain.notes.push('Rates of leaving follow the time already spent in care');
    return { ...chain, method: 'duration' };
  }
  const base = baseChain(prepared, stepsOf(input)).map((step) => monthOf(prepared, step));
  return projectTrend(input, prepared, chain, base, input.method);
}

/** The chain under the levers: the base itself, not a copy, when no lever is in force. */
export function chainWithLevers(
  prepared: Prepared,
  input: DemandInput,
): { steps: ChainStep[]; notes: { lever: string; text: string }[] } {
  const { dataDate } = input.snapshot;
  const { levers, notes: idle } = actingLevers(input.levers, input.snapshot);
  const size = prepared.rates.groups.length;
  const steps = stepsOf(input);
  const under = levers.length > 0 ? leverPlan(prepared, levers, input.snapshot) : null;
  const notes = () => [...idle, ...(under?.notes() ?? [])];
  if (input.method === 'duration') {
    const plan = under?.plan ?? (({ step }: StepView) => basePlan(prepared, step));
    const opening = openingByDuration(prepared, dataDate);
    const multipliers = durationMultipliers(prepared, dataDate);
    const projected = projectDurationChain(opening, size, steps, multipliers, plan, prepared.cache, prepared.starts);
    return { steps: projected, notes: notes() };
  }
  if (!under) return { steps: baseChain(prepared, steps), notes: idle };
  return {
    steps: projectChain(prepared.opening, size, steps, under.plan, prepared.cache, prepared.starts),
    notes: notes(),
  };
}

function stayerDays(prepared: Prepared, steps: readonly ChainStep[]): DemandProjection['stayerDays'] {
  const cached = new Map<string, readonly number[]>();
  const position = new Map(prepared.groups.map((group, index) => [group.code, prepared.position[index]!]));
  const size = prepared.rates.groups.length;
  return (ageMonths, group, from = null) => {
    const key = `${ageMonths}|${group}|${from ?? ''}`;
    let days = cached.get(key);
    if (!days) {
      const at = position.get(group);
      if (at === undefined) throw new RangeError(`Not a placement group: ${group}`);
      days = at < 0 ? steps.map(({ step }) => step.days) : stayerDaysOf(steps, size, ageMonths, at, from);
      cached.set(key, days);
    }
    return days;
  };
}
