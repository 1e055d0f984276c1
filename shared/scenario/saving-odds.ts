import type { RagWeights, SavingProfile } from '../finance/savings.ts';

/** Between which shares of its plan a saving may end, how likely the high one is, and the mean of the two. */
export type SavingOdds = { low: number; high: number; chance: number; expected: number };

/**
 * Amber comes whole or not at all about what is expected, between nothing and all of it (or what is already expected);
 * null where nothing of the saving is in doubt (docs/model.md §13).
 */
export function savingOdds(
  profile: Pick<SavingProfile, 'rated' | 'target' | 'delivery'>,
  weights: RagWeights,
): SavingOdds | null {
  const { red, amber, green, unassessed } = profile.rated;
  const base = profile.target !== 0 ? profile.target : red + amber + green + unassessed;
  if (base === 0 || amber === 0) return null;
  const expected = profile.delivery;
  const doubtful = amber / base;
  const low = Math.max(Math.min(0, expected), expected - doubtful * Math.min(1, Math.max(0, weights.amber)));
  const high = Math.min(Math.max(1, expected, (green + amber) / base), low + doubtful);
  const chance = (expected - low) / (high - low);
  return chance > 0 && chance < 1 ? { low, high, chance, expected } : null;
}
