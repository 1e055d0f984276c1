/** The largest payload any call needs: a pasted block of 200,000 cells, or a chart picture of 20 MB. */
const limits = { values: 6_000_000, characters: 64_000_000, depth: 40 };

/**
 * True when a payload is small enough to be decoded at all, and is made of plain data. Walks without recursion, so
 * that depth cannot overflow the stack, and stops at the first limit passed.
 */
export function withinBounds(input: unknown, most = limits): boolean {
  let values = 0;
  let characters = 0;
  const stack: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, depth } = next;
    values += 1;
    if (values > most.values || depth > most.depth) return false;
    if (typeof value === 'string') characters += value.length;
    if (characters > most.characters) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      if (values + value.length > most.values) return false;
      for (const item of value) stack.push({ value: item, depth: depth + 1 });
      continue;
    }
    const shape = Object.getPrototypeOf(value);
    if (shape !== null && Object.getPrototypeOf(shape) !== null) return false;
    for (const [key, item] of Object.entries(value)) {
      characters += key.length;
      stack.push({ value: item, depth: depth + 1 });
    }
  }
  return true;
}
