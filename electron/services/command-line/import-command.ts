import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { memoryPath } from '../../../db/open-database.ts';
import { openStore, type Store } from '../../../db/store.ts';
import type { ImportFilePreview, ImportPreview, ImportReconciliation, ImportResult } from '../../../shared/api.ts';
import { mappingText, parseMapping, type TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { withoutStated } from '../../../shared/import-mapping/stated.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type RegisterName, registerNames } from '../../../shared/model/registers.ts';
import { fileSystem } from '../files/file-system.ts';
import { replaceFile } from '../files/replace-file.ts';
import { loadChildKey } from '../import/child-key.ts';
import { createImportService, type PreviewOptions } from '../import/import-service.ts';
import type { ImportFile } from '../import/read-files.ts';
import { personalTextCode } from '../import/text-questions.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult, Environment } from './environment.ts';
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

/** Previews files and, unless told not to, commits what can be read of them. */
export async function importFiles(
  store: Store,
  files: readonly ImportFile[],
  options: PreviewOptions,
  { clock, paths }: Environment,
  previewOnly: boolean,
  key: string | null = null,
  { saveMap }: { saveMap: string | null } = { saveMap: null },
): Promise<CommandResult> {
  const inMemory = store.path === memoryPath && key === null;
  const childKey = inMemory ? [randomBytes(32)] : loadChildKey(key ?? join(dirname(store.path), 'child-key'));
  const service = createImportService({ store, childKey, clock, worker: paths.worker });
  const preview = await service.preview(files, options);
  if (saveMap !== null) {
    const tables = preview.files.flatMap(({ table }) => (table ? withoutStated(table) : []));
    await replaceFile(resolve(saveMap), Buffer.from(mappingText(tables)), null, fileSystem);
  }
  const readable = preview.files.some((file) => file.failure === null && file.kind !== 'notes');
  const taken = preview.files.some((file) => file.added + file.changed + file.unchanged + file.rejected > 0);
  const unplaced = preview.files.some((file) => file.failure?.code === 'year-unknown');
  // A return whose year is not known leaves only files that say nothing by themselves.
  if (!readable || (unplaced && !taken)) throw failureOf(preview);
  const result = previewOnly ? null : service.commit(preview.token);
  const copied = result?.importId ? service.reconciliation(result.importId) : [];
  return described(preview, result, copied);
}

/** Nothing could be read: the reasons are the answer, with the code of the first. */
function failureOf({ files }: ImportPreview): OutturnError {
  const failures = files.flatMap((file) => file.failure ?? []);
  return new OutturnError(
    (failures[0]?.code ?? 'not-a-table') as OutturnError['code'],
    failures.map((failure) => failure.message).join('\n') ||
      'There is no table in what was given. Nothing was imported.',
    failures[0]?.details ?? {},
  );
}

function described(
  preview: ImportPreview,
  result: ImportResult | null,
  copied: readonly ImportReconciliation[],
): CommandResult {
  const files = preview.files.map(({ sample, mapping, table, samples, ...file }) => file);
  const trouble = files.some(
    (file) =>
      file.failure !== null ||
      file.rejected > 0 ||
      (file.removed ?? 0) > 0 ||
      file.problems.some(({ code }) => code === personalTextCode),
  );
  const apart = copied.some(({ amounts }) => amounts.some(({ taken, copy }) => taken !== copy));
  return {
    json: { command: 'import', committed: result !== null, result, files, copied },
    text: [
      ...files.map(sayFile),
      result === null
        ? 'Preview only: nothing was changed.'
        : `Imported: ${result.added} added, ${result.changed} changed, ${result.unchanged} unchanged, ${result.removed > 0 ? `${result.removed} removed, ` : ''}${result.rejected} rejected.`,
      ...copied.flatMap(({ file, amounts }) =>
        amounts.map(
          ({ column, taken, copy }) =>
            `   In the copy: ${file}, ${column}: ${pounds(copy)}${taken === copy ? '' : `, which is not the ${pounds(taken)} that was taken`}`,
        ),
      ),
    ].join('\n'),
    problems: trouble || apart,
  };
}

const mostShown = 10;

function sayFile(file: Omit<ImportFilePreview, 'sample' | 'mapping'>): string {
  if (file.failure) return `${file.file}: NOT READ: ${file.failure.message}`;
  const gone = file.gone > 0 ? `, ${file.gone} no longer in the extract` : '';
  const repeated = file.repeated ? `, ${file.repeated} repeated` : '';
  const removed = file.removed ? `, ${file.removed} ${file.removed === 1 ? 'placement' : 'placements'} removed` : '';
  const lines = [
    `${file.file}: ${file.kind}, ${file.rows} rows: ${file.added} new, ${file.changed} changed, ${file.unchanged} the same${repeated}${gone}${removed}, ${file.rejected} rejected`,
    ...recognised(file),
    ...reconciled(file),
    ...(file.removedRows ?? [])
      .slice(0, mostShown)
      .map((row) => `   removed, for the return no longer holds it: ${row}`),
    ...file.ignored.map((header) => `   not used: ${header}`),
    ...file.problems.slice(0, mostShown).map((problem) => `   ${problem.message}`),
  ];
  const cleaned = (file.cleaning ?? []).map(
    ({ title, action, rows, children }) =>
      `   ${title}: ${rows} ${rows === 1 ? 'row' : 'rows'} ${action}, ${children} children`,
  );
  if (cleaned.length > 0) lines.splice(1, 0, '   Cleaning report:', ...cleaned, '   Row by row:');
  if (file.problems.length > mostShown) lines.push(`   … and ${file.problems.length - mostShown} more`);
  return lines.join('\n');
}

/** What a table of other headers was recognised by, and what stands in it that the file does not say. */
function recognised({ recognition, made }: Pick<ImportFilePreview, 'recognition' | 'made'>): string[] {
  if (made) return ['   Made for what the other files name: no file holds it.'];
  if (!recognition) return [];
  return [
    `   Recognised with confidence ${recognition.confidence.toFixed(2)}: ${recognition.why.join('; ')}`,
    ...recognition.assumed.map((what) => `   assumed: ${what}`),
  ];
}

const pounds = (pence: number) =>
  `${pence < 0 ? '-' : ''}£${(Math.abs(pence) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** What the file held, what was taken and what was not, row by row and to the penny. */
function reconciled({ reconciliation: sums }: Pick<ImportFilePreview, 'reconciliation'>): string[] {
  if (!sums) return [];
  const left = sums.leftOut > 0 ? `, ${sums.leftOut} left out as totals or notes` : '';
  return [
    `   Reconciliation: ${sums.rows} rows in the file, ${sums.taken} taken,${sums.repeated > 0 ? ` ${sums.repeated} repeated,` : ''} ${sums.setAside} set aside${left}`,
    ...sums.amounts.map(
      ({ column, file, taken, setAside, unread }) =>
        `   ${column}: ${pounds(file)} in the file, ${pounds(taken)} taken, ${pounds(setAside)} not taken${unread > 0 ? `, and ${unread} ${unread === 1 ? 'cell' : 'cells'} that could not be read` : ''}`,
    ),
  ];
}
