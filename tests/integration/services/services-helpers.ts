import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import type { DesktopPort, FilePurpose } from '../../../electron/services/context/desktop-port.ts';
import { createHandlers } from '../../../electron/services/handlers/handlers.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

const root = new URL('../../../', import.meta.url);

/** A desktop whose dialogs a test answers: paths to give, in order; null = cancelled. */
export function scriptedDesktop() {
  const tokens = new Map<string, { path: string; purpose: FilePurpose }>();
  const answers: (string | null)[] = [];
  const asked: { purpose: FilePurpose; name: string | null }[] = [];
  /** What was shown; `button` answers every message box, null as if it was closed. */
  const said = {
    title: '',
    edited: false,
    opened: [] as string[],
    boxes: [] as string[],
    details: [] as string[],
    button: null as number | null,
    /** Who works under the computer's account. */
    account: 'a.tester',
  };
  const tokenOf = (path: string, purpose: FilePurpose) => {
    const token = Buffer.from(`${tokens.size}`.padStart(16, 't')).toString('hex');
    tokens.set(token, { path, purpose });
    return token;
  };
  const next = () => {
    if (answers.length === 0) throw new Error('A dialog was opened that the test did not expect');
    return answers.shift() ?? null;
  };
  const desktop: DesktopPort = {
    async showOpen(purpose) {
      asked.push({ purpose, name: null });
      const path = next();
      return path === null ? null : [{ path, token: tokenOf(path, purpose) }];
    },
    async showSave(purpose, name) {
      asked.push({ purpose, name });
      const path = next();
      return path === null ? null : { path, token: tokenOf(path, purpose) };
    },
    async showFolder(purpose) {
      asked.push({ purpose, name: null });
      const path = next();
      return path === null ? null : { path, token: tokenOf(path, purpose) };
    },
    tokenOfPath: tokenOf,
    pathOfToken(token, purpose) {
      const grant = tokens.get(token);
      if (grant?.purpose !== purpose) throw new OutturnError('forbidden', 'That file was not chosen in this window.');
      return grant.path;
    },
    openExternal: async (url) => {
      said.opened.push(url);
      return true;
    },
    copyPicture: async () => {},
    setTitle: (title) => {
      said.title = title;
    },
    setEdited: (edited) => {
      said.edited = edited;
    },
    async ask({ message, detail, cancel }) {
      said.boxes.push(message);
      said.details.push(detail);
      return said.button ?? cancel;
    },
  };
  return { desktop, answers, asked, said };
}

/** A folder of its own for a test, removed afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-services-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The application's services on a profile, with scripted dialogs. The clock stands at 10 Feb 2024 and moves a second a call. */
export function startedServices(profile: string, worker = new URL('electron/worker.ts', root).pathname) {
  const scripted = scriptedDesktop();
  let seconds = 0;
  const { handlers, open, close } = createHandlers({
    paths: {
      profile,
      sampleCouncil: new URL('electron/sample-council', root).pathname,
      fonts: new URL('electron/fonts', root).pathname,
      worker,
    },
    protection: () => null,
    clock: () => new Date(Date.UTC(2024, 1, 10, 9, 0, seconds++)),
    desktop: scripted.desktop,
    account: () => scripted.said.account,
    version: '0.1.0',
  });
  return { handlers, open, close, ...scripted };
}

let sample: Promise<string> | null = null;
afterAll(async () => {
  if (sample) rmSync(await sample, { recursive: true, force: true });
});

/** Makes a profile that holds the sample council: imported once for a file of tests, then copied. Call it before the profile is used. */
export async function putSampleInto(profile: string): Promise<void> {
  sample ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outturn-sample-'));
    const { handlers, close } = startedServices(folder);
    await handlers.sampleLoad({});
    await close();
    return folder;
  })();
  cpSync(await sample, profile, { recursive: true });
}
