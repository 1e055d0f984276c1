import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { isRunning } from '../files/running.ts';

/** Who sends a delivery and until when at most, as it stands in its row. */
export type Claim = { by: string; until: string };

/** A claim outlasts the longest delivery by this, for what is tidied up at its end, milliseconds. */
const margin = 30_000;

/** Claims of this process that hold. */
const claims = new Set<string>();

/** A claim for one delivery, which takes `longest` milliseconds at most. Release it when the delivery has ended. */
export function newClaim(now: Date, longest: number): Claim & { release(): void } {
  const by = `${hostname()} ${process.pid} ${randomBytes(4).toString('hex')}`;
  claims.add(by);
  return {
    by,
    until: new Date(now.getTime() + longest + margin).toISOString(),
    release: () => claims.delete(by),
  };
}

/** True when nobody sends under this claim any more: its process has ended, or its time is over. */
export function isLeft(claim: { by: string | null; until: string | null }, now: Date, longest: number): boolean {
  const left = Date.parse(claim.until ?? '') - now.getTime();
  // Further off than any claim reaches: the clock was wrong when it was written.
  if (claim.by === null || !(left > 0 && left <= longest + margin)) return true;
  const [machine, process_] = claim.by.split(' ');
  if (machine !== hostname()) return false;
  return Number(process_) === process.pid ? !claims.has(claim.by) : !isRunning(Number(process_));
}
