import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packSnapshot, unpackSnapshot } from '../../../shared/model/packed-snapshot.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const cell = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
);
const same = fc.array(fc.record({ id: fc.nat(), text: cell, other: fc.constantFrom('a', 'b', null) }));
const mixed = fc.array(fc.oneof(fc.record({ id: fc.nat() }), fc.record({ id: fc.nat(), more: cell })));
const nested = fc.array(fc.record({ id: fc.nat(), list: fc.array(cell) }));

test('any snapshot comes out as it went in: rows, order, columns and what is beside the registers', () => {
  fc.assert(
    fc.property(same, mixed, nested, fc.string(), (placements, savings, risks, council) => {
      const made = { ...emptySnapshot(council, '2024-01-31'), placements, savings, risks } as unknown as Snapshot;
      const back = unpackSnapshot(packSnapshot(made));
      const json = JSON.parse(JSON.stringify(made)) as Snapshot;
      expect(back).toEqual(json);
      expect(JSON.stringify(back)).toBe(JSON.stringify(json));
    }),
  );
});

test('the sample council is carried in less than a third of its size', () => {
  const sample = sampleSnapshot();
  const packed = packSnapshot(sample);
  expect(JSON.stringify(unpackSnapshot(packed))).toBe(JSON.stringify(sample));
  expect(packed.length).toBeLessThan(JSON.stringify(sample).length / 3);
});
