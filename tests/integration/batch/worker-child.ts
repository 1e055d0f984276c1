/** A worker as a process of its own, so that it can be killed: `node worker-child.ts <port> <idle seconds>`. */

import { createThreadPool } from '../../../electron/services/batch/thread-pool.ts';
import { runWorker } from '../../../electron/services/batch/worker.ts';

const [, , port = '', idle = ''] = process.argv;
const drain = new AbortController();
process.once('SIGTERM', () => drain.abort());
const pool = createThreadPool(new URL('../../../electron/worker.ts', import.meta.url), 1);
const address = {
  ...{ host: '127.0.0.1', port: Number(port), database: 'postgres', user: 'hand' },
  ...{ tls: false, certificateAuthority: null },
};
await runWorker(
  { address, password: 'of the machine' },
  {
    ...{ threads: 1, pool, drain: drain.signal, idleSeconds: Number(idle) },
    progress: (line) => process.stdout.write(`${line}\n`),
  },
);
await pool.close();
