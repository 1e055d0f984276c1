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
 * total, the next smallest count as well (secondary); with no other cell to withhold, the total. Noughts are shown.
 * Source: case SUP-01.
 */
export function suppressSmall(cells: Readonly<Record<string, number>>, threshold = 5): Suppressed {
  const names = Object.keys(cells);
  const count = (name: string) => cells[name] ?? 0;
  const primary = names.filter((name) => count(name) > 0 && count(name) < threshold);
  const others = names
    .filter((name) => !primary.includes(name) && count(name) > 0)
    .sort((a, b) => count(a) - count(b) || names.indexOf(a) - names.indexOf(b));
  const withheld = primary.reduce((total, name) => total + count(name), 0);
  // One withheld cell is the total less the rest; several are known too when their sum is the least or most it can be.
  const known =
    primary.length === 1 ||
    (primary.length > 1 && (withheld === primary.length || withheld === primary.length * (threshold - 1)));
  const second = known ? (others[0] ?? null) : null;
  const hideTotal = known && second === null;
  const secondary = second !== null ? [second] : hideTotal ? ['total'] : [];
  const hidden = new Set([...primary, ...secondary]);
  return {
    cells: Object.fromEntries(names.map((name) => [name, hidden.has(name) ? null : count(name)])),
    total: hideTotal ? null : names.reduce((total, name) => total + count(name), 0),
    primary,
    secondary,
  };
}
