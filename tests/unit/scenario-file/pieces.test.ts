import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isCanonical } from '../../../shared/scenario-file/canonical-json.ts';
import { bodyWithoutRows, parseInPieces, rowsIn } from '../../../shared/scenario-file/pieces.ts';
import { scanJson } from '../../../shared/scenario-file/scan-json.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** Parsed in pieces of a few bytes, and judged as a file is; `refused` instead of an error. */
function inPieces(json: string, piece = 1): unknown {
  const bytes = Buffer.from(json);
  const scan = scanJson(bytes, 0, bytes.length, 16, piece);
  try {
    const value = parseInPieces({ bytes, from: 0, to: bytes.length, lists: scan.lists }, text);
    return isCanonical(() => json, value, scan) ? value : 'refused';
  } catch {
    return 'refused';
  }
}

/** The same of the whole text at once. */
function atOnce(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return canonicalJson(value) === json ? value : 'refused';
  } catch {
    return 'refused';
  }
}

const name = fc.constantFrom('placements', 'snapshot', 'a', 'x"placements', ',"snapshot', '__proto__', 'é', '7');
const cell = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constantFrom('},{', '],[', '"', '\\'));
const row = fc.oneof(fc.dictionary(name, cell), cell, fc.array(cell, { maxLength: 3 }));
const rows = fc.array(row, { maxLength: 12 });
const body = fc.oneof(
  fc.dictionary(name, fc.oneof(fc.dictionary(name, fc.oneof(rows, cell)), rows)),
  fc.record({ scenario: fc.dictionary(name, rows), snapshot: fc.dictionary(name, rows) }),
  fc.array(fc.dictionary(name, rows), { maxLength: 3 }),
);

test('a text parsed in pieces is what it is parsed at once', () => {
  fc.assert(
    fc.property(body, fc.integer({ min: 1, max: 10 }), (made, piece) => {
      const json = canonicalJson(made);
      expect(inPieces(json, piece)).toEqual(JSON.parse(json));
    }),
    { numRuns: 1000 },
  );
});

test('a text with bytes taken out, put in or doubled is refused in pieces where it is refused at once', () => {
  const part = fc.constantFrom(
    '',
    ',',
    '[',
    ']',
    '{',
    '}',
    '"',
    ':',
    '],"placements":[',
    '},"snapshot":{',
    '{},',
    ',{}',
  );
  fc.assert(
    fc.property(body, fc.nat(), fc.nat(3), part, (made, at, gone, added) => {
      const json = canonicalJson(made);
      const from = at % (json.length + 1);
      const changed = json.slice(0, from) + added + json.slice(from + gone);
      expect(inPieces(changed)).toEqual(atOnce(changed));
    }),
    { numRuns: 1500 },
  );
});

test.each([
  ['a comma that nothing follows', '{"snapshot":{"placements":[{"a":1},{"a":2},]}}'],
  ['a comma that nothing precedes', '{"snapshot":{"placements":[,{"a":1},{"a":2}]}}'],
  ['a register twice', '{"snapshot":{"placements":[{"a":1},{"a":2}],"placements":[{"a":1},{"a":2}]}}'],
  ['a snapshot twice', '{"snapshot":{"placements":[{"a":1},{"a":2}]},"snapshot":{}}'],
  ['another bracket at its end', '{"snapshot":{"placements":[{"a":1},{"a":2}}}}'],
])('%s is refused', (_what, json) => {
  expect(inPieces(json)).toBe('refused');
});

test('only long lists of the snapshot are left out, and their rows come some at a time', () => {
  const bytes = Buffer.from(
    '{"scenario":{"levers":[1,2,3,4]},"snapshot":{"council":"é","levers":[1,2,3,4,5],"tranches":[]}}',
  );
  const { lists } = scanJson(bytes, 0, bytes.length, 16, 2);
  const { body: parsed, long } = bodyWithoutRows({ bytes, from: 0, to: bytes.length, lists }, text);
  expect(parsed).toEqual({
    scenario: { levers: [1, 2, 3, 4] },
    snapshot: { council: 'é', levers: [], tranches: [] },
  });
  const [list] = [...long.values()];
  if (!list) throw new Error('No list');
  expect([...long.keys()]).toEqual(['levers']);
  expect([...rowsIn(bytes, list, text)]).toEqual([[1, 2], [3, 4], [5]]);
});
