/** No wait is longer than this, milliseconds. */
export const longestWait = 3_600_000;

/**
 * Milliseconds to wait after `attempts` failures: 5 s doubling to an hour, with up to a quarter taken off by `random`
 * (0…1) so that many officers whose network returns together do not arrive together.
 */
export function backoff(attempts: number, random: number): number {
  const whole = Math.min(5_000 * 2 ** Math.max(0, attempts - 1), longestWait);
  return Math.round(whole * (1 - random / 4));
}
