import { resolve } from 'node:path';
import { _electron } from 'playwright-core';
import type { Problem, Running, SeenDialog } from './driver.ts';

type Hooks = { seen: SeenDialog[]; answers: Record<string, unknown[]>; externals: string[] };

/** Starts the bundles in Electron itself, with its dialogs answered by the test. */
export async function launchElectron(options: {
  profile: string;
  folder: string;
  args: string[];
  program: string;
}): Promise<Running> {
  const running = await _electron.launch({
    executablePath: options.program,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${options.profile}`,
      resolve(options.folder, '..'),
      ...options.args,
    ],
  });
  await running.evaluate(({ dialog, shell }) => {
    const hooks: Hooks = { seen: [], answers: { open: [], save: [], message: [] }, externals: [] };
    Object.assign(globalThis, { outturnTest: hooks });
    const take = (kind: SeenDialog['kind'], args: unknown[]) => {
      hooks.seen.push({ kind, options: args.at(-1) as Record<string, unknown> });
      return hooks.answers[kind]?.shift() ?? null;
    };
    Object.assign(dialog, {
      async showOpenDialog(...args: unknown[]) {
        const paths = take('open', args) as string | string[] | null;
        return { canceled: paths === null, filePaths: paths === null ? [] : [paths].flat() };
      },
      async showSaveDialog(...args: unknown[]) {
        const path = take('save', args) as string | null;
        return { canceled: path === null, filePath: path ?? '' };
      },
      async showMessageBox(...args: unknown[]) {
        return { response: take('message', args) ?? 0, checkboxChecked: false };
      },
    });
    Object.assign(shell, { openExternal: async (url: string) => void hooks.externals.push(url) });
  });
  const hook = <T>(read: (hooks: Hooks) => T): Promise<T> =>
    running.evaluate(
      (_electron, source) => new Function('hooks', `return (${source})(hooks)`)(Reflect.get(globalThis, 'outturnTest')),
      String(read),
    ) as Promise<T>;
  const page = await running.firstWindow();
  const problems: Problem[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push({ kind: 'console', text: message.text() });
  });
  page.on('pageerror', (error) => problems.push({ kind: 'script', text: String(error) }));
  page.on('requestfailed', (request) => problems.push({ kind: 'request', text: `Refused ${request.url()}` }));
  await page.waitForLoadState('load');
  return {
    page,
    answer: (kind, value) =>
      running.evaluate(
        (_electron, [to, what]) => {
          (Reflect.get(globalThis, 'outturnTest') as Hooks).answers[to as string]?.push(what);
        },
        [kind, value] as const,
      ),
    seen: () => hook((hooks) => hooks.seen),
    externals: () => hook((hooks) => hooks.externals),
    clipboardKinds: () =>
      running.evaluate(async ({ clipboard }) => (await clipboard.read()).flatMap((item) => item.types)),
    pick: (item) => running.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), item),
    secondInstance: (args) =>
      running.evaluate(({ app }, given) => {
        app.emit('second-instance', {}, ['outturn', ...given], process.cwd());
      }, args),
    title: () => running.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? ''),
    // Only macOS has a mark of its own; elsewhere the title carries one.
    isEdited: () =>
      running.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0];
        if (process.platform === 'darwin') return window?.isDocumentEdited() ?? false;
        return window?.getTitle().startsWith('•') ?? false;
      }),
    problems,
    async watchLoop() {
      await running.evaluate(() => {
        const gaps = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
        gaps.enable();
        Object.assign(globalThis, { outturnGaps: gaps });
      });
      return () =>
        running.evaluate(() => {
          const gaps = Reflect.get(globalThis, 'outturnGaps') as { max: number; percentile(of: number): number };
          return { longest: gaps.max / 1e6 - 5, p99: gaps.percentile(99) / 1e6 - 5 };
        });
    },
    host: null,
    quit: () => running.close(),
  };
}
