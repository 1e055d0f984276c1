import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startedServices, temporaryFolder } from '../services/services-helpers.ts';

test('with a server that never answers no call of the window waits, a delivery is cancelled, and closing is quick', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const { port } = silent.address() as AddressInfo;
  const folder = temporaryFolder();
  const { handlers, close, answers, said } = startedServices(join(folder, 'profile'));
  answers.push(join(folder, 'table.csv'));
  await handlers.tableSave({ name: 'Table', rows: [['a', 1]] });
  await handlers.destinationSave({
    destination: {
      id: 'dav',
      name: 'Portal',
      kind: 'webdav',
      url: `http://127.0.0.1:${port}/`,
      user: 'o',
      authentication: 'basic',
      certificateAuthority: null,
      template: '{name}.{extension}',
      enabled: true,
    },
    secret: 'password',
  });
  said.button = 1;
  await handlers.syncOptions({ allowedHosts: ['127.0.0.1'], background: true });
  const [made] = await handlers.exports({});
  expect(made).toMatchObject({ kind: 'table', kept: true });
  const began = performance.now();
  await handlers.exportSend({ exportId: made?.id ?? 0, destinations: ['dav'] });
  await expect.poll(async () => (await handlers.syncStatus({})).deliveries[0]?.state).toBe('sending');
  expect((await handlers.syncStatus({})).deliveries[0]).toMatchObject({ sent: 0, total: expect.any(Number) });
  await handlers.syncNow({});
  await handlers.storeStatus({});
  await handlers.deliveryCancel({ id: 1 });
  await expect.poll(async () => (await handlers.syncStatus({})).deliveries[0]?.state).toBe('cancelled');
  await handlers.deliveryRetry({ id: 1 });
  await expect.poll(async () => (await handlers.syncStatus({})).deliveries[0]?.state).toBe('sending');
  await close();
  expect(performance.now() - began).toBeLessThan(5_000);

  // The next start finds it waiting: closing cost it nothing.
  const again = startedServices(join(folder, 'profile'));
  expect((await again.handlers.syncStatus({})).deliveries[0]).toMatchObject({ state: 'waiting', attempts: 0 });
  await again.close();
});
