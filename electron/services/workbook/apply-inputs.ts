import { shiftShare } from '../../../shared/finance/shares.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { periodStart } from '../../../shared/model/calendar.ts';
import type { Lever, LeverKind } from '../../../shared/model/lever.ts';
import { leverKinds } from '../../../shared/model/lever.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { confidenceKey } from '../../../shared/plan/plan-assumptions.ts';
import { starterKey } from '../../../shared/scenario/assumption-values.ts';
import { type InputKind, inputStart } from './inputs.ts';
import type { InputChange, ReadAssumptions } from './read-assumptions.ts';

type Meaning = { label: string; least: number; most: number; whole?: true; lever?: LeverKind };

/** Inputs that are no levers: what each is called, and the numbers it may hold. */
const ownMeanings: Record<string, Meaning> = {
  assumption: { label: 'assumption', least: -1e12, most: 1e12 },
  'starter-price': { label: 'starter price a week of', least: 0.01, most: 1e6 },
  inflation: { label: 'inflation % of', least: -50, most: 200 },
  'proposal-confidence': { label: 'confidence % in proposal', least: 0, most: 100 },
};
const leverMeanings = new Map(
  leverKinds.flatMap((kind): [string, Meaning][] => {
    const { input } = leverDefinitions[kind];
    return input ? [[input.key, { ...input, lever: kind }]] : [];
  }),
);
const meaningOf = (kind: InputKind): Meaning => leverMeanings.get(kind) ?? (ownMeanings[kind] as Meaning);

/** What a change is called: `delay in months of saving SAV-23-5`. */
export const sayInput = ({ kind, key }: Pick<InputChange, 'kind' | 'key'>): string => `${meaningOf(kind).label} ${key}`;

/** The same as the name of a lever. */
const leverName = (change: InputChange): string => {
  const label = sayInput(change);
  return `${label.slice(0, 1).toUpperCase()}${label.slice(1)} (workbook)`;
};

/**
 * The exported scenario with the changes made in the workbook, as assumptions and levers that give the same forecast to
 * the penny. Throws `invalid-input` naming the cell that cannot be taken.
 */
export function applyInputs(read: ReadAssumptions): Scenario {
  const { scenario, changes } = read;
  const assumptions = { ...scenario.assumptions };
  const levers = [...scenario.levers];
  for (const change of changes) {
    if (change.kind === 'share') continue;
    const after = checked(change);
    if (change.kind === 'assumption') assumptions[change.key] = after;
    else if (change.kind === 'starter-price') assumptions[starterKey(change.key)] = after;
    else if (change.kind === 'inflation') assumptions[`inflation:${change.key}`] = after;
    else if (change.kind === 'proposal-confidence') assumptions[confidenceKey(change.key)] = after;
    else levers.push(leverOf(change, after, read, levers));
  }
  const share = shareLever(read, levers);
  if (share) levers.push(share);
  return { ...scenario, assumptions, levers };
}

function checked(change: InputChange): number {
  const { after } = change;
  const { least, most, whole } = meaningOf(change.kind);
  if (after === null) throw refused(change, 'is blank: put a number there, or the value it was exported with');
  if (after < least || after > most) throw refused(change, `holds ${after}: it must be from ${least} to ${most}`);
  if (whole && !Number.isInteger(after)) throw refused(change, `holds ${after}: it must be whole months`);
  return after;
}

function leverOf(change: InputChange, after: number, read: ReadAssumptions, others: readonly Lever[]): Lever {
  const { kind, key } = change;
  const before = change.before ?? 0;
  const { year, period } = read.scenario;
  const ahead = periodStart(year, Math.min(12, period + 1));
  const make = (value: number, more: Partial<Lever>): Lever => ({
    ...newLever(meaningOf(kind).lever as LeverKind, freeId(others), ahead),
    name: leverName(change),
    value,
    note: `Read back from cell ${change.cell} of the workbook`,
    ...more,
  });
  if (kind === 'saving-delay') return make(after - before, { reference: key });
  if (kind === 'pressure-impact') {
    if (before === 0)
      throw refused(change, 'was exported as 0 %, which no change of per cent can raise: change it in Outturn');
    return make((after / before - 1) * 100, { reference: key });
  }
  if (kind === 'price-uplift' || kind === 'contribution' || kind === 'entrants')
    return make(after, {
      groups: [key],
      from: inputStart(read.scenario, read.dataDate),
      ...(kind === 'contribution' ? { reference: 'health' } : {}),
    });
  return make(after, { reference: key });
}

/** One lever moves one funder’s share and the others in proportion: new shares must be such a move. */
function shareLever({ scenario, inputs, changes }: ReadAssumptions, others: readonly Lever[]): Lever | null {
  const moved = changes.filter((change) => change.kind === 'share');
  const [first] = moved;
  if (!first) return null;
  const points = (value: number | null) => Math.round((value ?? 0) * 10_000);
  const all = inputs.filter((one) => one.kind === 'share').map((one) => ({ ...one, after: checked(one) }));
  const total = all.reduce((sum, one) => sum + points(one.after), 0);
  if (total !== 10_000)
    throw refused(first, `and its neighbours add to ${(total / 100).toFixed(2)} %: shares must add to 100.00 %`);
  const shares = all.map((one) => ({ code: one.key, basisPoints: points(one.before) }));
  for (const one of moved) {
    const by = points(one.after) - points(one.before);
    const shifted = shiftShare(shares, one.key, by).shares;
    if (
      !shifted.every((share) => share.basisPoints === points(all.find((each) => each.key === share.code)?.after ?? 0))
    )
      continue;
    return {
      ...newLever('share', freeId(others), periodStart(scenario.year, 1)),
      name: leverName(one),
      value: by / 100,
      reference: one.key,
      note: `Read back from cell ${one.cell} of the workbook`,
    };
  }
  throw refused(
    first,
    'and its neighbours changed apart from each other: change the shares of three or more funders in Outturn',
  );
}

function freeId(levers: readonly Lever[]): string {
  let number = 1;
  while (levers.some((lever) => lever.id === `workbook-${number}`)) number += 1;
  return `workbook-${number}`;
}

function refused(change: InputChange, why: string): OutturnError {
  return new OutturnError(
    'invalid-input',
    `Cell ${change.cell} of the sheet Assumptions (${sayInput(change)}) ${why}.`,
    {
      cell: change.cell,
    },
  );
}
