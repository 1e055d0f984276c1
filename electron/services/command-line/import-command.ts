import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { memoryPath } from '../../../db/open-database.ts';
import { openStore, type Store } from '../../../db/store.ts';
import { parseMapping, type TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type RegisterName, registerNames } from '../../../shared/model/registers.ts';
import type { PreviewOptions } from '../import/import-service.ts';
import type { CommandParts } from './command-parts.ts';
import type { Environment } from './environment.ts';
import { importFiles } from './import-files.ts';
import { yearText } from './option-values.ts';
import { withWorkspace } from './workspace.ts';

type Options = {
  workspace: string;
  kind?: string;
  year?: string;
  postings?: string;
  map?: string;
  authority?: string;
  saveMap?: string;
  birthDate: string;
  preview?: true;
  childKey?: string;
  council?: string;
  dataDate?: string;
};

/** `import`: extracts into a local copy, which is made if missing; prints counts and problems. */
export function addImport({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('import')
    .description('bring extracts (CSV, workbooks, SSDA903 XML, ZIP or a folder) into a local copy')
    .argument('<path...>')
    .requiredOption('--workspace <file>', 'the local copy; made when missing')
    .option('--kind <register>', 'what the files hold, when their headers do not tell: a register, or ssda903')
    .option('--year <year>', 'collection year of SSDA903 returns, such as 2023/24', yearText)
    .option('--postings <how>', 'whether alike postings of a ledger count each (add) or as one (once)')
    .option('--authority <code>', 'whose rows are read, of an extract of several authorities')
    .option('--map <file>', 'how tables are read: their columns, constants and values (JSON)')
    .option('--save-map <file>', 'write how every table was read, or might be, to change and give again')
    .option('--birth-date <precision>', 'month, or day to hold whole birth dates', 'month')
    .option('--council <name>', 'name of the council or trust')
    .option('--data-date <date>', 'last day the data cover, such as 2023-12-31')
    .option('--child-key <file>', 'the key behind the pseudonyms; otherwise “child-key” beside the local copy')
    .option('--preview', 'say what would happen and change nothing')
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], options: Options) => {
      const files = paths.map((path) => ({ name: basename(path), path: resolve(path) }));
      for (const { path, name } of files) {
        if (!existsSync(path)) throw new OutturnError('file-missing', `“${name}” is not there. Nothing was imported.`);
      }
      progress(`Reading ${files.length === 1 ? files[0]?.name : `${files.length} files`} …`);
      const key = keyPath(options.childKey);
      const preview = options.preview === true;
      const extra = { saveMap: options.saveMap ?? null };
      const run = (store: Store) =>
        importFiles(store, files, previewOptions(options), environment, preview, key, extra);
      const inPassing = preview && !existsSync(options.workspace);
      finish(
        await (inPassing ? withMemory(environment, run) : withWorkspace(options.workspace, environment, true, run)),
      );
    });
}

/** A preview leaves nothing behind: where there is no copy yet it is held against an empty one in memory. */
async function withMemory<T>({ clock }: Environment, run: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(memoryPath, { clock, backupFolder: '' });
  try {
    return await run(store);
  } finally {
    store.close();
  }
}

/** A key that was named must be there: another one would make two of every child. */
function keyPath(named: string | undefined): string | null {
  if (named === undefined) return null;
  if (existsSync(named)) return resolve(named);
  throw new OutturnError(
    'file-missing',
    `There is no key “${basename(named)}”. Nothing was imported. A new key is one line of 64 hexadecimal digits, such as: openssl rand -hex 32`,
  );
}

function previewOptions({
  kind,
  year,
  postings,
  map,
  authority,
  birthDate,
  council,
  dataDate,
}: Options): PreviewOptions {
  const returned = kind === 'ssda903';
  if (kind !== undefined && !returned && !registerNames.includes(kind as RegisterName)) {
    throw new OutturnError(
      'invalid-input',
      `There is no register “${kind}”. Say ssda903 for a return, or one of the registers: ${registerNames.join(', ')}.`,
    );
  }
  if (birthDate !== 'month' && birthDate !== 'day') {
    throw new OutturnError('invalid-input', '--birth-date is month or day.');
  }
  if (postings !== undefined && postings !== 'add' && postings !== 'once') {
    throw new OutturnError('invalid-input', '--postings is add or once.');
  }
  const settings = { ...(council ? { council } : {}), ...(dataDate ? { data_date: dataDate } : {}) };
  const register = returned ? null : ((kind as RegisterName | undefined) ?? null);
  const tables = map === undefined ? [] : mappingAt(map);
  return {
    register,
    returned,
    tables,
    authority: authority ?? null,
    postings: postings ?? null,
    year: year ?? null,
    birthDate,
    settings,
  };
}

function mappingAt(path: string): readonly TableMapping[] {
  if (!existsSync(path)) {
    throw new OutturnError('file-missing', `There is no mapping “${basename(path)}”. Nothing was imported.`);
  }
  return parseMapping(basename(path), readFileSync(path, 'utf8')).tables;
}
