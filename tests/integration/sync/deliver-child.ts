import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliveries } from '../../../db/deliveries.ts';
import { openStore } from '../../../db/store.ts';
import { adapterFor } from '../../../electron/services/sync/adapters.ts';
import type { Destination } from '../../../electron/services/sync/destination.ts';
import { createOutbox } from '../../../electron/services/sync/outbox.ts';
import { keysBeside } from '../../support/keys.ts';

/** A process that delivers what waits, for the kill tests: `node deliver-child.ts <folder>`; prints `done` when all is settled. */
const folder = process.argv[2] ?? '';
const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as {
  destinations: Destination[];
  exports: Record<string, { name: string; sha256: string; file: string; forecast: unknown }>;
};
const store = await openStore(join(folder, 'workspace.sqlite'), {
  keys: keysBeside(join(folder, 'workspace.sqlite')),
  clock: () => new Date(),
  backupFolder: join(folder, 'backups'),
});
const outbox = createOutbox({
  repository: deliveries(store),
  destinations: async () => plan.destinations,
  allowedHosts: async () => ['127.0.0.1'],
  adapterFor: (destination) =>
    adapterFor(destination, {
      read: async () => (destination.kind === 's3' ? 'S3RVER' : 'secret'),
      write: async () => {},
    }),
  outgoing: async (exportId) => {
    const one = plan.exports[String(exportId)];
    if (!one) throw new Error(`no export ${exportId}`);
    return {
      exportId,
      name: one.name,
      sha256: one.sha256,
      bytes: readFileSync(join(folder, one.file)),
      forecast: one.forecast,
      fields: { name: one.name },
    };
  },
  clock: () => new Date(),
  random: () => 0,
  timeout: 20_000,
});
process.stdout.write('started\n');
await outbox.deliverDue();
store.close();
process.stdout.write('done\n');
