import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RegisterName, registerNames, registers, rowSchema } from '../../../shared/model/registers.ts';
import { rowFits } from '../../../shared/model/row-fits.ts';

const odd = [
  ...[null, undefined, true, false, '', ' ', 'x', 'x'.repeat(80), 'x'.repeat(81), 'x'.repeat(500), 'x'.repeat(501)],
  ...['x'.repeat(4000), 'x'.repeat(4001), '2023-04-01', '2023-04-02', '2023-02-29', '2023/24', '2023/25', '1', 'yes'],
  ...[0, -0, 1, 2, 12, 13, -1, 0.5, 100, 10_000, 10_001, 1e13, 1e13 + 1, -1e13, -1e13 - 1, 2 ** 53, 1e21, 1e308],
  ...[
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    [],
    {},
    [1],
    Symbol.iterator,
    () => 1,
    new Date(0),
    'in-house',
    'green',
  ],
];

test.each(registerNames)('%s: the quick test says what the schema says', (register: RegisterName) => {
  const columns = registers[register].columns as Record<string, { choices: readonly string[] }>;
  const names = ['id', ...Object.keys(columns)];
  const schema = rowSchema(register);
  const fits = rowFits(register);
  const choices = Object.values(columns).flatMap((column) => column.choices);
  const cell = fc.oneof(fc.constantFrom(...odd, ...choices), fc.string(), fc.double(), fc.integer());
  /** A row that fits, found column by column. */
  const good: Record<string, unknown> = { id: 1 };
  for (const name of names.slice(1)) {
    const shape = schema.shape[name] as { safeParse(value: unknown): { success: boolean } };
    good[name] = [...choices, ...odd].find((value) => value !== null && shape.safeParse(value).success);
  }
  expect(fits(good)).toBe(true);
  for (const name of names) {
    for (const value of [...odd, ...choices]) {
      const row = { ...good, [name]: value };
      expect(fits(row), `${name}: ${String(value)}`).toBe(schema.safeParse(row).success);
    }
    const { [name]: _, ...without } = good;
    expect(fits(without)).toBe(schema.safeParse(without).success);
  }
  for (const row of [{ ...good, more: 1 }, null, [], 'row', 1, [good]]) expect(fits(row)).toBe(false);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names, 'other'), cell), (changes) => {
      const row = { ...good, ...changes };
      expect(fits(row)).toBe(schema.safeParse(row).success);
    }),
    { numRuns: 60 },
  );
});
