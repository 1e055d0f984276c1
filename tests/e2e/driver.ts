/// <reference path="../../renderer/bridge.d.ts" />
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Host } from '../../build/chromium-host/host.mjs';
import { launchElectron } from './driver-electron.ts';
import { launchHost } from './driver-host.ts';
import { watch } from './evidence.ts';

/** One thing that went wrong while the application ran: a refused request, a console error, a dialog nobody answered. */
export type Problem = { kind: string; text: string };
export type SeenDialog = { kind: 'open' | 'save' | 'message'; options: Record<string, unknown> };

/** What a launcher gives: the running application, however it runs. */
export type Running = {
  page: Page;
  /** Lays out the answer to the next dialog of its kind; null cancels. */
  answer(kind: SeenDialog['kind'], value: string | string[] | number | null): Promise<void>;
  seen(): Promise<SeenDialog[]>;
  pick(menuItem: string): Promise<void>;
  secondInstance(args: string[]): Promise<void>;
  externals(): Promise<string[]>;
  /** The kinds of what the application last put on the clipboard, such as `image/png`. */
  clipboardKinds(): Promise<string[]>;
  title(): Promise<string>;
  isEdited(): Promise<boolean>;
  problems: Problem[];
  /** Watches the event loop of the main process until told to stop: its gaps in milliseconds. */
  watchLoop(): Promise<() => Promise<{ longest: number; p99: number }>>;
  quit(): Promise<void>;
  /** The Chromium host itself, for what no real system can be made to do; null in Electron. */
  host: Host | null;
};

export type LaunchOptions = {
  /** The person's folder; a new empty one when left out. */
  profile?: string;
  /** Command line words, such as a scenario file that was double-clicked. */
  args?: string[];
  /** The folder of the bundles; dist when left out. */
  folder?: string;
  /** The system the Chromium host behaves as; Electron is what it is. */
  personality?: string;
};

export const root = resolve(import.meta.dirname, '..', '..');
export const artefacts = join(root, 'tests', 'artefacts');

/** The Electron program that npm brought, or null where only the Chromium host can run. */
export function electronProgram(): string | null {
  const package_ = join(root, 'node_modules', 'electron');
  const named = join(package_, 'path.txt');
  const program = existsSync(named) ? join(package_, 'dist', readFileSync(named, 'utf8').trim()) : null;
  // Electron gives up its sandbox to run as root on Linux, and app.enableSandbox() takes that back: there only the host runs.
  if (process.platform === 'linux' && process.getuid?.() === 0) return null;
  return program && existsSync(program) ? program : null;
}

/**
 * Starts the built application and answers when its page has loaded. Everything that goes wrong meanwhile is kept in
 * `problems`, and `close` throws when there is any: a test that expects one takes it with `takeProblems` first.
 */
export async function launchApp(options: LaunchOptions = {}) {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'outturn-'));
  const folder = options.folder ?? join(root, 'dist');
  const program = electronProgram();
  const start = { profile, folder, args: options.args ?? [] };
  const running = program
    ? await launchElectron({ ...start, program })
    : await launchHost({ ...start, ...(options.personality ? { personality: options.personality } : {}) });
  const takeProblems = () => running.problems.splice(0);
  const unwatch = await watch(running.page, () => running.problems);
  return {
    page: running.page,
    profile,
    launcher: program ? 'electron' : 'host',
    dialogs: {
      open: (paths: string | string[] | null) => running.answer('open', paths),
      save: (path: string | null) => running.answer('save', path),
      message: (button: number) => running.answer('message', button),
      seen: () => running.seen(),
    },
    app: {
      /** Picks a menu item by its id (the command's name, such as `scenario-save`). */
      pick: (item: string) => running.pick(item),
      /** The application is started once more, with these words. */
      secondInstance: (args: string[]) => running.secondInstance(args),
      externals: () => running.externals(),
      host: running.host,
      watchLoop: () => running.watchLoop(),
      clipboardKinds: () => running.clipboardKinds(),
      title: () => running.title(),
      isEdited: () => running.isEdited(),
      problems: running.problems as readonly Problem[],
      takeProblems,
    },
    async screenshot(name: string): Promise<string> {
      mkdirSync(artefacts, { recursive: true });
      const path = join(artefacts, `${name}.png`);
      await running.page.screenshot({ path });
      return path;
    },
    async close(): Promise<void> {
      unwatch();
      await running.quit();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      const problems = takeProblems();
      if (problems.length > 0) {
        throw new Error(
          `The run had ${problems.length} problem(s):\n${problems.map((each) => `  ${each.kind}: ${each.text}`).join('\n')}`,
        );
      }
    },
  };
}
export type Launched = Awaited<ReturnType<typeof launchApp>>;
