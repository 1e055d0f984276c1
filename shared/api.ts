import type { z } from 'zod';
import { dataMethods } from './api/data.ts';
import { importsMethods } from './api/imports.ts';
import { jobsMethods } from './api/jobs.ts';
import { outputsMethods } from './api/outputs.ts';
import { regionMethods } from './api/region.ts';
import { scenariosMethods } from './api/scenarios.ts';
import { teamMethods } from './api/team.ts';
import { versionsMethods } from './api/versions.ts';
import type { DroppedFiles } from './api/window.ts';
import { windowMethods } from './api/window.ts';
import type { Failure } from './model/problem.ts';

/**
 * The one path between the window and the application. Every method is named here with a schema for its input;
 * main decodes the input, calls one service and answers `{ok, value}` or `{ok: false, error}`. The page never supplies
 * a path: files are opaque tokens handed out by main after a dialog. The command line calls the same services.
 *
 * Values that our own services make are typed, not decoded again, on the way out (`out<T>()`).
 */
export const api = {
  ...windowMethods,
  ...dataMethods,
  ...importsMethods,
  ...scenariosMethods,
  ...versionsMethods,
  ...outputsMethods,
  ...jobsMethods,
  ...teamMethods,
  ...regionMethods,
} as const;

export type Api = typeof api;
export type MethodName = keyof Api;
/** Methods the preload calls for the page, with what only it can know. They are never functions of the page. */
export type PreloadMethodName = 'filesDropped';
export type PageMethodName = Exclude<MethodName, PreloadMethodName>;
const preloadMethods: readonly MethodName[] = ['filesDropped'];
/** What electron/services/handlers answer: all but what the shell answers itself. */
export type ServiceMethodName = Exclude<MethodName, 'nextCommand' | PreloadMethodName>;
export type InputOf<M extends MethodName> = z.infer<Api[M]['input']>;
export type OutputOf<M extends MethodName> = z.infer<Api[M]['output']>;
export type Answer<T> = { ok: true; value: T } | { ok: false; error: Failure };
/** The methods that are functions of the page. */
export const methodNames = (Object.keys(api) as MethodName[]).filter((name) => !preloadMethods.includes(name));
/** What the page sees as `window.outturn`. */
export type Bridge = {
  [M in PageMethodName]: (input: InputOf<M>) => Promise<Answer<OutputOf<M>>>;
} & {
  /** Takes the File objects of a drop; the preload finds their paths and the page gets tokens. Null when none is a real file. */
  dropFiles(files: readonly unknown[]): Promise<Answer<DroppedFiles> | null>;
};

/** The one IPC channel. */
export const channel = 'outturn:call';

export type * from './api/data.ts';
export type * from './api/edit.ts';
export type * from './api/imports.ts';
export type * from './api/jobs.ts';
export type * from './api/outputs.ts';
export type * from './api/region.ts';
export type * from './api/scenarios.ts';
export type * from './api/team.ts';
export type * from './api/versions.ts';
export type * from './api/window.ts';
