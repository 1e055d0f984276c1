import { expect, test } from 'vitest';
import { legible } from '../../../electron/services/report/legible.ts';

/** A font with Latin letters only. */
const latin = (point: number) => (point >= 0x20 && point < 0x250) || point === 0x25a1;

test('what the font has stays, plain letters stand in, unseen marks go, and the rest is a box', () => {
  expect(legible('Ŵylan £5', latin)).toBe('Ŵylan £5');
  expect(legible('W\u0302ylan', latin)).toBe('Ŵylan');
  expect(legible('ﬁne Ặ', latin)).toBe('fine A');
  expect(legible('a\u202Eb\u200Bc\uFEFFd', latin)).toBe('abcd');
  expect(legible('one\ntwo\tthree', latin)).toBe('one\ntwo three');
  expect(legible('李雷 😀', latin)).toBe('□□ □');
});

test('every text of a value is changed and nothing else', () => {
  const value = { rows: [{ cells: ['李', 'a'], total: true }], note: null, count: 3, png: new Uint8Array([1, 2]) };
  expect(legible(value, latin)).toEqual({ ...value, rows: [{ cells: ['□', 'a'], total: true }] });
});
