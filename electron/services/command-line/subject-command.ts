import { join, resolve } from 'node:path';
import { childNamed, pseudonymsIn } from '../data-protection/named-child.ts';
import { childData } from '../data-protection/subject-access.ts';
import { fileSystem } from '../files/file-system.ts';
import { replaceFile } from '../files/replace-file.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import type { CommandParts } from './command-parts.ts';
import { readChildKey } from './erasing.ts';
import { withWorkspace } from './workspace.ts';

/** `subject`: all that a local copy holds about one child, for a subject access request. */
export function addSubject({ program, environment, finish }: CommandParts): void {
  program
    .command('subject')
    .description('export what is held about one child, for a subject access request')
    .requiredOption('--workspace <file>', 'the local copy')
    .requiredOption('--child <identifier>', 'the child’s identifier in the source system, or its pseudonym')
    .option('--out <file>', 'write the export to this JSON file instead of printing it')
    .option('--child-key <file>', 'the key behind the pseudonyms; otherwise “child-key” beside the local copy')
    .option('--json', 'print one JSON document')
    .action(async (options: { workspace: string; child: string; out?: string; childKey?: string }) => {
      const key = readChildKey(options.childKey ?? join(folderOfCopy(options.workspace), 'child-key'));
      const child = childNamed(options.child, key);
      const data = await withWorkspace(options.workspace, environment, false, (store) =>
        childData(store, pseudonymsIn(store, child), child.identifier, environment.clock()),
      );
      const text = `${JSON.stringify(data, null, 2)}\n`;
      if (options.out !== undefined) await replaceFile(resolve(options.out), Buffer.from(text), null, fileSystem);
      const counts = Object.entries(data.registers).map(([name, rows]) => `  ${name}: ${rows.length}`);
      finish({
        json: { command: 'subject', found: data.found, out: options.out ?? null, ...(options.out ? {} : { data }) },
        text: data.found
          ? [
              ...(options.out
                ? [`What is held about the child is in ${resolve(options.out)}:`, ...counts]
                : [text.trimEnd()]),
              `  changes in the log: ${data.changes.length}`,
              `  problems of imports: ${data.problems.length}`,
            ].join('\n')
          : 'Nothing is held about that child in this local copy.',
        problems: false,
      });
    });
}
