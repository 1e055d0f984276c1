import { describe, expect, test } from 'vitest';
import { fileNameFrom, withExtension } from '../../../electron/services/files/file-names.ts';

describe('file names', () => {
  test.each([
    ['Base 2023/24', 'Base 2023 24.outturn'],
    ['  a   b\tc  ', 'a b c.outturn'],
    ['Été – “what if?”', 'Été – “what if ”.outturn'],
    ['../../etc/passwd', 'etc passwd.outturn'],
    ['C:\\Windows\\x', 'C Windows x.outturn'],
    ['con', 'con scenario.outturn'],
    ['LPT1', 'LPT1 scenario.outturn'],
    ['ends with dots...', 'ends with dots.outturn'],
    ['', 'Untitled.outturn'],
    ['...', 'Untitled.outturn'],
    ['\u0000\u001f', 'Untitled.outturn'],
    ['x'.repeat(300), `${'x'.repeat(100)}.outturn`],
  ])('%j becomes %j', (text, name) => expect(fileNameFrom(text, 'outturn')).toBe(name));

  test('an extension is added once, and any case of it is kept', () => {
    expect(withExtension('/a/b', 'outturn')).toBe('/a/b.outturn');
    expect(withExtension('/a/b.OUTTURN', 'outturn')).toBe('/a/b.OUTTURN');
    expect(withExtension('/a/b.v2', 'outturn')).toBe('/a/b.v2.outturn');
  });
});
