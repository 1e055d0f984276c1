import { expect, test } from 'vitest';
import { intervalOf, linearTrend } from '../../../shared/demand/benchmarks.ts';
import { testRandom } from './synthetic.ts';

/** Share of 80 % intervals, `ahead` months on, that hold what came, of histories about a line whose errors are tied by `rho`. */
function covered(rho: number, ahead: number, histories = 400, months = 60): number {
  const random = testRandom(11);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let kept = 0;
  for (let history = 0; history < histories; history += 1) {
    let error = normal() / Math.sqrt(1 - rho * rho);
    const values = Array.from({ length: months + ahead }, (_, at) => {
      const value = 500 + 0.7 * at + 4 * error;
      error = rho * error + normal();
      return value;
    });
    const { low, high } = intervalOf(linearTrend(values.slice(0, months), ahead), ahead, 0.8);
    const came = values.at(-1)!;
    if (came >= low && came <= high) kept += 1;
  }
  return kept / histories;
}

test('a straight line holds what it promises where its errors are independent, and where they follow each other', () => {
  // Four binomial standard errors of 400 histories are eight in a hundred.
  for (const ahead of [1, 12, 24]) {
    expect(Math.abs(covered(0, ahead) - 0.8)).toBeLessThan(0.08);
    expect(covered(0.8, ahead)).toBeGreaterThan(0.72);
  }
});
