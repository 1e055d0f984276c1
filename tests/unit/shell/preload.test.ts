import { expect, test } from 'vitest';
import { channel, methodNames } from '../../../shared/api.ts';
import { electron } from '../../electron-alias.ts';
import '../../../electron/preload.ts';

test('the page sees one object: the methods of the api and nothing else', () => {
  expect([...electron.exposed.keys()]).toEqual(['outturn']);
  const bridge = electron.exposed.get('outturn') ?? {};
  expect(Object.keys(bridge).sort()).toEqual([...methodNames].sort());
  expect(Object.values(bridge).every((value) => typeof value === 'function')).toBe(true);
});

test('a method passes its own name and one input, whatever else it is given', async () => {
  const bridge = electron.exposed.get('outturn') ?? {};
  await bridge.openExternal?.(...(['a', 'b', 'c'] as never[]));
  expect(electron.invoked).toEqual([[channel, 'openExternal', 'a']]);
});
