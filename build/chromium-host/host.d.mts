import type { BrowserContext, Page } from 'playwright-core';

export type Problem = { kind: string; text: string };
export type SeenDialog = { kind: 'open' | 'save' | 'message'; options: Record<string, unknown> };
export type HostWindow = {
  readonly page: Page | null;
  readonly made: Promise<void>;
  readonly shown: boolean;
  readonly edited: boolean;
  getTitle(): string;
  getBounds(): { x: number; y: number; width: number; height: number };
};
export type Host = {
  context: BrowserContext;
  problems: Problem[];
  externals: string[];
  /** What the application has put on the clipboard, by kind. */
  clipboard: Record<string, Blob>[];
  windows: { all(): HostWindow[] };
  dialogs: { seen: SeenDialog[]; lay(kind: SeenDialog['kind'], answer: unknown): void };
  menu: { pick(id: string): void; press(id: string): boolean };
  /** What the main process copied value by value, and how many answers and bytes it handed on. */
  ipc: { carried: { most: number; answers: number; bytes: number } };
  /** What main listens to of its own process. */
  process: { emit(event: string, ...values: unknown[]): boolean };
  personality: { name: string; platform: string };
  app: {
    exited: Promise<number>;
    relaunches: string[][];
    quit(): void;
    exit(code?: number): void;
    emit(event: string, ...values: unknown[]): boolean;
    once(event: string, listener: () => void): unknown;
    ask(event: string, details?: object, ...values: unknown[]): boolean;
  };
};
export type HostOptions = {
  folder: string;
  profile: string;
  args?: string[];
  visible?: boolean;
  answer?: (dialog: SeenDialog) => unknown;
  openExternal?: (url: string) => void;
  browserPath?: string;
  personality?: string;
};
export function startHost(options: HostOptions): Promise<Host>;
