import type { DesktopCommand, ServiceMethodName } from '../../../shared/api.ts';
import type { DesktopPort } from '../context/desktop-port.ts';
import type { PolicyFound } from '../policy/policy.ts';
import { type AllHandlers, createCall } from './call.ts';
import { createCommands } from './commands.ts';
import { createDocuments } from './documents.ts';
import { sortDropped } from './dropped-files.ts';
import { type CarriedAnswer, packAnswer } from './packed-answer.ts';
import { createServiceDesktop } from './service-desktop.ts';
import type { ShellPort } from './shell-port.ts';

/** What the composition root builds once it has a desktop: createHandlers of services/handlers. */
export type BuiltServices = {
  handlers: Pick<AllHandlers, ServiceMethodName>;
  open?(): void;
  close(): Promise<void>;
};

/** The services as the shell sees them, from another thread: every call answers a promise and takes plain data. */
export type ServiceHost = {
  /** A call of the page, already known to come from our window. Answers an Answer, or the bytes of one. */
  call(method: unknown, input: unknown): Promise<CarriedAnswer>;
  /** The window that may be answered, by its id; null when it has gone, with every token it was given. */
  window(id: number | null): Promise<void>;
  /** A command of the menu for the page. */
  command(command: DesktopCommand['command']): Promise<void>;
  /** A scenario file the desktop wants opened; kept until there is a window. */
  openFile(path: string): Promise<void>;
  /** Makes ready what the page will ask for first. */
  open(): Promise<void>;
  close(): Promise<void>;
};

/** Puts the services behind the boundary: who asks is the shell's matter, what is asked is looked at here. */
export function createServiceHost(
  shell: ShellPort,
  build: (desktop: DesktopPort) => BuiltServices,
  unexpected: (method: string, error: unknown) => void,
  policy?: PolicyFound,
): ServiceHost {
  const documents = createDocuments();
  const commands = createCommands();
  const early: string[] = [];
  let window: number | null = null;
  const desktop = createServiceDesktop(shell, documents, () => window, policy);
  const services = build(desktop);
  const call = createCall({
    handlers: {
      ...services.handlers,
      nextCommand: () => commands.next(),
      filesDropped: async ({ paths }) => sortDropped(paths, desktop.tokenOfPath),
    },
    unexpected,
  });
  const openFile = async (path: string) => {
    if (window === null) early.push(path);
    else commands.send({ command: 'scenario-open-token', token: desktop.tokenOfPath(path, 'scenario-open') });
  };
  return {
    call: async (method, input) => packAnswer(await call(method, input)),
    async window(id) {
      if (window !== null && window !== id) documents.release(window);
      window = id;
      if (id !== null) for (const path of early.splice(0)) await openFile(path);
    },
    command: async (command) => commands.send({ command, token: null }),
    openFile,
    open: async () => services.open?.(),
    close: () => services.close(),
  };
}
