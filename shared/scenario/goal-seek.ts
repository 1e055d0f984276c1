/**
 * Goal seek (docs/model.md §13): one number solved so that a target meets a value, with the answer's reach stated.
 * The response may be flat in places (a lever that has met its cap), so the whole range is scanned before it is narrowed.
 */
export type GoalSeekResult = {
  /** The solving value, or the value that comes nearest when the target is out of reach. */
  value: number;
  /** What the target measure is at `value`. */
  achieved: number;
  found: boolean;
  /** Lowest and highest the measure gets anywhere in the range: the proof when the target is out of reach. */
  reach: { low: number; high: number };
};

/**
 * Finds `value` in [minimum, maximum] with `measure(value)` within `tolerance` of `target`.
 * @param measure continuous in its argument; any unit (pence for an outturn)
 * @param scan points at which the range is looked at before narrowing; a response that turns between two points can be missed
 */
export function goalSeek(
  measure: (value: number) => number,
  target: number,
  range: { minimum: number; maximum: number },
  tolerance: number,
  scan = 33,
): GoalSeekResult {
  const points: { value: number; at: number }[] = [];
  for (let index = 0; index < scan; index += 1) {
    const value = range.minimum + ((range.maximum - range.minimum) * index) / (scan - 1);
    points.push({ value, at: measure(value) });
  }
  const reach = {
    low: Math.min(...points.map((point) => point.at)),
    high: Math.max(...points.map((point) => point.at)),
  };
  let nearest = points[0] ?? { value: range.minimum, at: measure(range.minimum) };
  for (const point of points) if (Math.abs(point.at - target) < Math.abs(nearest.at - target)) nearest = point;
  if (Math.abs(nearest.at - target) <= tolerance)
    return { value: nearest.value, achieved: nearest.at, found: true, reach };

  for (let index = 1; index < points.length; index += 1) {
    const before = points[index - 1];
    const after = points[index];
    if (!before || !after || (before.at - target) * (after.at - target) > 0) continue;
    let [low, high] = [before, after];
    for (let round = 0; round < 200; round += 1) {
      const value = (low.value + high.value) / 2;
      const middle = { value, at: measure(value) };
      if (Math.abs(middle.at - target) < Math.abs(nearest.at - target)) nearest = middle;
      if (Math.abs(middle.at - target) <= tolerance || value === low.value || value === high.value) break;
      if ((low.at - target) * (middle.at - target) <= 0) high = middle;
      else low = middle;
    }
    return { value: nearest.value, achieved: nearest.at, found: Math.abs(nearest.at - target) <= tolerance, reach };
  }
  return { value: nearest.value, achieved: nearest.at, found: false, reach };
}
