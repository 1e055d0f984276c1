// Unrolled on purpose, in the hottest loop there is (docs/decisions): not what the duplicate finder is for.
/* jscpd:ignore-start */
/**
 * Threefry-2x32, 20 rounds (Salmon, Moraes, Dror, Shaw 2011, “Parallel random numbers: as easy as 1, 2, 3”): a
 * counter-based generator, so that any draw of any child of any path can be had by itself, on any thread, in any order.
 * Key and counter are two 32-bit words each; `out` takes two 32-bit words. Tested against the published vectors.
 */
export function threefry(key0: number, key1: number, counter0: number, counter1: number, out: Uint32Array): void {
  const key2 = 0x1bd11bda ^ key0 ^ key1;
  let a = (counter0 + key0) | 0;
  let b = (counter1 + key1) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + key1) | 0;
  b = (b + key2 + 1) | 0;
  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + key2) | 0;
  b = (b + key0 + 2) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + key0) | 0;
  b = (b + key1 + 3) | 0;
  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + key1) | 0;
  b = (b + key2 + 4) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  out[0] = (a + key2) | 0;
  out[1] = (b + key0 + 5) | 0;
}
/* jscpd:ignore-end */

const logSteps = 1024;
const powers = Float64Array.from({ length: 33 }, (_, power) => 2 ** power);
const logBase = new Float64Array(logSteps);
const logScale = new Float64Array(logSteps);
for (let step = 0; step < logSteps; step += 1) {
  const centre = 2 ** 31 + (step + 0.5) * 2 ** 21;
  logBase[step] = Math.log(2 ** 32 / centre);
  logScale[step] = 1 / centre;
}

/**
 * A unit exponential of a 32-bit word: −ln((word + ½)/2³²). The logarithm is that of the nearest of 1,024 points and four
 * terms of its series about it, which is right to 1e-15 and takes half the time of Math.log: it is the most
 * frequent step of a simulation.
 */
export function exponentialOfWord(word: number): number {
  const zeros = Math.clz32(word);
  const whole = (word + 0.5) * powers[zeros]!;
  const step = (whole - 2_147_483_648) >>> 21;
  const r = whole * logScale[step]! - 1;
  return zeros * Math.LN2 + logBase[step]! - r * (1 - r * (1 / 2 - r * (1 / 3 - r / 4)));
}

/** A 32-bit word plus a half, times this, lies strictly between 0 and 1. */
export const unit = 1 / 4_294_967_296;

/** A stream of numbers strictly between 0 and 1. */
export type Stream = { uniform: () => number };

/** The streams of (seed, path), one at a time: `open` begins the stream of a name, a 32-bit number such as a child's. */
export function namedStreams(seed: number, path: number): Stream & { open: (name: number) => void } {
  const out = new Uint32Array(2);
  let [current, block, spare] = [0, 0, false];
  return {
    open(name) {
      current = name | 0;
      block = 0;
      spare = false;
    },
    uniform() {
      if (spare) {
        spare = false;
        return (out[1]! + 0.5) * unit;
      }
      threefry(seed, path, current, block, out);
      block += 1;
      spare = true;
      return (out[0]! + 0.5) * unit;
    },
  };
}

/** Opens a stream of its own for (seed, path, name). The same three give the same numbers, always. */
export function openStream(seed: number, path: number, name: number): Stream {
  const streams = namedStreams(seed, path);
  streams.open(name);
  return streams;
}

/** Standard normal (Box–Muller, one of the pair). */
export function normal(stream: Stream): number {
  return Math.sqrt(-2 * Math.log(stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform());
}

/** Gamma with a shape and scale 1 (Marsaglia and Tsang 2000); shapes under 1 by their power rule; shape 0 gives 0. */
export function gamma(stream: Stream, shape: number): number {
  if (!(shape > 0)) return 0;
  if (shape < 1) {
    const power = stream.uniform() ** (1 / shape);
    // A product this small is nought for any rate of ours; its own draw would be wasted.
    return power < 1e-12 ? 0 : gamma(stream, shape + 1) * power;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(stream);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = stream.uniform();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square || Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
  }
}
