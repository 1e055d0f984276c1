import { join } from 'node:path';
import type { DestinationInput } from '../../../shared/model/destination.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import {
  agreed,
  chooseFolder,
  folderChosen,
  type HandlerContext,
  type Handlers,
  oneLine,
} from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { inBackground } from '../sync/background.ts';
import { hostOf, placeText } from '../sync/destination.ts';
import { fileSecrets } from '../sync/file-secrets.ts';
import { literalOf } from '../sync/path-template.ts';
import { createSyncService, type SyncService } from '../sync/sync-service.ts';

type Methods =
  | 'syncStatus'
  | 'destinationFolder'
  | 'destinationSave'
  | 'destinationRemove'
  | 'syncOptions'
  | 'exportSend'
  | 'deliveryRetry'
  | 'deliveryCancel'
  | 'syncNow';

/** Letters and digits a template may have of its own without a question: “P{period}”, “v{version}”, “Finance”. */
const lettersUnasked = 12;

/** Sending exports: the handlers, the service behind them, and the quiet run in the background. */
export function syncHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
): { handlers: Pick<Handlers, Methods>; service: SyncService; close(): Promise<void> } {
  const service = createSyncService({
    profile: context.paths.profile,
    store: async () => (await currentSession()).workspace,
    secrets: fileSecrets(join(context.paths.profile, 'secrets.json'), context.protection),
    clock: context.clock,
    random: Math.random,
    network: context.network,
    policy: context.policy,
  });
  const stop = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const deliver = (atOnce: boolean) => {
    running = service.deliver({ signal: stop.signal, atOnce }).catch(() => {});
    return running;
  };
  let pruned = false;
  const background = inBackground(async () => {
    if (!pruned) await service.prune();
    pruned = true;
    const status = await service.status();
    if (status.background && status.deliveries.some((row) => row.state !== 'delivered' && row.state !== 'conflict'))
      await deliver(false);
  });
  /** A page that was taken over could otherwise send anything anywhere: only a person lets a host in, outside the page. */
  const letIn = async (host: string) => {
    const { destinations } = await service.status();
    const places = destinations.flatMap((one) => (one.host === host ? [placeText(one.destination) ?? ''] : []));
    const answer = await context.desktop.ask({
      kind: 'question',
      message: `Let Outturn speak to ${host}?`,
      detail: [
        'Exports can then be sent there and data read from there. Allow only a server that your council uses.',
        ...(places.length > 0 ? [`Exports would go to ${oneLine(places.join(', '), 1000)}.`] : []),
      ].join('\n\n'),
      buttons: ['Do not allow', 'Allow'],
      cancel: 0,
    });
    if (answer !== 1) throw new OutturnError('cancelled', `${host} was not allowed.`);
  };
  /** A server that is let in already may have other folders, buckets and ports: each is asked about too. */
  const agreeToPlace = async (destination: Exclude<DestinationInput, { kind: 'folder' }>) => {
    const { destinations, allowedHosts } = await service.status();
    const place = placeText(destination);
    if (!allowedHosts.includes(hostOf(destination) ?? '')) return;
    if (destinations.some((one) => placeText(one.destination) === place)) return;
    await agreed(context, {
      message: `Send exports to ${place}?`,
      detail: 'The server is let in already; this place on it is new. Allow it only if your council uses it.',
      button: 'Allow',
    });
  };
  /** A name that files bear at a place leaves with each of them: words in it are asked about, so that no row travels in a name. */
  const agreeToName = async ({ id, name, template }: Pick<DestinationInput, 'id' | 'name' | 'template'>) => {
    const { destinations } = await service.status();
    const before = destinations.find(({ destination }) => destination.id === id)?.destination.template;
    if (template === before || literalOf(template).length <= lettersUnasked) return;
    await agreed(context, {
      message: `Name the files sent to ${name} in a new way?`,
      detail: `Each would be called ${oneLine(template, 1000)}. Allow it only if these are your words.`,
      button: 'Allow',
    });
  };
  const after = async (work: Promise<void>) => {
    await work;
    return service.status();
  };

  return {
    service,
    handlers: {
      syncStatus: () => service.status(),
      destinationFolder: () => chooseFolder(context, 'delivery-folder'),
      async destinationSave({ destination, secret }) {
        await agreeToName(destination);
        if (destination.kind !== 'folder') {
          await agreeToPlace(destination);
          return after(service.saveDestination(destination, secret));
        }
        const { folderToken, ...rest } = destination;
        const folder = folderChosen(context, folderToken, 'delivery-folder', service.folderOf(destination.id));
        if (folder === null)
          throw new OutturnError('destination-refused', 'Choose the folder that exports are delivered to.');
        return after(service.saveDestination({ ...rest, folder }, null));
      },
      destinationRemove: ({ id }) => after(service.removeDestination(id)),
      async syncOptions({ allowedHosts, background }) {
        const allowed = new Set((await service.status()).allowedHosts);
        for (const host of new Set(allowedHosts)) if (!allowed.has(host)) await letIn(host);
        return after(service.setHosts(allowedHosts, background));
      },
      async exportSend({ exportId, destinations }) {
        await service.send(exportId, destinations);
        // The officer goes on at once; the state on the screen tells the rest.
        void deliver(false);
        return service.status();
      },
      async deliveryRetry({ id }) {
        await service.retry(id);
        void deliver(false);
        return service.status();
      },
      deliveryCancel: ({ id }) => after(service.cancel(id)),
      async syncNow() {
        void deliver(true);
        return service.status();
      },
    },
    async close() {
      stop.abort();
      await background.close();
      await running;
    },
  };
}
