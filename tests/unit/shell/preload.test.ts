import { expect, test } from 'vitest';
import { channel, methodNames } from '../../../shared/api.ts';
import { electron } from '../../electron-alias.ts';
import '../../../electron/preload.ts';

test('the page sees one object: the methods of the api, dropped files, and nothing else', () => {
  expect([...electron.exposed.keys()]).toEqual(['outturn']);
  const bridge = electron.exposed.get('outturn') ?? {};
  expect(Object.keys(bridge).sort()).toEqual([...methodNames, 'dropFiles'].sort());
  expect(Object.keys(bridge)).not.toContain('filesDropped');
  expect(Object.values(bridge).every((value) => typeof value === 'function')).toBe(true);
});

test('a method passes its own name and one input, whatever else it is given', async () => {
  const bridge = electron.exposed.get('outturn') ?? {};
  await bridge.openExternal?.(...(['a', 'b', 'c'] as never[]));
  expect(electron.invoked).toEqual([[channel, 'openExternal', 'a']]);
});

test('dropped files go on by the paths Electron knows; what the page writes itself never does', async () => {
  const bridge = electron.exposed.get('outturn') ?? {};
  const real = new File(['a'], 'plan.outturn');
  const made = new File(['a'], '/etc/passwd');
  electron.filePaths.set(real, '/home/jo/plan.outturn');
  electron.invoked.length = 0;
  const drop = bridge.dropFiles as unknown as (files: unknown) => Promise<unknown>;
  await drop([real, made, '/etc/passwd', { path: '/etc/passwd', name: 'x' }]);
  expect(electron.invoked).toEqual([[channel, 'filesDropped', { paths: ['/home/jo/plan.outturn'] }]]);
  for (const forged of [
    [made],
    ['/etc/passwd'],
    '/etc/passwd',
    { paths: ['/etc/passwd'] },
    null,
    { 0: real, length: 1 },
  ])
    expect(await drop(forged)).toBeNull();
  expect(electron.invoked).toHaveLength(1);
});
