import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { pack } from '../../../electron/services/scenario-files/compression.ts';
import { documentOfBytes, scenarioBytes } from '../../../electron/services/scenario-files/scenario-file.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import { currentVersion } from '../../../shared/scenario-file/migrations.ts';
import { about, smallDocument } from '../../unit/scenario-file/small-document.ts';

const known = ['not-a-scenario', 'scenario-newer', 'scenario-damaged', 'scenario-invalid', 'file-too-large'];
const runs = Number(process.env.OUTTURN_MUTATIONS ?? 240);

const random = xoroshiro128plus(20_260_401);
const below = (end: number) => uniformInt(random, 0, end - 1);

/** A file whose fingerprint and checksum are true, so that only its content can be refused. */
function truthful(body: string): Uint8Array {
  const sha256 = createHash('sha256').update(body).digest('hex');
  return pack(`${canonicalJson({ format: 'outturn-scenario', version: currentVersion, ...about, sha256 })}\n${body}\n`);
}

type Plain = Record<string | number, unknown>;
/** Every place in a document: its holder and its key. */
function places(value: unknown, found: { holder: Plain; key: string | number }[] = []) {
  if (value !== null && typeof value === 'object') {
    for (const key of Object.keys(value)) {
      found.push({ holder: value as Plain, key });
      places((value as Plain)[key], found);
    }
  }
  return found;
}

const wrong: unknown[] = [
  null,
  true,
  '',
  'x'.repeat(5000),
  -1,
  1e308,
  0.5,
  [],
  {},
  [[[[]]]],
  { a: 1 },
  '2023-02-30',
  '\u0000',
];

/** 24 MB of noughts in 24 kB. */
const bomb = pack('0'.repeat(24 * 2 ** 20));

const mutations: ((bytes: Uint8Array) => Uint8Array)[] = [
  // cut short
  (bytes) => bytes.subarray(0, below(bytes.length)),
  // one bit
  (bytes) => {
    const copy = Uint8Array.from(bytes);
    const at = below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
    return copy;
  },
  // a run of noise
  (bytes) => {
    const copy = Uint8Array.from(bytes);
    const at = below(copy.length);
    for (let next = at; next < Math.min(copy.length, at + 40); next += 1) copy[next] = below(256);
    return copy;
  },
  // bytes put in, bytes at the end
  (bytes) => Buffer.concat([bytes.subarray(0, below(bytes.length)), Buffer.alloc(below(50) + 1, below(256)), bytes]),
  (bytes) => Buffer.concat([bytes, Buffer.alloc(below(50) + 1, below(256))]),
  // a value of the wrong type or size, in a file that is true to itself
  () => {
    const document = JSON.parse(canonicalJson(smallDocument()));
    const all = places(document);
    const place = all[below(all.length)];
    if (place) place.holder[place.key] = wrong[below(wrong.length)];
    return truthful(canonicalJson(document));
  },
  // a field missing, or one too many
  () => {
    const document = JSON.parse(canonicalJson(smallDocument()));
    const all = places(document).filter(({ holder }) => !Array.isArray(holder));
    const place = all[below(all.length)];
    if (place && below(2) === 0) delete place.holder[place.key];
    else if (place) place.holder[`field${below(1000)}`] = 1;
    return truthful(canonicalJson(document));
  },
  // a field twice; depth; a number beyond any; size
  () => truthful(canonicalJson(smallDocument()).replace('"results":null', '"results":null,"results":null')),
  () => truthful('['.repeat(100_000 + below(100_000))),
  () => truthful(canonicalJson(smallDocument()).replace('4416', `1e${400 + below(1000)}`)),
  () => bomb.subarray(0, bomb.length - below(2) * below(100)),
];

describe('mutated scenario files', () => {
  test(`${runs} of them: one typed error each or an equal document, no crash, none slow`, async () => {
    const good = await scenarioBytes(smallDocument(), about);
    const counts: Record<string, number> = {};
    let slowest = 0;
    for (let run = 0; run < runs; run += 1) {
      const bytes = mutations[run % mutations.length]?.(good) ?? good;
      const start = performance.now();
      const before = process.cpuUsage();
      let outcome: string;
      try {
        const { document } = await documentOfBytes(bytes, null);
        // A mutation may also be harmless (a note changed for another note): then the content must hold together.
        canonicalJson(document);
        outcome = 'opened';
      } catch (error) {
        if (!(error instanceof OutturnError)) throw error;
        expect(known).toContain(error.code);
        expect(error.message.length).toBeGreaterThan(40);
        outcome = error.code;
      }
      // Of the processor: a busy machine stretches the clock.
      const { user, system } = process.cpuUsage(before);
      slowest = Math.max(slowest, Math.min(performance.now() - start, (user + system) / 1000));
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    console.log(`mutated scenario files: ${runs}`, counts, `slowest ${Math.round(slowest)} ms`);
    expect(slowest).toBeLessThan(2000);
    for (const code of ['scenario-damaged', 'scenario-invalid', 'file-too-large'])
      expect(counts[code]).toBeGreaterThan(0);
    expect(counts.opened ?? 0).toBeLessThan(runs / 10);
  });
});
