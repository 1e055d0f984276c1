import { join } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import { managedNetwork } from '../policy/managed.ts';
import { fileSecrets } from '../sync/file-secrets.ts';
import { createSyncService } from '../sync/sync-service.ts';
import type { CommandParts } from './command-parts.ts';
import { refreshCopy } from './refresh-copy.ts';
import { withWorkspace } from './workspace.ts';

/**
 * `sync`: delivers what waits in the outbox of a local copy; with --once it tries a single time, else until nothing is
 * due. With --refresh it takes new data in instead.
 */
export function addSync({ program, environment, finish, progress }: CommandParts): void {
  program
    .command('sync')
    .description('deliver the exports that wait to their destinations')
    .requiredOption('--workspace <file>', 'the local copy whose outbox is delivered')
    .option('--once', 'try everything that is due a single time', false)
    .option('--refresh [source]', 'take new data from the sources of this copy, or from one, instead of delivering')
    .option('--preview', 'with --refresh: say what would change and change nothing', false)
    .option('--json', 'print one JSON document')
    .action(async (options: { workspace: string; once: boolean; refresh?: string | true; preview: boolean }) => {
      if (options.refresh !== undefined) {
        const only = options.refresh === true ? null : options.refresh;
        finish(await refreshCopy({ ...options, only }, environment, progress));
        return;
      }
      const profile = folderOfCopy(options.workspace);
      const status = await withWorkspace(options.workspace, environment, false, async (store) => {
        const service = createSyncService({
          profile,
          store: async () => store,
          // Secrets protected by the desktop's own store can be read only there; the delivery then says what to do.
          secrets: fileSecrets(join(profile, 'secrets.json'), () => null),
          clock: environment.clock,
          random: Math.random,
          ...managedNetwork(),
        });
        for (let round = 0; round < (options.once ? 1 : 5); round += 1) {
          const { waiting } = await service.deliver({ atOnce: round === 0 });
          if (waiting === 0) break;
          progress(`${waiting} still waiting`);
          if (!options.once && round < 4) await new Promise((done) => setTimeout(done, 5_000));
        }
        await service.prune();
        return service.status();
      });
      if (status === undefined) throw new OutturnError('no-data', 'There is no local copy there.');
      const unsettled = status.deliveries.filter((row) => row.state !== 'delivered' && row.state !== 'cancelled');
      const count = (state: string) => status.deliveries.filter((row) => row.state === state).length;
      finish({
        json: {
          command: 'sync',
          delivered: count('delivered'),
          waiting: status.waiting,
          conflicts: count('conflict'),
          failed: count('failed'),
          deliveries: status.deliveries,
        },
        text: [
          `${count('delivered')} delivered, ${status.waiting} waiting, ${count('conflict')} conflicts, ${count('failed')} failed.`,
          ...unsettled.map(
            (row) =>
              `${row.exportName} → ${row.destinationName}: ${row.state}${row.lastError ? ` — ${row.lastError}` : ''}`,
          ),
        ].join('\n'),
        problems: unsettled.length > 0,
      });
    });
}
