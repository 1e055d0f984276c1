import { join } from 'node:path';
import { runCommandLine } from '../../electron/services/command-line/program.ts';

/** One command of the command line in a process of its own, as the packed program runs it: `node canary-command.ts <command> …`. */
const root = new URL('../../', import.meta.url);
process.exitCode = await runCommandLine(process.argv.slice(2), {
  version: '0.2.0',
  clock: () => new Date(),
  paths: {
    sampleCouncil: new URL('electron/sample-council', root).pathname,
    fonts: new URL('electron/fonts', root).pathname,
    worker: new URL('electron/worker.ts', root).pathname,
    outputs: join(process.env.OUTTURN_TEST_OUTPUTS ?? process.cwd(), 'outputs'),
  },
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
