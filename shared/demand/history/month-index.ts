const starts: number[] = [];
const firstIndex = 1900 * 12;
/** Day number of the 1st of a month index (year × 12 + month − 1). Memoised from 1900 to 2199. */
export function monthIndexDay(index: number): number {
  if (starts.length === 0) {
    for (let month = 0; month < 300 * 12; month += 1) starts.push(Date.UTC(1900, month, 1) / 86_400_000);
  }
  return starts[index - firstIndex] ?? Date.UTC(Math.floor(index / 12), index % 12, 1) / 86_400_000;
}

/** Month index of a civil date. */
export function monthIndex(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** Month index of a day number. */
export function monthIndexOfDay(day: number): number {
  let index = 1970 * 12 + Math.floor(day / 30.436875);
  while (monthIndexDay(index + 1) <= day) index += 1;
  while (monthIndexDay(index) > day) index -= 1;
  return index;
}
