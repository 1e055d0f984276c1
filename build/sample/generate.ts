import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvOf, type Extract } from './extract.ts';
import { readme } from './readme.ts';
import { makeSample, snapshotOf } from './sample.ts';
import { xlsxOf } from './xlsx.ts';

/** Writes the sample council's extracts. The same program gives the same bytes, so a change shows in the repository. */
const folder = new URL('../../electron/sample-council/', import.meta.url).pathname;

function write(name: string, bytes: string | Uint8Array): void {
  writeFileSync(join(folder, name), bytes);
  process.stdout.write(`${name}\n`);
}

const extracts: Extract[] = makeSample();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const extract of extracts) {
  write(extract.file, extract.file.endsWith('.xlsx') ? await xlsxOf(extract) : csvOf(extract));
}
const { council, dataDate } = snapshotOf(extracts);
write('settings.csv', `\uFEFFSetting,Value\r\nCouncil,${council}\r\nData date,${dataDate}\r\nSynthetic,yes\r\n`);
write('README.txt', readme(extracts));
