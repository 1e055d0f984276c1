import { type Draft, entrantsOfLever, perDayOfMonth, say, setEntrantsOfLever } from '../demand/levers/run.ts';
import { bands } from '../model/bands.ts';
import type { Lever } from '../model/lever.ts';
import { cellParts, type LeverDefinition } from './definition.ts';

export const entrantsNumber: LeverDefinition = {
  section: 'Children',
  label: 'Children entering care',
  unit: 'a month',
  minimum: -20,
  maximum: 20,
  step: 0.5,
  neutral: 0,
  uses: cellParts,
  referenceTo: null,
  help: 'Adds this many entrants a month',
  search: 'demand growth numbers referrals intake new starters UASC national transfer scheme',
  effect: { on: 'flows', apply: addEntrants },
};

/** Adds entrants in proportion to those expected; where there are none, to children in care, and else evenly. */
function addEntrants(draft: Draft, lever: Lever, cells: readonly number[], strength: number): void {
  const wanted = perDayOfMonth(lever.value * strength, draft.view.step);
  const now = cells.map((cell) => entrantsOfLever(draft, lever, cell));
  const choices = [
    now,
    cells.map((cell) => draft.entrants[cell]!),
    cells.map((cell) => draft.cells[cell]!),
    cells.map((cell) => bands[Math.floor(cell / draft.prepared.rates.groups.length)]!.toMonth),
  ];
  const weights = choices.find((choice) => choice.some((weight) => weight > 0)) ?? [];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let short = false;
  cells.forEach((cell, index) => {
    const value = now[index]! + (total > 0 ? (wanted * weights[index]!) / total : 0);
    if (value < 0) short = true;
    setEntrantsOfLever(draft, lever, cell, value);
  });
  if (short)
    say(draft.notes, lever, `${lever.name}: fewer children enter than it takes away, so entrants are capped at zero`);
}
