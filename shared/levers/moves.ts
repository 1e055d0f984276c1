import { freePlaces } from '../demand/levers/capacity.ts';
import { type Draft, force, groupName, groupPositions, perDayOfMonth, say } from '../demand/levers/run.ts';
import type { Lever } from '../model/lever.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { LeverDefinition } from './definition.ts';

export const moves: LeverDefinition = {
  section: 'Children',
  label: 'Step-down moves',
  unit: 'a month',
  minimum: 0,
  maximum: 10,
  step: 0.5,
  neutral: 0,
  uses: ['groups', 'toGroup', 'bands', 'dates', 'ramp'],
  needsGroup: true,
  referenceTo: null,
  help: 'Moves this many children a month from the groups to another, as far as children and places allow',
  search: 'step down step-down residential fostering placement mix transfer',
  effect: { on: 'flows', apply: moveOn },
};

function moveOn(draft: Draft, lever: Lever, cells: readonly number[], strength: number, snapshot: Snapshot): void {
  const { step } = draft.view;
  const size = draft.prepared.rates.groups.length;
  const to = groupPositions(draft.prepared, lever, [lever.toGroup ?? '(none)'])[0]!;
  const from = cells.filter((cell) => cell % size !== to);
  const wanted = perDayOfMonth(Math.max(0, lever.value) * strength, step);
  const free = freePlaces(draft, to, snapshot);
  const allowed = Math.min(wanted, free / step.days);
  if (allowed < wanted - 1e-12)
    say(
      draft.notes,
      lever,
      `${lever.name}: more moves than free places in ${groupName(draft.prepared, to)}, so it is capped`,
    );
  const unmet = force(
    draft,
    from,
    from.map((cell) => draft.cells[cell]!),
    to,
    allowed,
  );
  if (unmet > 1e-9)
    say(draft.notes, lever, `${lever.name}: more moves than there are children in its groups, so it is capped`);
}
