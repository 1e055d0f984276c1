import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startHost } from '../../build/chromium-host/host.mjs';
import type { Running } from './driver.ts';

/** Starts the bundles in the Chromium host, inside this process. */
export async function launchHost(options: {
  profile: string;
  folder: string;
  args: string[];
  personality?: string;
}): Promise<Running> {
  const host = await startHost(options);
  const window = await until(() => host.windows.all()[0]);
  await window.made;
  const page = window.page;
  if (!page) throw new Error('The window has no page.');
  await page.waitForURL(/^https:/, { waitUntil: 'load' });
  return {
    page,
    answer: async (kind, value) => host.dialogs.lay(kind, value),
    seen: async () => host.dialogs.seen,
    pick: async (item) => host.menu.pick(item),
    secondInstance: async (args) => {
      host.app.emit('second-instance', {}, ['outturn', ...args], process.cwd());
    },
    externals: async () => host.externals,
    clipboardKinds: async () => Object.keys(host.clipboard.at(-1) ?? {}),
    title: async () => window.getTitle(),
    isEdited: async () => window.getTitle().startsWith('•'),
    problems: host.problems,
    async watchLoop() {
      const gaps = monitorEventLoopDelay({ resolution: 5 });
      gaps.enable();
      return async () => {
        gaps.disable();
        // What is counted is the time between two looks: five milliseconds of it are the looking.
        return { longest: gaps.max / 1e6 - 5, p99: gaps.percentile(99) / 1e6 - 5 };
      };
    },
    host,
    async quit() {
      void host.app.quit();
      const left = await Promise.race([host.app.exited.then(() => true), wait(15_000).then(() => false)]);
      if (!left) {
        host.app.exit(1);
        throw new Error('The application did not quit within 15 seconds.');
      }
    },
  };
}

async function until<T>(read: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 500; tries += 1) {
    const value = read();
    if (value !== undefined) return value;
    await wait(20);
  }
  throw new Error('The application opened no window within 10 seconds.');
}

const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
