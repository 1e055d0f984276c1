import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, isCanonical, nestingDepth } from '../../../shared/scenario-file/canonical-json.ts';

describe('canonical JSON', () => {
  test('sorts keys by code unit at every level, also keys that look like numbers', () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }], 9: 1, 10: 2, a: undefined })).toBe(
      '{"10":2,"9":1,"b":[{"a":null,"z":1}]}',
    );
  });

  test('refuses what JSON cannot say', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
    expect(() => canonicalJson({ a: 1n })).toThrow(RangeError);
  });

  test('is the same whatever the order of keys, reads back as it was, and knows itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        const parsed = JSON.parse(text);
        expect(canonicalJson(parsed)).toBe(text);
        expect(isCanonical(text, parsed)).toBe(true);
      }),
    );
  });

  test('a key given twice, out of order, or white space is not canonical', () => {
    for (const text of ['{"a":1,"a":1}', '{"b":1,"a":1}', '{"a": 1}', '[1.0]', '["\\u0041"]']) {
      expect(isCanonical(text, JSON.parse(text)), text).toBe(false);
    }
  });

  test('counts nesting outside texts only, and stops at the limit', () => {
    expect(nestingDepth('{"a":[{"b":"[[[[\\"[["}]}', 100)).toBe(3);
    expect(nestingDepth('['.repeat(1_000_000), 17)).toBe(17);
  });
});
