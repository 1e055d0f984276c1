import { join } from 'node:path';
import { app } from 'electron';
import { runApplication } from './shell/application.ts';
import { watchFailures } from './shell/failures.ts';
import { startServiceThread } from './shell/service-thread.ts';

const folder = import.meta.dirname;
let close = async () => {};

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
