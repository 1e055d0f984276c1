import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../electron/shell/content-security-policy.ts';

const directives = new Map(
  contentSecurityPolicy('abc')
    .split('; ')
    .map((line) => {
      const [name = '', ...sources] = line.split(' ');
      return [name, sources] as const;
    }),
);

test('the page may start workers of its own files, and nothing else may run', () => {
  expect(directives.get('worker-src')).toEqual(["'self'"]);
  expect(directives.get('script-src')).toEqual(["'self'"]);
  expect(directives.get('default-src')).toEqual(["'none'"]);
  // No worker from data or blob addresses: such a one would run text that no file of ours holds.
  for (const [name, sources] of directives) {
    if (name === 'img-src') continue;
    for (const source of sources) expect(source, name).not.toMatch(/^(data:|blob:|\*|https?:|'unsafe-)/);
  }
});

test('nothing is fetched, framed or submitted anywhere', () => {
  for (const name of ['connect-src', 'frame-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors']) {
    expect(directives.get(name), name).toEqual(["'none'"]);
  }
});
