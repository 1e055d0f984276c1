import { join } from 'node:path';
import { openStore } from '../../db/store.ts';
import type { DesktopPort } from '../../electron/services/context/desktop-port.ts';
import { createHandlers } from '../../electron/services/handlers/handlers.ts';
import { keysBeside } from './keys.ts';

/**
 * A process that works until it is killed, for the kill tests: `node kill-child.ts <mode> <folder> <first number> [<last number>]`.
 * It prints `started`, then `ack <mode> <n>` each time the service has answered for change n.
 */
const [mode = '', folder = '', first = '1', last = 'Infinity'] = process.argv.slice(2);
// Who was to kill it may have gone.
setTimeout(() => process.exit(1), 180_000).unref();
const say = (text: string) => process.stdout.write(`${text}\n`);
const root = new URL('../../', import.meta.url);

if (mode === 'migrate') {
  say('started');
  const store = await openStore(join(folder, 'profile/workspace.sqlite'), {
    keys: keysBeside(join(folder, 'profile/workspace.sqlite')),
    clock: () => new Date(),
    backupFolder: join(folder, 'profile/backups'),
  });
  say('ack migrate 1');
  store.close();
  process.exit(0);
}

const chosen: string[] = [];
const refuse = () => {
  throw new Error('not asked for here');
};
const desktop: DesktopPort = {
  async showOpen() {
    const path = chosen.shift();
    return path === undefined ? null : [{ path, token: '0'.repeat(32) }];
  },
  async showSave() {
    const path = chosen.shift();
    return path === undefined ? null : { path, token: '0'.repeat(32) };
  },
  showFolder: refuse,
  tokenOfPath: refuse,
  pathOfToken: refuse,
  openExternal: refuse,
  copyPicture: async () => {},
  setTitle() {},
  setEdited() {},
  ask: async ({ cancel }) => cancel,
};
const { handlers } = createHandlers({
  paths: {
    profile: join(folder, 'profile'),
    sampleCouncil: '',
    fonts: '',
    worker: new URL('electron/worker.ts', root).pathname,
  },
  protection: () => null,
  clock: () => new Date(),
  desktop,
  version: '0.1.0',
});

if (mode === 'open') say('started');
if (mode !== 'import') {
  chosen.push(join(folder, 'target.outturn'));
  await handlers.scenarioOpen({ passphrase: null });
}
const { scenario } = await handlers.scenarioCurrent({});
const funder = (await handlers.snapshot({})).funders[0];
if (mode !== 'open') say('started');
for (let n = Number(first); n <= Number(last); n += 1) {
  if (mode === 'import') {
    chosen.push(join(folder, `extract-${n}.csv`));
    const preview = await handlers.importChoose({});
    await handlers.importCommit({ token: preview?.token ?? '' });
  } else {
    await handlers.scenarioUpdate({ scenario: { ...scenario, notes: `change ${n}` } });
    if (mode === 'save') await handlers.scenarioSave({ onConflict: 'refuse' });
    else {
      const values = { name: `change ${n}` };
      await handlers.applyEdits({
        edits: [{ op: 'update', register: 'funders', id: funder?.id ?? 0, values }],
        why: null,
      });
    }
  }
  say(`ack ${mode} ${n}`);
}
process.exit(0);
