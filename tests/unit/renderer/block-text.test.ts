import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlock, tileBlock, writeBlock } from '../../../renderer/components/grid/block-text.ts';

test('what Excel copies', () => {
  expect(readBlock('a\tb\r\n1\t2\r\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(readBlock('"two\nlines"\t"say ""so"""\n')).toEqual([['two\nlines', 'say "so"']]);
  expect(readBlock('\t\r\n\tx')).toEqual([
    ['', ''],
    ['', 'x'],
  ]);
});

test('a quote inside plain text is text', () => {
  expect(readBlock('6" pipe\t"open')).toEqual([['6" pipe', '"open']]);
});

test('a block comes back as it went', () => {
  const cell = fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\r', ''));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 2, max: 5 }),
      fc.infiniteStream(cell),
      (rows, columns, stream) => {
        const cells = [...stream.take(rows * columns)];
        const block = Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns));
        expect(readBlock(writeBlock(block))).toEqual(block);
      },
    ),
  );
});

test('one cell fills a selection; a block that does not fit is pasted once', () => {
  expect(tileBlock([['x']], 2, 3)).toEqual([
    ['x', 'x', 'x'],
    ['x', 'x', 'x'],
  ]);
  expect(tileBlock([['a'], ['b']], 3, 1)).toEqual([['a'], ['b']]);
});
