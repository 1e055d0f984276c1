import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { OutturnError } from '../../../shared/model/problem.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import { decodeScenario as decodeBytes } from '../../../shared/scenario-file/codec.ts';
import { currentVersion, migrateBody } from '../../../shared/scenario-file/migrations.ts';
import { encodeScenario } from '../../support/encode-scenario.ts';
import { about, smallDocument } from './small-document.ts';

const hash = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const decodeScenario = (file: string, hashOf: typeof hash) =>
  decodeBytes(Buffer.from(file), hashOf, (bytes) => Buffer.from(bytes).toString());
const text = () => encodeScenario(smallDocument(), about, hash);

/** The file that says `body`, with a header that is true of it. */
function forged(body: string, header: Record<string, unknown> = {}): string {
  const whole = { app: '9.9.9', created: about.created, format: 'outturn-scenario', version: currentVersion };
  return `${canonicalJson({ ...whole, sha256: hash(body), ...header })}\n${body}\n`;
}

function failure(run: () => unknown): { code: string; message: string; details: Record<string, unknown> } {
  try {
    run();
  } catch (error) {
    if (error instanceof OutturnError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('scenario file text', () => {
  test('reads back what was written, and the same document gives the same text', () => {
    const { header, document } = decodeScenario(text(), hash);
    expect(document).toEqual(smallDocument());
    expect(header.created).toBe(about.created);
    expect(encodeScenario(document, about, hash)).toBe(text());
  });

  test('a document that breaks its own rules is not written', () => {
    const document = smallDocument();
    document.scenario.period = 13;
    expect(failure(() => encodeScenario(document, about, hash))).toMatchObject({
      code: 'scenario-invalid',
      details: { path: 'scenario.period' },
    });
  });

  test.each([
    ['nothing', '', 'not-a-scenario'],
    ['a letter', 'Dear colleague,\nplease find', 'not-a-scenario'],
    ['other JSON', '{"format":"other","version":1}\n{}\n', 'not-a-scenario'],
    ['a version of text', forged('{}', { version: 'one' }), 'not-a-scenario'],
    ['version 0', forged('{}', { version: 0 }), 'scenario-damaged'],
    ['a later version', forged('{}', { version: currentVersion + 1, unknown: true }), 'scenario-newer'],
    ['an unknown header field', forged('{}', { extra: 1 }), 'scenario-damaged'],
    ['a false fingerprint', forged('{}', { sha256: '0'.repeat(64) }), 'scenario-damaged'],
    ['no end', text().slice(0, -1), 'scenario-damaged'],
    ['half of it', text().slice(0, text().length / 2), 'scenario-damaged'],
    ['deep nesting', forged(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'scenario-damaged'],
    ['half a JSON text', forged('{"history":['), 'scenario-damaged'],
    ['a key twice', forged('{"history":[],"history":[]}'), 'scenario-damaged'],
    ['a number beyond any', forged('{"history":1e999}'), 'scenario-damaged'],
    ['white space', forged('{"history": []}'), 'scenario-damaged'],
    ['an empty body', forged('{}'), 'scenario-invalid'],
    ['null', forged('null'), 'scenario-invalid'],
  ])('%s is refused', (_what, file, code) => {
    expect(failure(() => decodeScenario(file, hash)).code).toBe(code);
  });

  test('the newer file names its version and the program that wrote it', () => {
    const refused = failure(() => decodeScenario(forged('{}', { version: 99 }), hash));
    expect(refused.message).toContain('9.9.9, file version 99');
    expect(refused.message).toContain('Update Outturn');
  });

  test('an unknown field is refused by its path', () => {
    const document = JSON.parse(canonicalJson(smallDocument()));
    document.snapshot.funders[1].telephone = '1';
    const refused = failure(() => decodeScenario(forged(canonicalJson(document)), hash));
    expect(refused).toMatchObject({ code: 'scenario-invalid', details: { path: 'snapshot.funders[1].telephone' } });
    expect(refused.message).toContain('snapshot.funders[1].telephone');
  });

  test('__proto__ is an unknown field like any other', () => {
    const body = canonicalJson(smallDocument()).replace(
      '"results":null',
      '"__proto__":{"polluted":true},"results":null',
    );
    expect(failure(() => decodeScenario(forged(body), hash)).code).toMatch(/scenario-(invalid|damaged)/);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('a wrong type is refused by its path', () => {
    const document = JSON.parse(canonicalJson(smallDocument()));
    document.snapshot.funderShares[0].shareBasisPoints = '4416';
    expect(failure(() => decodeScenario(forged(canonicalJson(document)), hash)).details).toEqual({
      path: 'snapshot.funderShares[0].shareBasisPoints',
    });
  });

  test('a file of version 1 opens: what it could not hold is blank', () => {
    const document = smallDocument();
    const older = JSON.parse(canonicalJson(document));
    older.snapshot.jointFunding = undefined;
    older.snapshot.statedFacts = [
      { id: 1, fact: 'Places', source: 'paper', value: 32, unit: 'places', asAt: null, accepted: 0, reason: null },
    ];
    const opened = decodeScenario(forged(canonicalJson(JSON.parse(JSON.stringify(older))), { version: 1 }), hash);
    expect(opened.document.snapshot.jointFunding).toEqual([]);
    expect(opened.document.snapshot.statedFacts).toMatchObject([{ value: 32, tableName: null, printedTo: null }]);
    expect(opened.document.scenario).toEqual(document.scenario);
  });

  test('an older body passes through every migration from its version on', () => {
    const list = ['first', 'second', 'third'].map((name) => ({
      name,
      up: (body: unknown) => [...(body as string[]), name],
    }));
    expect(migrateBody([], 1, list)).toEqual(['first', 'second', 'third']);
    expect(migrateBody([], 3, list)).toEqual(['third']);
    expect(migrateBody([], 4, list)).toEqual([]);
  });
});
