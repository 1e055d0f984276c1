import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { keyIdIn } from '../../../db/database-key.ts';
import { firstBytes } from '../../../db/open-database.ts';
import { type SettledLine, settledList } from '../../../shared/checks/contradictions.ts';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { type Finding, OutturnError } from '../../../shared/model/problem.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { notAFile } from '../files/file-failure.ts';
import { fileSystem } from '../files/file-system.ts';
import { readFile } from '../import/formats/read-file.ts';
import { isSealed } from '../keys/sealed.ts';
import { isEncrypted } from '../scenario-files/encryption.ts';
import { readScenarioFile } from '../scenario-files/scenario-file.ts';
import { backupNote, checkOwnFile, isProtected, protectedState } from './check-own-file.ts';
import { checkScenarioFile, scenarioNotes } from './check-scenario.ts';
import { examineWorkspace } from './check-workspace.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult, Environment } from './environment.ts';
import { existingKeysOf, passphraseOf } from './workspace.ts';

/** `check`: what a file is, whether it is whole, and what its data contradict. */
export function addCheck({ program, environment, finish }: CommandParts): void {
  program
    .command('check')
    .description(
      'integrity of a local copy, a scenario file, a backup or a workbook, and what its data contradict; whose a lock is, and what unsaved work holds',
    )
    .argument('<file>')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: { passphraseFile?: string }) => {
      finish(await checkFile(resolve(file), options, environment));
    });
}

async function checkFile(
  path: string,
  options: { passphraseFile?: string },
  environment: Environment,
): Promise<CommandResult> {
  const kind = kindOf(path);
  if (kind === 'workspace') {
    const { snapshot, faults, notes } = await examineWorkspace(path, environment);
    notes.unshift(...backupNote(path));
    return snapshot ? described(path, 'local copy', snapshot, faults, notes) : unreadable(path, faults, notes);
  }
  const sealed = isSealed(firstBytes(path, 16)) ? await existingKeysOf(path, environment) : null;
  if (kind === 'scenario') {
    const passphrase = passphraseOf(options);
    if (passphrase === null && isProtected(path, sealed)) return protectedState(path);
    const read = await readScenarioFile(path, passphrase, fileSystem, sealed);
    const notes = [...backupNote(path), ...scenarioNotes(read)];
    return described(path, 'scenario file', read.document.snapshot, checkScenarioFile(read), notes);
  }
  if (kind === 'workbook') return workbookState(path, environment);
  const own = checkOwnFile(path, environment.clock(), sealed);
  if (own) return own;
  throw new OutturnError(
    'file-unreadable',
    `“${basename(path)}” is neither a local copy of Outturn, nor a scenario file, nor a workbook, nor a lock or unsaved work of it. To see what an extract holds, say: outturn import ${basename(path)} --workspace FILE --preview`,
  );
}

function kindOf(path: string): 'workspace' | 'scenario' | 'workbook' | 'other' {
  const head = Buffer.alloc(64);
  try {
    if (!statSync(path).isFile()) throw notAFile('other');
    const handle = openSync(path, 'r');
    readSync(handle, head, 0, head.length, 0);
    closeSync(handle);
  } catch {
    throw new OutturnError('file-missing', `“${basename(path)}” is not there or cannot be read.`);
  }
  if (keyIdIn(head) !== null || head.toString('latin1').startsWith('SQLite format 3\u0000')) return 'workspace';
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'workbook';
  if ((head[0] === 0x1f && head[1] === 0x8b) || isEncrypted(head)) return 'scenario';
  // One whose first bytes are gone is still what its name says, and is told what is wrong with it.
  if (/^workspace\.sqlite(\.|$)/.test(basename(path))) return 'workspace';
  return extname(path) === '.outturn' ? 'scenario' : 'other';
}

/** A workbook is opened behind the same guard as an import; cells with an error in them are faults. */
async function workbookState(path: string, { paths }: Environment): Promise<CommandResult> {
  const file = basename(path);
  const tables = await readFile(file, readFileSync(path), paths.worker);
  const sheets = tables.map(({ sheet, rows }) => ({ sheet, rows: rows.filter((row) => row.length > 0).length }));
  const faults = tables.flatMap(({ sheet, rows }) =>
    rows.flatMap((row, index) =>
      row
        .filter((cell) => /^#(REF|VALUE|NAME|DIV\/0|NUM|NULL|N\/A)[!?]?$/.test(cell))
        .map((cell) => `${sheet}, row ${index + 1}: ${cell}`),
    ),
  );
  return {
    json: { command: 'check', file, kind: 'workbook', whole: true, sheets, faults, findings: [] },
    text: [
      `“${file}” is a workbook and can be read: ${sheets.map(({ sheet, rows }) => `${sheet} (${rows} rows)`).join(', ')}.`,
      ...faults.map((fault) => `FAULT  ${fault}`),
    ].join('\n'),
    problems: faults.length > 0,
  };
}

/** A local copy whose rows cannot be read. */
function unreadable(path: string, faults: string[], notes: string[]): CommandResult {
  const file = basename(path);
  return {
    json: { command: 'check', file, kind: 'local copy', whole: false, rows: {}, faults, notes, findings: [] },
    text: [`“${file}” is a local copy and is not whole.`, ...notes, ...faults.map((fault) => `FAULT  ${fault}`)].join(
      '\n',
    ),
    problems: true,
  };
}

function described(
  path: string,
  kind: string,
  snapshot: Snapshot,
  faults: string[],
  notes: string[] = [],
): CommandResult {
  const findings = runChecks(snapshot);
  const settled = settledList(snapshot);
  const open = findings.filter((finding) => finding.dispute).length;
  const counts = Object.fromEntries(
    registerNames.filter((name) => snapshot[name].length > 0).map((name) => [name, snapshot[name].length]),
  );
  const serious = findings.filter((finding) => finding.severity !== 'inform');
  const rows = Object.entries(counts).map(
    ([name, count]) => `${registers[name as keyof typeof registers].label} ${count}`,
  );
  return {
    json: { command: 'check', file: basename(path), kind, whole: true, rows: counts, faults, notes, findings, settled },
    text: [
      `“${basename(path)}” is a ${kind} and whole. ${snapshot.council ? `${snapshot.council}, data to ${snapshot.dataDate}.` : 'It holds no data.'}`,
      rows.join(', '),
      ...notes,
      ...faults.map((fault) => `FAULT  ${fault}`),
      ...findings.map(sayFinding),
      ...settled.map(saySettled),
      `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}, ${serious.length} to look at. Contradictions between sources: ${open} open, ${settled.length} settled.`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
    problems: faults.length + serious.length > 0,
  };
}

function saySettled({ title, used, reason, by, on }: SettledLine): string {
  return `SETTLED ${title}: ${used}. ${reason} (${by}${on === null ? '' : `, ${formatDate(on)}`})`;
}

function sayFinding({ severity, code, message, suggestion }: Finding): string {
  return `${severity.toUpperCase().padEnd(6)} ${code}: ${message}${suggestion ? ` (${suggestion})` : ''}`;
}
