/** The command line of another tree of this program (an older commit): `node program-child.ts <root> <command …>`. */
import { join } from 'node:path';

const [, , root = '', ...given] = process.argv;
const { runCommandLine } = (await import(join(root, 'electron/services/command-line/program.ts'))) as {
  runCommandLine: (given: string[], environment: object) => Promise<number>;
};
process.exitCode = await runCommandLine(given, {
  version: '0.1.0',
  clock: () => new Date(),
  paths: {
    sampleCouncil: join(root, 'electron/sample-council'),
    fonts: join(root, 'electron/fonts'),
    worker: join(root, 'electron/worker.ts'),
    outputs: root,
  },
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
});
