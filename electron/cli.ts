import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { version } from '../package.json';
import { runCommandLine } from './services/command-line/program.ts';

const folder = import.meta.dirname;
// What V8 made of the command's code is kept for the next time; a folder that cannot be written is no failure.
enableCompileCache(codeCacheFolder());
let unsaid = false;
// A reader that has had enough (`| head`) is no failure, and a pipe that closed must not end the work half way.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    unsaid = true;
    process.exitCode = 1;
  });
}

void runCommandLine(process.argv.slice(2), {
  version,
  clock: () => new Date(),
  paths: {
    sampleCouncil: join(folder, 'sample-council'),
    fonts: join(folder, 'fonts'),
    worker: join(folder, 'worker.cjs'),
    outputs: join(homedir(), 'Outturn'),
  },
  ...(process.env.OUTTURN_KEYS ? { keys: process.env.OUTTURN_KEYS } : {}),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = unsaid && code === 0 ? 1 : code;
});

/** The system's own place for what can be made again. */
function codeCacheFolder(): string {
  const { platform, env } = process;
  if (platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Outturn command', 'code');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Outturn', 'code');
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'outturn', 'code');
}
