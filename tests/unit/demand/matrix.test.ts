import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepMatrices } from '../../../shared/demand/matrix.ts';

/**
 * e^{Qs} a second way, by uniformisation: the chain is watched at the ticks of a Poisson clock faster than any of its
 * hazards, and the number of ticks is summed out. All terms are positive, so nothing cancels.
 */
function uniformised(generator: Float64Array, size: number, days: number): number[] {
  const clock = 1.5 * Math.max(1e-9, ...Array.from({ length: size }, (_, at) => -generator[at * size + at]!));
  const jump = Array.from(generator, (q, at) => q / clock + (at % (size + 1) === 0 ? 1 : 0));
  let power: number[] = jump.map((_, at) => (at % (size + 1) === 0 ? 1 : 0));
  let weight = Math.exp(-clock * days);
  const sum = power.map((value) => value * weight);
  for (let ticks = 1; weight > 1e-18 || ticks < clock * days; ticks += 1) {
    const before = power;
    power = before.map((_, at) => {
      const row = Math.floor(at / size);
      let total = 0;
      for (let inner = 0; inner < size; inner += 1)
        total += before[row * size + inner]! * jump[inner * size + (at % size)]!;
      return total;
    });
    weight *= (clock * days) / ticks;
    for (let at = 0; at < sum.length; at += 1) sum[at] = sum[at]! + weight * power[at]!;
  }
  return sum;
}

/** ∫₀ᵈ f(s)·e^{Qs}ds by Simpson's rule on 40 steps. */
function integrated(generator: Float64Array, size: number, days: number, f: (s: number) => number): number[] {
  const steps = 40;
  const total = new Array<number>(size * size).fill(0);
  for (let at = 0; at <= steps; at += 1) {
    const s = (days * at) / steps;
    const weight = ((at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2) * days) / steps / 3;
    uniformised(generator, size, s).forEach((value, cell) => {
      total[cell] = total[cell]! + weight * f(s) * value;
    });
  }
  return total;
}

function expectClose(actual: Float64Array, expected: number[], scale: number): void {
  actual.forEach((value, at) => {
    expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-9 * scale);
  });
}

test('the three matrices of a step agree with uniformisation and Simpson’s rule', () => {
  const hazard = fc.double({ min: 0, max: 0.005, noNaN: true });
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 5 })
        .chain((size) =>
          fc.tuple(fc.constant(size), fc.array(hazard, { minLength: size * size, maxLength: size * size })),
        ),
      fc.integer({ min: 1, max: 31 }),
      ([size, hazards], days) => {
        const generator = Float64Array.from(hazards);
        // Each row's own place takes the hazard of leaving care: the diagonal is minus all ways out.
        for (let row = 0; row < size; row += 1) {
          let out = 0;
          for (let column = 0; column < size; column += 1) out += hazards[row * size + column]!;
          generator[row * size + row] = -out;
        }
        const step = stepMatrices(generator, size, days);
        expectClose(step.survive, uniformised(generator, size, days), 1);
        expectClose(
          step.integral,
          integrated(generator, size, days, () => 1),
          days,
        );
        expectClose(
          step.double,
          integrated(generator, size, days, (s) => days - s),
          days * days,
        );
      },
    ),
    { numRuns: 25 },
  );
});

test('one way out has its closed form', () => {
  const [rate, days] = [0.01, 30];
  const { survive, integral, double } = stepMatrices(Float64Array.of(-rate), 1, days);
  expect(survive[0]).toBeCloseTo(Math.exp(-rate * days), 14);
  expect(integral[0]).toBeCloseTo(-Math.expm1(-rate * days) / rate, 11);
  expect(double[0]).toBeCloseTo((days + Math.expm1(-rate * days) / rate) / rate, 9);
});
