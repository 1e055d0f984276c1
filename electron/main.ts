import { join } from 'node:path';
import { app } from 'electron';
import { createHandlers } from './services/handlers/handlers.ts';
import { runApplication } from './shell/application.ts';
import { systemProtection } from './shell/protection.ts';

const folder = import.meta.dirname;

runApplication({
  folder,
  services: (desktop, profile) =>
    createHandlers({
      paths: {
        profile,
        sampleCouncil: join(folder, 'sample-council'),
        fonts: join(folder, 'fonts'),
        worker: join(folder, 'worker.cjs'),
      },
      protection: systemProtection,
      clock: () => new Date(),
      desktop,
      version: app.getVersion(),
    }),
});
