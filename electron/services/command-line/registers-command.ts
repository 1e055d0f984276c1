import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSnapshot } from '../../../db/snapshot.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { StoredEpisode } from '../../../shared/ssda903/stored.ts';
import { registerFiles } from '../exports/all-registers.ts';
import { returnsZip } from '../exports/returns-zip.ts';
import { fileSystem } from '../files/file-system.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { CommandParts } from './command-parts.ts';
import { withWorkspace } from './workspace.ts';

/** `registers`: everything a local copy holds as CSV, so that no data are ever held only where a key opens them. */
export function addRegisters({ program, environment, finish }: CommandParts): void {
  program
    .command('registers')
    .description('write every register of a local copy as CSV, which imports back to the same data')
    .requiredOption('--workspace <file>', 'the local copy')
    .requiredOption('--out <folder>', 'a new or empty folder')
    .option('--json', 'print one JSON document')
    .action(async ({ workspace, out }: { workspace: string; out: string }) => {
      const folder = resolve(out);
      if (existsSync(folder) && readdirSync(folder).length > 0) {
        throw new OutturnError('file-exists', 'That folder is not empty. Give a new one; nothing was written.');
      }
      const { files, rows } = await withWorkspace(workspace, environment, false, (store) => {
        const snapshot = readSnapshot(store);
        const returns = returnsZip(store.statement('episodes', 'all').all() as StoredEpisode[]);
        const tables = Object.entries(registerFiles(snapshot)).map(
          ([name, text]) => [name, Buffer.from(text)] as const,
        );
        const returned = returns === null ? [] : [['ssda903-returns.zip', Buffer.from(returns)] as const];
        const counted = tables.reduce((sum, [, bytes]) => sum + bytes.filter((byte) => byte === 10).length - 1, 0);
        return { files: [...tables, ...returned], rows: counted };
      });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const [name, bytes] of files) await replaceFile(join(folder, name), bytes, null, fileSystem);
      const names = files.map(([name]) => name);
      finish({
        json: { command: 'registers', folder, files: names },
        text: [
          `${names.length} files are in ${folder} (${rows} lines):`,
          ...names.map((name) => `  ${name}`),
          'They hold the data of children in clear: keep them where only those who may see them can. Bring them back with: outturn import FOLDER --workspace FILE',
        ].join('\n'),
        problems: false,
      });
    });
}
