import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { expose, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/umd/node-adapter.js';
import { createServiceHost } from './services/boundary/service-host.ts';
import type { ShellPort } from './services/boundary/shell-port.ts';
import type { ThreadOrder } from './services/boundary/thread-order.ts';
import { waitingProtection } from './services/boundary/waiting-protection.ts';
import { placeOfError } from './services/diagnostics/error-place.ts';
import { createHandlers } from './services/handlers/handlers.ts';
import { managedNetwork } from './services/policy/managed.ts';

/**
 * The services in a thread of their own: whatever takes long here, the window and its menus go on. The shell passes the
 * page's calls in and answers what is asked of the desktop.
 */
const { profile, folder, version, shell, secrets, signal, codeCache } = workerData as ThreadOrder;
if (codeCache !== null) enableCompileCache(codeCache);
secrets.unref();

const shellPort = wrap<ShellPort>(nodeEndpoint(shell)) as unknown as ShellPort;
const managed = managedNetwork((address) => shellPort.resolveProxy(address));
const host = createServiceHost(
  shellPort,
  (desktop) =>
    createHandlers({
      paths: {
        profile,
        sampleCouncil: join(folder, 'sample-council'),
        fonts: join(folder, 'fonts'),
        worker: join(folder, 'worker.cjs'),
      },
      protection: waitingProtection(secrets, new Int32Array(signal)),
      clock: () => new Date(),
      desktop,
      version,
      ...managed,
    }),
  (method, error) => {
    for (const line of placeOfError(method, error)) console.error(line);
  },
  managed.policy,
);
if (parentPort) expose(host, nodeEndpoint(parentPort));
