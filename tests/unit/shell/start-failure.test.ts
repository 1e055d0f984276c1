import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runApplication } from '../../../electron/shell/application.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { app, electron } from '../../electron-alias.ts';

test('an application that cannot start says why in plain words, shows no window and ends', async () => {
  app.profile = mkdtempSync(join(tmpdir(), 'outturn-start-'));
  runApplication({
    folder: '/app/dist',
    services: () => {
      throw new OutturnError('store-newer', 'The local copy was written by a newer Outturn. Install that version.');
    },
  });
  await new Promise((done) => setTimeout(done, 20));
  expect(electron.dialogs).toEqual([
    ['Outturn could not start', 'The local copy was written by a newer Outturn. Install that version.'],
  ]);
  expect(electron.windows).toEqual([]);
  expect(app.exits).toEqual([1]);
});
