import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { placeOfError } from '../services/diagnostics/error-place.ts';

/** The record keeps its newest half when it passes this. */
const mostBytes = 256 * 1024;

/**
 * Writes where an unexpected error arose to the terminal and to `failures.log` of the profile: its kind and place, never
 * its message, which may hold a child's data.
 */
export function report(where: string, error: unknown): void {
  const lines = placeOfError(where, error);
  for (const line of lines) console.error(line);
  try {
    const file = join(app.getPath('userData'), 'failures.log');
    appendFileSync(file, `${new Date().toISOString()} ${lines.join('\n')}\n`, { mode: 0o600 });
    if (statSync(file).size > mostBytes) {
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.slice(text.indexOf('\n', text.length / 2) + 1));
    }
  } catch {
    // A disk that cannot be written to must not turn one failure into two.
  }
}

export type Ending = {
  /** Puts the store away; what fails or hangs is not waited for. */
  close(): Promise<void>;
};

/** How long a failing application waits for its store to be put away, milliseconds. */
const patience = 5_000;
let told = false;

/**
 * What no code expected, on the interface thread or as the end of the services' thread: it is recorded, and the person
 * is told in our words, once, with the offer to start again. The application never goes on in an unknown state.
 */
export async function failForGood(where: string, error: unknown, { close }: Ending): Promise<void> {
  report(where, error);
  if (told) return;
  told = true;
  let again = false;
  try {
    await app.whenReady();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: 'Outturn has stopped unexpectedly',
      detail:
        'Your work is kept: what was not saved is offered under “Recovered work” at the next start. Where the fault arose has been written down for whoever looks after this computer (failures.log, without any data).',
      buttons: ['Restart Outturn', 'Close'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    again = response === 0;
  } catch {
    // Not even a dialog: it ends, and the record says why.
  }
  await Promise.race([close().catch(() => {}), new Promise((done) => setTimeout(done, patience))]);
  if (again) relaunch([]);
  app.exit(1);
}

/** Has the application started again, once this process has ended, with these arguments. */
export function relaunch(args: readonly string[]): void {
  const image = process.env.APPIMAGE;
  app.relaunch({
    args: [...(app.isPackaged ? [] : [app.getAppPath()]), ...args],
    // An AppImage's own program lies in a folder that is gone by then.
    ...(image ? { execPath: image } : {}),
  });
}

/** From now on an error that nothing caught ends the application in order. Called once, before anything can fail. */
export function watchFailures(ending: Ending): void {
  process.on('uncaughtException', (error) => void failForGood('uncaught', error, ending));
  process.on('unhandledRejection', (error) => void failForGood('unhandled', error, ending));
}
