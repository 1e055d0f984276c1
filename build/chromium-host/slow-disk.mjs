import { cpSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The bundles that run in threads of their own, and read and write the person's files. */
const threads = ['services.cjs', 'worker.cjs'];

/**
 * The folder of bundles the host runs. With a delay it is one beside: the same files, the bundles of threads each begun by
 * a script that lets every access of a file wait so long.
 */
export function onDisk(folder, delay) {
  if (delay === 0) return folder;
  const slow = join(mkdtempSync(join(tmpdir(), 'outturn-slow-disk-')), 'dist');
  cpSync(join(folder, 'main.cjs'), join(slow, 'main.cjs'));
  for (const name of readdirSync(folder)) {
    const real = resolve(folder, name);
    if (name === 'main.cjs') continue;
    if (!threads.includes(name)) symlinkSync(real, join(slow, name));
    else {
      const slowed = JSON.stringify(join(import.meta.dirname, 'slow-files.cjs'));
      writeFileSync(join(slow, name), `require(${slowed}).slow(${delay});\nrequire(${JSON.stringify(real)});\n`);
    }
  }
  return slow;
}
