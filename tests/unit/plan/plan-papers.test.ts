import { expect, test } from 'vitest';
import { newScenario } from '../../../shared/model/scenario.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const million = (pence: number) => Math.round(pence / 1e5) / 1e3;
const made = () => plan(sampleSnapshot(), newScenario('Plan', '2023/24', 9), 5);

test('the papers’ contract sums: 150.938 with pressure 29.670 = 180.608 against the agreed 180.009, −0.599', () => {
  const [first, second] = made().years;
  expect(million(first?.funding.total ?? 0)).toBe(150.938);
  expect(million(first?.gap ?? 0)).toBe(29.67);
  expect(million(first?.closing ?? 0)).toBe(180.608);
  expect(million(second?.opening ?? 0)).toBe(180.608);
  expect(million(second?.funding.contractSum.contractSum ?? 0)).toBe(180.009);
  expect(million((second?.funding.contractSum.contractSum ?? 0) - (second?.opening ?? 0))).toBe(-0.599);
});

test('of 180.009, 2.363 does not recur, so 177.646 is the year after’s base; block 3 would make 183.300', () => {
  const [, second, third] = made().years;
  const blocks = second?.funding.contractSum;
  expect(million(blocks?.maximum ?? 0)).toBe(183.3);
  expect(million((blocks?.contractSum ?? 0) - (blocks?.recurringBase ?? 0))).toBe(2.363);
  expect(third?.funding.source).toBe('recurring base');
  expect(million(third?.funding.total ?? 0)).toBe(177.646);
  expect(third?.notes.join(' ')).toContain('2025/26 has no contract sum');
});
