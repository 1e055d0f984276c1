import { dirname, join } from 'node:path';
import { app } from 'electron';
import { runApplication } from './shell/application.ts';
import { watchFailures } from './shell/failures.ts';
import { platform } from './shell/platform.ts';
import { bringProfile, placeOfProfile, portableAllowed } from './shell/profile.ts';
import { startServiceThread } from './shell/service-thread.ts';

const folder = import.meta.dirname;
let close = async () => {};

// Before anything else asks where the profile is: the lock of the one instance is kept in it.
const usual = app.getPath('userData');
const place = placeOfProfile({
  ...{ platform, usual },
  environment: process.env,
  program: dirname(process.execPath),
  mayBePortable: () => app.isPackaged && portableAllowed(platform, process.env),
});
if (!process.argv.some((word) => word.startsWith('--user-data-dir')))
  app.setPath('userData', bringProfile(usual, place));

watchFailures({ close: () => close() });
({ close } = runApplication({
  folder,
  services: (profile, shell, secrets) =>
    startServiceThread(
      { folder, profile, version: app.getVersion(), codeCache: join(profile, 'Code Cache', 'services') },
      shell,
      secrets,
    ),
}));
