import type { Lever } from '../model/lever.ts';
import { type Scenario, scenarioSchema } from '../model/scenario.ts';
import { canonicalJson } from '../scenario-file/canonical-json.ts';
import type { TeamCells } from './change.ts';

const leverField = 'lever:';
const assumptionField = 'assumption:';
const step = 1000;

/**
 * A scenario as a row that travels, so that it merges by field, by lever and by assumption. A lever keeps its place by a rank:
 * that of `known`, the row as it was, wherever the order is still the same, so that adding one changes no other.
 */
export function scenarioCells(scenario: Scenario, known: TeamCells | null = null): TeamCells {
  const { levers, assumptions, signOff, preparedBy, ...plain } = scenario;
  const cells: TeamCells = {
    // What a newer program wrote that this one does not read stays as it is.
    ...Object.fromEntries(unknownFields(known ?? {}).map((field) => [field, known?.[field] ?? null])),
    ...plain,
    preparedBy: preparedBy ?? null,
    signOff: signOff ? canonicalJson(signOff) : null,
  };
  const ranks = ranksOf(
    levers.map((lever) => lever.id),
    known,
  );
  levers.forEach((lever, at) => {
    cells[`${leverField}${lever.id}`] = canonicalJson([ranks[at], lever]);
  });
  for (const [key, value] of Object.entries(assumptions)) cells[`${assumptionField}${key}`] = value;
  return cells;
}

/** Fields of such a row that a newer program wrote: this one neither reads nor loses them. */
export const unknownFields = (cells: TeamCells): string[] =>
  Object.keys(cells).filter(
    (field) =>
      !Object.hasOwn(scenarioSchema.shape, field) &&
      !field.startsWith(leverField) &&
      !field.startsWith(assumptionField),
  );

/** The scenario of such a row, as far as this program knows its fields; null where the row is none. */
export function scenarioOf(cells: TeamCells): Scenario | null {
  const { signOff, preparedBy, ...rest } = cells;
  const unknown = new Set(unknownFields(cells));
  const plain: Record<string, unknown> = {};
  const levers: [number, Lever][] = [];
  const assumptions: Record<string, unknown> = {};
  try {
    for (const [field, value] of Object.entries(rest)) {
      if (value === null || unknown.has(field)) continue;
      if (field.startsWith(leverField)) levers.push(JSON.parse(String(value)) as [number, Lever]);
      else if (field.startsWith(assumptionField)) assumptions[field.slice(assumptionField.length)] = value;
      else plain[field] = value;
    }
    levers.sort(([a, one], [b, other]) => a - b || (one.id < other.id ? -1 : 1));
    const result = scenarioSchema.safeParse({
      ...plain,
      levers: levers.map(([, lever]) => lever),
      assumptions,
      ...(signOff ? { signOff: JSON.parse(String(signOff)) } : {}),
      ...(preparedBy ? { preparedBy } : {}),
    });
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** Ranks in rising order: known ones where they still rise, else the one before and a step. */
function ranksOf(ids: readonly string[], known: TeamCells | null): number[] {
  const had = ids.map((id) => {
    const text = known?.[`${leverField}${id}`];
    return typeof text === 'string' ? Number((JSON.parse(text) as [number])[0]) : null;
  });
  const rising = had.filter((rank) => rank !== null).every((rank, at, all) => at === 0 || rank > (all[at - 1] ?? 0));
  const ranks: number[] = [];
  for (const [at] of ids.entries()) {
    const before = ranks[at - 1] ?? 0;
    const next = had.slice(at).find((rank) => rank !== null) ?? null;
    const own = rising ? (had[at] ?? null) : null;
    ranks.push(own ?? (rising && next !== null ? (before + next) / 2 : before + step));
  }
  return ranks;
}
