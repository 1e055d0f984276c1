import { formatDate } from '../format/format.ts';
import type { Dispute, DisputeSide } from '../model/dispute.ts';
import type { Settlement } from '../model/registers.ts';
import { cellValue, sayValue } from './cells.ts';

export type SettlementState = {
  state: 'open' | 'settled';
  settlement: Settlement | null;
  /** Why a settlement no longer holds, in words; null when there is none or it holds. */
  changed: string | null;
};

/**
 * What each side says, as a settlement keeps it. The cell in use is left out where the settlement itself sets it: it is
 * watched by its value instead.
 */
export function sidesText(dispute: Dispute, choice: Settlement['choice']): string {
  return dispute.sides
    .filter((side) => side.kind !== 'held' || choice === 'left as stated')
    .map(sideText)
    .sort()
    .join('; ')
    .slice(0, 4000);
}

const sideText = (side: DisputeSide) => `${side.label}: ${side.words}`;

/**
 * Whether a contradiction is settled: by a settlement that still fits what every source says and what the cell holds, or
 * by a source accepted with a reason in the register of stated facts.
 */
export function stateOf(dispute: Dispute, settlements: readonly Settlement[]): SettlementState {
  const settlement = settlements.find((row) => row.key === dispute.key) ?? null;
  if (settlement === null) return { state: dispute.accepted ? 'settled' : 'open', settlement, changed: null };
  const changed = changedSince(dispute, settlement);
  return { state: changed === null ? 'settled' : 'open', settlement, changed };
}

function changedSince(dispute: Dispute, settlement: Settlement): string | null {
  const on = `Settled on ${formatDate(settlement.settledOn)} by ${settlement.settledBy}`;
  const now = sidesText(dispute, settlement.choice);
  if (now !== settlement.sides) {
    const then = new Set(settlement.sides.split('; '));
    const fresh = now.split('; ').filter((text) => !then.has(text));
    return `${on}, but the sources have changed since: ${fresh.length > 0 ? `now ${fresh.join('; ')}` : 'one is gone'}.`;
  }
  const { input } = dispute;
  if (!input || settlement.choice === 'left as stated' || settlement.value === null) return null;
  const used = cellValue(input, input.value);
  if (Math.abs(used - cellValue(input, settlement.value)) < 1e-9) return null;
  return `${on} at ${sayValue(settlement.value, settlement.unit)}, but ${sayValue(input.value, dispute.unit)} is in use now.`;
}
