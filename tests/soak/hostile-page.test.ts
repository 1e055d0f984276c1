import { expect, test } from 'vitest';
import { hostilePage } from '../support/hostile-page.ts';

const count = 4000;

test(`${count} payloads of a hostile page`, async () => {
  const result = await hostilePage(count, 2027);
  console.log('hostile payloads, seed 2027', JSON.stringify(result));
  expect(result.took).toBeGreaterThan(result.methods / 2);
});
