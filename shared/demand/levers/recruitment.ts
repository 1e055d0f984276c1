import { effectOf } from '../../levers/definitions.ts';
import type { Lever } from '../../model/lever.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { recruitmentAsCarers } from '../../sufficiency/fostering.ts';
import { activeDemandLevers } from './demand.ts';

/**
 * The levers that move children in a run, each recruitment lever as the carers it brings (docs/model.md §20); what cannot
 * act, because no year of enquiries and approvals is held, is said.
 */
export function actingLevers(
  levers: readonly Lever[],
  { fosteringPipeline }: Pick<Snapshot, 'fosteringPipeline'>,
): { levers: Lever[]; notes: { lever: string; text: string }[] } {
  const notes: { lever: string; text: string }[] = [];
  const acting = activeDemandLevers(levers).flatMap((lever) => {
    const effect = effectOf(lever);
    if (effect.on !== 'places' || effect.places !== 'recruited') return [lever];
    const carers = recruitmentAsCarers(lever, fosteringPipeline);
    if (!carers)
      notes.push({
        lever: lever.id,
        text: `${lever.name}: no year of enquiries with approvals is held in Fostering pipeline, so it does nothing`,
      });
    return carers ? [carers] : [];
  });
  return { levers: acting, notes };
}
