import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, isCanonical } from '../../../shared/scenario-file/canonical-json.ts';
import { scanJson } from '../../../shared/scenario-file/scan-json.ts';

const scanned = (text: string, deepest = 1000) => {
  const bytes = Buffer.from(text);
  return scanJson(bytes, 0, bytes.length, deepest);
};
const canonical = (text: string) => isCanonical(() => text, JSON.parse(text), scanned(text));
/** What it means, told the slow way. */
const isItsOwnForm = (text: string) => {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false; // A number past any, which parses to infinity.
  }
};

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
        expect(canonical(text)).toBe(true);
      }),
    );
  });

  test('a key given twice, out of order, or white space is not canonical', () => {
    for (const text of ['{"a":1,"a":1}', '{"b":1,"a":1}', '{"a": 1}', '[1.0]', '["\\u0041"]']) {
      expect(canonical(text), text).toBe(false);
    }
  });

  test('every way of writing numbers and signs is judged as writing it again would', () => {
    const numbers = ['0', '-0', '-1', '1.5', '1.50', '1e3', '1E3', '1e+21', '1e21', '-1.5e-7', '0.1', '1e-7', '1e-07'];
    const large = ['999999999999999', '9007199254740993', '12345678901234567890', '1e999', '100000000000000000000000'];
    const signs = ['"\\n"', '"\\/"', '"\\u000a"', '"\\u001f"', '"\\u001F"', '"\\u0041"', '"\\\\"', '"\\""', '"é"'];
    const halves = [
      '"\\ud800"',
      '"\\udc00"',
      '"\\ud83d\\ude00"',
      '"\\ud83d\\ud83d"',
      '"\\uD800"',
      '"\\ud800\\\\"',
      '"😀"',
    ];
    const spaces = ['[ ]', '[]\t', '\n{}', '{"a" :1}', '" "', 'true', '[null,false]', '{"a":"x: y"}', '{"":""}'];
    for (const text of [...numbers, ...large, ...signs, ...halves, ...spaces]) {
      expect(canonical(text), text).toBe(isItsOwnForm(text));
    }
  });

  test('texts written anyhow are judged as writing them again would', () => {
    const styles = fc.record({
      value: fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
      space: fc.constantFrom('', ' ', '\t'),
      doubled: fc.boolean(),
      at: fc.nat(200),
      insert: fc.constantFrom('', '', '', '0', ' ', '.0', 'e0', '-', '\\u0061', '"a":1,', ',', '\\'),
    });
    let parsable = 0;
    let own = 0;
    fc.assert(
      fc.property(styles, ({ value, space, doubled, at, insert }) => {
        const plain = doubled ? canonicalJson({ a: value, b: value }).replace('"b":', '"a":') : canonicalJson(value);
        const spaced = space === '' ? plain : JSON.stringify(JSON.parse(plain), null, space);
        const text = `${spaced.slice(0, at)}${insert}${spaced.slice(at)}`;
        // What is read from bytes never holds half a sign.
        if (!text.isWellFormed()) return;
        try {
          JSON.parse(text);
        } catch {
          return;
        }
        parsable += 1;
        if (isItsOwnForm(text)) own += 1;
        expect(canonical(text), text).toBe(isItsOwnForm(text));
      }),
      { numRuns: 300 },
    );
    expect(own).toBeGreaterThan(5);
    expect(parsable - own).toBeGreaterThan(5);
  });

  test('counts nesting outside texts only, and stops at the limit', () => {
    expect(scanned('{"a":[{"b":"[[[[\\"[["}]}', 100).depth).toBe(3);
    expect(scanned('['.repeat(1_000_000), 17).depth).toBe(18);
  });

  test('a text cut anywhere is scanned without reading past its end', () => {
    const text = '{"a":"\\ud83d\\u00e9\\"","b":[-1.5e7,12]}';
    for (let end = 0; end < text.length; end += 1) {
      const bytes = Buffer.from(`${text.slice(0, end)}""""`);
      expect(scanJson(bytes, 0, end, 10).depth).toBeLessThan(3);
    }
  });
});
