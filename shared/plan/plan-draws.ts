import { monthsToCome } from '../finance/pressures.ts';
import { type Pence, sum } from '../model/money.ts';
import type { Pressure } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { optionalAssumption } from '../scenario/assumption-values.ts';
import { normalPoint } from '../scenario/normal.ts';
import { leveredPressure } from '../scenario/pressures-forecast.ts';
import { componentStream, triangular } from '../scenario/risk.ts';
import { plan } from './plan.ts';
import { inflationKey } from './plan-assumptions.ts';
import { savingYears } from './plan-savings.ts';
import type { Plan } from './plan-types.ts';

/** Key of the assumption that says how far the increase of an index in a year may be off, standard deviation in points. */
export const inflationRiskKey = 'inflation-risk';
/** Where nobody sets it: one point, the step that the sensitivity of the plan takes too. */
export const defaultInflationRisk = 1;

/** What a source adds to the gap of each year on each path, pence; the mean of each is nought within its error. */
export type PlanDraws = Record<'savings' | 'pressures' | 'inflation', Float64Array[]>;

/**
 * What makes the gap of a plan uncertain beside children and prices (docs/model.md §15): savings in doubt come whole or
 * not at all, in every year alike; a counted pressure happens or not, with one impact for the years it stands; each
 * increase of an index on a line is off by a normal error, which stays in the years after it. Shared lines only.
 */
export function drawPlan(snapshot: Snapshot, scenario: Scenario, made: Plan, paths: number): PlanDraws {
  return {
    savings: drawSavings(snapshot, scenario, made, paths),
    pressures: drawPressures(snapshot, scenario, made, paths),
    inflation: drawInflation(snapshot, scenario, made, paths),
  };
}

const still = (made: Plan, paths: number) => made.years.map(() => new Float64Array(paths));
const sharedLines = (made: Plan) =>
  new Set(made.years.flatMap(({ lines }) => lines.flatMap((line) => (line.funding === 'shared' ? line.code : []))));

function drawSavings(snapshot: Snapshot, scenario: Scenario, made: Plan, paths: number): Float64Array[] {
  const found = still(made, paths);
  const shared = sharedLines(made);
  const years = made.years.map(({ year }) => year);
  for (const { reference, lineCode, first, open, odds } of savingYears(snapshot, scenario, years)) {
    if (odds === null || !shared.has(lineCode)) continue;
    const next = componentStream(scenario.seed, `plan saving ${years[first]} ${reference}`);
    for (let path = 0; path < paths; path += 1) {
      const short = odds.expected - (next() < odds.chance ? odds.high : odds.low);
      found.forEach((year, at) => {
        year[path] = (year[path] ?? 0) + short * (open[at] ?? 0);
      });
    }
  }
  return found;
}

/** A pressure in one year: its row, and the part of it that stands, more than one where it goes on for a whole year. */
type Standing = { row: Pressure; part: number } | null;

function drawPressures(snapshot: Snapshot, scenario: Scenario, made: Plan, paths: number): Float64Array[] {
  const found = still(made, paths);
  const shared = sharedLines(made);
  const years = made.years.map(({ year }) => year);
  const open = snapshot.pressures.filter((row) => row.status !== 'closed' && row.counted === 1);
  for (const reference of new Set(open.map((row) => row.reference))) {
    let carried: Standing = null;
    const standing = years.map((year, at): Standing => {
      const row = open.find((each) => each.reference === reference && each.year === year);
      if (!row) return carried;
      carried = row.recurring === 1 ? { row, part: 12 / (13 - row.startPeriod) } : null;
      return { row, part: at === 0 ? sum(monthsToCome(row, (period) => period > scenario.period)) : 1 };
    });
    if (!standing.some((each) => each !== null && shared.has(each.row.lineCode))) continue;
    const next = componentStream(scenario.seed, `plan pressure ${reference}`);
    const terms = standing.map((each) => each && termsOf(each.row, snapshot, scenario));
    const width = Math.max(...terms.map((each) => each?.mitigations.length ?? 0));
    for (let path = 0; path < paths; path += 1) {
      const [happens, impact] = [next(), next()];
      const works = Array.from({ length: width }, next);
      found.forEach((year, at) => {
        const [each, own] = [standing[at], terms[at]];
        if (!each || !own || !shared.has(each.row.lineCode)) return;
        const eased = own.mitigations.map(({ amount, chance }, index) => ((works[index] ?? 1) < chance ? amount : 0));
        const comes = happens < own.chance ? triangular(own.low, own.likely, own.high, impact) - sum(eased) : 0;
        year[path] = (year[path] ?? 0) + (comes - own.expected) * each.part;
      });
    }
  }
  return found;
}

function termsOf(row: Pressure, snapshot: Snapshot, scenario: Scenario) {
  const { probabilityPercent, impactFactor } = leveredPressure(row, scenario.levers);
  const ordered = row.minimumPence <= row.likelyPence && row.likelyPence <= row.maximumPence;
  const at = (pence: Pence) => (ordered ? pence : row.likelyPence) * impactFactor;
  const [low, likely, high] = [at(row.minimumPence), at(row.likelyPence), at(row.maximumPence)];
  const mitigations = snapshot.mitigations
    .filter((each) => each.year === row.year && each.pressureReference === row.reference)
    .map((each) => ({ amount: each.amountPence, chance: Math.min(100, Math.max(0, each.successPercent)) / 100 }));
  const chance = probabilityPercent / 100;
  const eased = sum(mitigations.map((each) => each.amount * each.chance));
  return { low, likely, high, mitigations, chance, expected: chance * ((low + likely + high) / 3 - eased) };
}

function drawInflation(snapshot: Snapshot, scenario: Scenario, made: Plan, paths: number): Float64Array[] {
  const found = still(made, paths);
  const deviation = optionalAssumption(snapshot, scenario, inflationRiskKey) ?? defaultInflationRisk;
  if (deviation <= 0) return found;
  const codes = new Set(snapshot.inflationLinks.filter((row) => row.appliesTo === 'line').map((row) => row.indexCode));
  for (const code of codes)
    made.years.forEach(({ year }, from) => {
      const known = rateOf(snapshot, scenario, code, year);
      if (from === 0 || known === null) return;
      const assumptions = { ...scenario.assumptions, [inflationKey(code, year)]: known + 1 };
      const point = linesOf(plan(snapshot, { ...scenario, assumptions }, made.years.length));
      const before = linesOf(made);
      const next = componentStream(scenario.seed, `plan index ${code} ${year}`);
      for (let path = 0; path < paths; path += 1) {
        const off = deviation * normalPoint(next());
        found.forEach((own, at) => {
          own[path] = (own[path] ?? 0) + off * ((point[at] ?? 0) - (before[at] ?? 0));
        });
      }
    });
  return found;
}

/** The increase of an index in a year, per cent; null for an index that no row tells of. */
function rateOf(snapshot: Snapshot, { assumptions }: Scenario, code: string, year: string): number | null {
  const rows = snapshot.inflationIndices.filter((row) => row.code === code);
  if (rows.length === 0) return null;
  return assumptions[inflationKey(code, year)] ?? rows.find((row) => row.year === year)?.increasePercent ?? 0;
}

/** Cost of the shared lines that no placements make up: an index on groups is in the walk of prices already. */
const linesOf = (made: Plan): Pence[] =>
  made.years.map(({ lines }) =>
    sum(lines.flatMap((line) => (line.funding === 'shared' && line.method !== 'placements' ? line.closing : []))),
  );
