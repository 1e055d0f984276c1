import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { expose, type Remote, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/umd/node-adapter.js';
import type { ServiceHost } from '../services/boundary/service-host.ts';
import type { SecretPort, ShellPort } from '../services/boundary/shell-port.ts';
import type { ThreadOrder } from '../services/boundary/thread-order.ts';
import { answerSecrets } from '../services/boundary/waiting-protection.ts';

export type RunningServices = ServiceHost & {
  /** Settles only when the thread has ended though nobody closed it. */
  died: Promise<unknown>;
};

type Start = { folder: string; profile: string; version: string; codeCache: string | null };

/**
 * Starts the services in a thread of their own (services.cjs) and gives them as they are called from here. A call that
 * waits when the thread ends is answered with a failure; it never waits for ever.
 */
export function startServiceThread(
  { folder, profile, version, codeCache }: Start,
  shell: ShellPort,
  secrets: SecretPort,
): RunningServices {
  const shellLine = new MessageChannel();
  const secretLine = new MessageChannel();
  const signal = new SharedArrayBuffer(4);
  expose(shell, nodeEndpoint(shellLine.port1));
  answerSecrets(secretLine.port1, new Int32Array(signal), secrets);
  const order: ThreadOrder = {
    ...{ folder, profile, version, codeCache, signal },
    shell: shellLine.port2,
    secrets: secretLine.port2,
  };
  const thread = new Worker(join(folder, 'services.cjs'), {
    workerData: order,
    transferList: [shellLine.port2, secretLine.port2],
  });
  let closing = false;
  const ended = new Promise<unknown>((resolve) => {
    thread.on('error', resolve);
    thread.on('exit', () => resolve(new Error('the thread of the services ended')));
  });
  const host: Remote<ServiceHost> = wrap<ServiceHost>(nodeEndpoint(thread));
  const asked = <T>(answer: Promise<T>): Promise<T> =>
    Promise.race([answer, ended.then((error) => Promise.reject(error))]);
  return {
    call: (method, input) =>
      asked(host.call(method, input)).catch(() => ({ ok: false, error: { code: 'internal', message: stopped } })),
    window: (id) => asked(host.window(id)),
    command: (command) => asked(host.command(command)),
    openFile: (path) => asked(host.openFile(path)),
    open: () => asked(host.open()),
    async close() {
      closing = true;
      try {
        await asked(host.close());
      } finally {
        shellLine.port1.close();
        secretLine.port1.close();
        await thread.terminate();
      }
    },
    died: ended.then((error) => (closing ? new Promise(() => {}) : error)),
  };
}

const stopped =
  'Outturn’s services have stopped, so this was not done. Restart Outturn: work that was unsaved is offered under “Recovered work”.';
