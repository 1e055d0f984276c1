import { homedir } from 'node:os';
import { join } from 'node:path';
import { version } from '../package.json';
import { runCommandLine } from './services/command-line/program.ts';

const folder = import.meta.dirname;

void runCommandLine(process.argv.slice(2), {
  version,
  clock: () => new Date(),
  paths: {
    sampleCouncil: join(folder, 'sample-council'),
    fonts: join(folder, 'fonts'),
    worker: join(folder, 'worker.cjs'),
    outputs: join(homedir(), 'Outturn'),
  },
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
