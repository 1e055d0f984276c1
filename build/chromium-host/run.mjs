import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { startHost } from './host.mjs';
import { claimInstance } from './single-instance.mjs';

/** Where Electron would keep this application's data for the person. */
export function profileFolder(name, platform = process.platform, environment = process.env, home = homedir()) {
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), name);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name);
  return join(environment.XDG_CONFIG_HOME ?? join(home, '.config'), name);
}

/** Runs the application in a visible browser window until it is closed; dialogs are asked in this terminal. */
export async function runInBrowser({ folder, name, args }) {
  const profile = profileFolder(name);
  let host = null;
  const instance = await claimInstance(profile, args, process.cwd(), (...started) =>
    host?.app.emit('second-instance', {}, ...started),
  );
  if (!instance) {
    console.error(`${name} is open already: its window comes to the front.`);
    return 0;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  host = await startHost({
    folder,
    profile,
    args,
    visible: true,
    answer: (dialog) => ask(terminal, dialog),
    openExternal: (url) => console.error(`Open in your browser: ${url}`),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void host.app.quit());
  const code = await host.app.exited;
  terminal.close();
  instance.release();
  for (const { kind, text } of host.problems) console.error(`${kind}: ${text}`);
  return code;
}

async function ask(terminal, { kind, options }) {
  if (kind === 'message') {
    const buttons = options.buttons ?? ['OK'];
    console.error(`\n${options.message}\n${options.detail ?? ''}`);
    buttons.forEach((button, index) => {
      console.error(`  ${index + 1}  ${button}`);
    });
    const answer = Number(await terminal.question('Number: ')) - 1;
    return answer in buttons ? answer : (options.cancelId ?? 0);
  }
  const kinds = (options.filters ?? []).map((filter) => `${filter.name} (${filter.extensions.join(', ')})`).join('; ');
  console.error(`\n${kind === 'open' ? 'Open a file' : `Save as (${options.defaultPath ?? ''})`}: ${kinds}`);
  const answer = (await terminal.question('Path (Enter alone cancels): ')).trim();
  return answer === '' ? null : answer;
}
