/** The least count that any output shows once it is marked for publication: counts under 5 are withheld (docs/data.md §6). */
export const leastPublished = 5;
/** True for a count that is not told in public; noughts are. */
export const isSmall = (count: number): boolean => Math.round(count) > 0 && Math.round(count) < leastPublished;

/** A count fit for publication: its value, or null where it is withheld. */
export type Suppressed = {
  cells: Record<string, number | null>;
  total: number | null;
  /** Withheld because small, and because it would give a small one away. */
  primary: string[];
  secondary: string[];
};

/**
 * Withholds counts from 1 to under the threshold (primary), and, where the withheld could be worked out from the
 * total or together would be a small number, the next smallest count as well (secondary); with no other cell to
 * withhold, the total. A total that is small itself is withheld. Noughts are shown.
 * Source: case SUP-01.
 */
export function suppressSmall(cells: Readonly<Record<string, number>>, threshold = leastPublished): Suppressed {
  const names = Object.keys(cells);
  const count = (name: string) => cells[name] ?? 0;
  const primary = names.filter((name) => count(name) > 0 && count(name) < threshold);
  const others = names
    .filter((name) => !primary.includes(name) && count(name) > 0)
    .sort((a, b) => count(a) - count(b) || names.indexOf(a) - names.indexOf(b));
  const withheld = primary.reduce((total, name) => total + count(name), 0);
  const whole = names.reduce((total, name) => total + count(name), 0);
  // The withheld together are the total less the rest, and that must not be small itself. None is nought, so each can be
  // no more than what the others leave; several are also known one by one when their sum is the most it can be.
  const room = withheld - primary.length;
  const known =
    primary.length > 0 &&
    (withheld < threshold || room < threshold - 2 || withheld === primary.length * (threshold - 1));
  const small = whole > 0 && whole < threshold;
  const second = known && !small ? (others[0] ?? null) : null;
  const hideTotal = small || (known && second === null);
  const secondary = second !== null ? [second] : hideTotal ? ['total'] : [];
  const hidden = new Set([...primary, ...secondary]);
  return {
    cells: Object.fromEntries(names.map((name) => [name, hidden.has(name) ? null : count(name)])),
    total: hideTotal ? null : whole,
    primary,
    secondary,
  };
}
