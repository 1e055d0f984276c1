import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everyMinute, inBackground } from '../../../electron/services/sync/background.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('runs each minute, one run at a time, and goes on after a failure', async () => {
  let [begun, free] = [0, () => {}];
  const background = inBackground(() => {
    begun += 1;
    if (begun === 1) return Promise.reject(new Error('no network'));
    return new Promise<void>((resolve) => {
      free = resolve;
    });
  });
  expect(begun).toBe(0);
  await vi.advanceTimersByTimeAsync(everyMinute);
  expect(begun).toBe(1);
  await vi.advanceTimersByTimeAsync(everyMinute);
  expect(begun).toBe(2);
  await vi.advanceTimersByTimeAsync(3 * everyMinute);
  expect(begun).toBe(2);
  free();
  await vi.advanceTimersByTimeAsync(everyMinute);
  expect(begun).toBe(3);
  free();
  await background.close();
  await vi.advanceTimersByTimeAsync(5 * everyMinute);
  expect(begun).toBe(3);
});
