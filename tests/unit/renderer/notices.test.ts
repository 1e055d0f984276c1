import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { get, holdNotices, notify, releaseNotices, set } from '../../../renderer/state/store.ts';

beforeEach(() => {
  vi.useFakeTimers();
  set({ notices: [] });
});
afterEach(() => {
  releaseNotices();
  vi.useRealTimers();
});
const texts = () => get().notices.map((notice) => notice.text);

test('good news leaves by itself, a failure stays, a message with something to press stays longer', () => {
  notify('Saved', 'good');
  notify('Refused', 'bad');
  notify('New here?', 'info', { label: 'Tour', run: () => {} });
  vi.advanceTimersByTime(7000);
  expect(texts()).toEqual(['Refused', 'New here?']);
  vi.advanceTimersByTime(20_000);
  expect(texts()).toEqual(['Refused']);
});

test('no message leaves while it is under the mouse, and then it stays as long again', () => {
  notify('Saved', 'good');
  holdNotices();
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['Saved']);
  releaseNotices();
  vi.advanceTimersByTime(5000);
  expect(texts()).toEqual(['Saved']);
  vi.advanceTimersByTime(2000);
  expect(texts()).toEqual([]);
});
