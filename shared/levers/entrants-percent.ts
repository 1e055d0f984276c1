import { type Draft, entrantsOfLever, say, setEntrantsOfLever } from '../demand/levers/run.ts';
import type { Lever } from '../model/lever.ts';
import { cellParts, type LeverDefinition } from './definition.ts';

export const entrantsPercent: LeverDefinition = {
  section: 'Children',
  label: 'Children entering care',
  unit: '%',
  minimum: -60,
  maximum: 60,
  step: 1,
  neutral: 0,
  uses: cellParts,
  referenceTo: null,
  help: 'Changes the rate of entry by this per cent',
  search: 'demand growth numbers referrals intake new starters edge of care prevention',
  effect: { on: 'flows', apply: scaleEntrants },
  input: { key: 'entrants', label: 'further entrants % of', least: -100, most: 1000 },
};

function scaleEntrants(draft: Draft, lever: Lever, cells: readonly number[], strength: number): void {
  const factor = 1 + (lever.value / 100) * strength;
  if (factor < 0) say(draft.notes, lever, `${lever.name}: entrants cannot fall below zero, so they are capped there`);
  for (const cell of cells) setEntrantsOfLever(draft, lever, cell, entrantsOfLever(draft, lever, cell) * factor);
}
