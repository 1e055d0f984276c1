import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Edit, editSchema } from '../../../shared/api/edit.ts';
import { isPackedEdits, packEdits, unpackEdits } from '../../../shared/model/packed-edits.ts';

const cell = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
);
const values = fc.dictionary(fc.string({ maxLength: 20 }), cell, { maxKeys: 6 }).map((cells) => {
  // zod leaves out this name; the window has no such column.
  Reflect.deleteProperty(cells, '__proto__');
  return { ...cells };
});
const id = fc.integer({ min: 1 });
const register = fc.constant('savings' as const);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ op: fc.constant('update' as const), register, id, values }),
  fc.record({ op: fc.constant('insert' as const), register, values }),
  fc.record({ op: fc.constant('delete' as const), register, id }),
);

describe('packed edits', () => {
  test('any edits of one register come out as they went in, across JSON too', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 60 }), (edits) => {
        const packed = packEdits(edits);
        if (!packed) throw new Error('not packed');
        expect(isPackedEdits(packed)).toBe(true);
        const plain = edits.map((each) => editSchema.parse(each));
        expect(unpackEdits(packed)).toEqual(plain);
        expect(unpackEdits(structuredClone(packed))).toEqual(plain);
      }),
    );
  });

  test('what is taken as packed unpacks to edits that the schema takes, whatever was done to it', () => {
    const odd = fc.oneof(
      fc.constantFrom(
        -1,
        0,
        1.5,
        2 ** 60,
        Number.NaN,
        Infinity,
        '',
        'x'.repeat(4001),
        null,
        undefined,
        true,
        {},
        [],
        ['a'],
      ),
      fc.anything({ maxDepth: 1 }),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), odd, fc.nat(), fc.nat(), (edits, value, part, at) => {
        const packed = structuredClone(packEdits(edits)) as unknown as Record<string, unknown>;
        const names = Object.keys(packed);
        const name = names[part % names.length] ?? '';
        const list = packed[name];
        if (Array.isArray(list) && at % 3 > 0) list.splice(at % (list.length + 1), at % 2, value);
        else packed[name] = value;
        if (!isPackedEdits(packed)) {
          refused += 1;
          return;
        }
        for (const each of unpackEdits(packed)) expect(editSchema.safeParse(each).success).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(500);
  });

  test('edits of two registers are not packed, nor none at all', () => {
    const two = (name: 'savings' | 'funders'): Edit => ({ op: 'delete', register: name, id: 1 });
    expect(packEdits([two('savings'), two('funders')])).toBeNull();
    expect(packEdits([])).toBeNull();
    expect(isPackedEdits({ register: 'nothing', shapes: [], shape: [], ids: [], cells: [] })).toBe(false);
    expect(isPackedEdits({ register: 'savings', shapes: [], shape: [], ids: [], cells: [] })).toBe(false);
  });
});
