import fc from 'fast-check';
import { registers } from '../../shared/model/registers.ts';

/** The little of a zod schema that is looked at. */
type Schema = {
  _zod: { def: Record<string, unknown> & { type: string } };
  safeParse(value: unknown): { success: boolean };
};

const columns = [...new Set(Object.values(registers).flatMap((one) => Object.keys(one.columns)))];
const texts = [
  ...['', ' ', 'a', 'A name', 'x'.repeat(60), 'y'.repeat(4000), '0'.repeat(32), '0'.repeat(16), 'f'.repeat(32)],
  ...[
    '../../etc/passwd',
    '..\\..\\windows',
    '/etc/passwd',
    'C:\\Windows\\x',
    '\\\\server\\share',
    'file:///etc/passwd',
  ],
  ...['__proto__', 'constructor', 'toString', 'prototype', '{year}', '{nonsense}', '{{', '%00', '\u0000', 'a\u0000b'],
  ...[
    '=cmd|',
    '-1',
    '1e309',
    'NaN',
    '\ud800',
    '🙂',
    '\u202ecod',
    "'; drop table pressures; --",
    '" or 1=1',
    '<script>',
  ],
  ...[
    '2023-04-01',
    '2023-13-45',
    '2023/24',
    '1999/00',
    '9999-12-31',
    '2024-02-10T09:00:00.000Z',
    'AAAA',
    'iVBORw0KGgo=',
  ],
  ...['https://portal.example/', 'http://127.0.0.1:1/', 'javascript:alert(1)', '127.0.0.1', 'postgres', 'outturn'],
];
const numbers = [
  ...[0, 1, 2, 3, 5, 12, 13, 36, 60, 100, 101, 5432, 10_000, 65_535, 1e13, Number.MAX_SAFE_INTEGER, 1e308],
  ...[-1, -0, 0.5, -1e13, Number.MIN_VALUE, 1_000_000],
];

/** Values a schema takes, or nearly: texts and numbers that have broken programs, in every field there is. */
export function arbitraryInput(schema: Schema): fc.Arbitrary<unknown> {
  const { def } = schema._zod;
  const inner = (key: string) => arbitraryInput(def[key] as Schema);
  const taken = <T>(pool: readonly T[]) => {
    const good = pool.filter((value) => schema.safeParse(value).success);
    return fc.constantFrom(...(good.length > 0 ? good : pool));
  };
  switch (def.type) {
    case 'string':
      return taken([...texts, ...columns]);
    case 'number':
      return taken(numbers);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries as object));
    case 'literal':
      return fc.constantFrom(...(def.values as unknown[]));
    case 'nullable':
      return fc.option(inner('innerType'));
    case 'optional':
    case 'default':
      return fc.option(inner('innerType'), { nil: undefined });
    case 'array':
      return fc.array(inner('element'), { maxLength: 3 });
    case 'record':
      return fc.dictionary(inner('keyType') as fc.Arbitrary<string>, inner('valueType'), { maxKeys: 4 });
    case 'union':
      return fc.oneof(...(def.options as Schema[]).map(arbitraryInput));
    case 'object':
      return fc
        .record(
          Object.fromEntries(
            Object.entries(def.shape as Record<string, Schema>).map(([key, field]) => [key, arbitraryInput(field)]),
          ),
        )
        .map((value) => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)));
    case 'pipe':
      return inner('in');
    case 'readonly':
    case 'lazy':
      return def.innerType ? inner('innerType') : fc.anything();
    default:
      return fc.anything();
  }
}
