import { randomBytes } from 'node:crypto';
import { undoGroup } from '../../../db/changes.ts';
import { readSetting } from '../../../db/settings.ts';
import type { Store } from '../../../db/store.ts';
import type {
  ImportPreview,
  ImportProblem,
  ImportReconciliation,
  ImportRecord,
  ImportResult,
} from '../../../shared/api.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { RefreshRules } from '../../../shared/refresh/decide-cell.ts';
import { authorityKnown } from './authorities.ts';
import { type ChildKey, keyMark, keyOfCopy, pseudonymiser } from './child-key.ts';
import { type CommitOptions, commitPlan } from './commit-plan.ts';
import type { Plan } from './import-plan.ts';
import { keptReconciliations } from './kept-reconciliation.ts';
import { type RefreshAnswers, type Settled, settleLocalEdits } from './local-edits.ts';
import { makePlan } from './plan.ts';
import type { AlikePostings } from './postings.ts';
import { previewOf } from './preview.ts';
import { problemsCsv } from './problem-list.ts';
import { type FileTables, type ImportFile, type ReadProgress, readFiles } from './read-files.ts';
import type { RowCorrection } from './row-corrections.ts';
import type { DataSettings } from './settings-table.ts';
import { refuseWrongShares } from './share-check.ts';
import { understand } from './understand.ts';
import type { Understood } from './understood.ts';

export type ImportServiceOptions = {
  store: Store;
  /** The secret behind the pseudonyms (child-key.ts). */
  childKey: ChildKey;
  clock: () => Date;
  /** Bundle that runs the worker job `read-file`, or format-worker.ts from source. */
  worker: string | URL;
};
export type PreviewOptions = {
  /** What every file holds, when a person says so. */
  register?: RegisterName | null;
  /** Header of the file → column, '' to leave it out. Remembered once committed. */
  mapping?: Readonly<Record<string, string>> | null;
  /** Whole mappings of tables; remembered by their headers once committed. */
  tables?: readonly TableMapping[];
  /** What stands in cells of rows instead of what the files say. */
  corrections?: readonly RowCorrection[];
  /** Tables left out, by name. */
  skipped?: readonly string[];
  /** `day` also holds full birth dates; the preview says so. */
  birthDate?: 'month' | 'day';
  /** Collection year of the SSDA903 returns among the files, `2023/24`; without it the files say. */
  year?: string | null;
  /** Whose rows are read, where an extract holds those of several authorities. */
  authority?: string | null;
  /** True where a person says that the files are of an SSDA903 return. */
  returned?: boolean;
  settings?: DataSettings;
  /** What each file of a refresh holds, by its name. */
  registerOf?: Readonly<Record<string, RegisterName>>;
  /** How alike postings of a ledger count; asked about where it is not said. */
  postings?: AlikePostings | null;
  /** Set for a refresh from a source: how edits made here stand against it. A plain import takes the file as it is. */
  refresh?: RefreshRules | null;
};
export type ImportService = ReturnType<typeof createImportService>;

type Pending = {
  /** The tables as they were read, so that choices are made without reading the files again. */
  read: readonly FileTables[];
  options: PreviewOptions;
  understood: Understood;
  plan: Plan;
  stamp: string;
  settings: DataSettings & { authority?: string };
  refresh: RefreshRules | null;
  alike: AlikePostings | null;
};
/** Previews kept waiting for a commit; the oldest gives way. */
const mostPending = 3;

/** Imports extracts: always a preview first, then a commit in one transaction that can be undone whole (docs/data.md §2). */
export function createImportService({ store, childKey: keys, clock, worker }: ImportServiceOptions) {
  const pending = new Map<string, Pending>();
  // A copy brought back from before a change of key goes on with the keys it was filled with.
  const childKey = keyOfCopy(keys, readSetting(store, 'child_key')) ?? keys;
  const pseudonym = pseudonymiser(childKey);

  /** Changes whenever anything in the copy has: a plan made before is then made again. */
  const stampOf = () =>
    JSON.stringify([
      store.prepare('select max(id) as last, sum(undone) as undone from "change_groups"').get(),
      // What is frozen decides which rows may come in.
      store.prepare('select max(updated_at) as last, count(reopened_at) as reopened from "issued_periods"').get(),
    ]);
  const believed = () => {
    const dataYear = Number((readSetting(store, 'data_date') ?? '').slice(0, 4)) || 0;
    const last = Math.max(dataYear, clock().getUTCFullYear()) + 5;
    return { first: '2000-01-01', last: `${last}-12-31` };
  };
  /** A plan held against the edits made here, where it is a refresh, and against what must hold once it is done. */
  const settle = (
    plan: Plan,
    { files }: Understood,
    refresh: RefreshRules | null,
    answers: RefreshAnswers,
  ): Settled => {
    const sources = files.flatMap((file) => (file.source ? [file.source] : []));
    const settled = refresh ? settleLocalEdits(store, plan, refresh, answers) : { plan, notes: [], questions: [] };
    return refuseWrongShares(store, settled, sources);
  };
  const planOf = ({ files, returns }: Understood, alike: AlikePostings | null): Plan =>
    makePlan(
      store,
      files.flatMap((file) => (file.source ? [file.source] : [])),
      returns,
      { alike },
    );
  const find = (importId: number) => {
    const row = store.rows(store.query.selectFrom('imports').selectAll().where('id', '=', importId))[0];
    if (!row) throw new OutturnError('import-missing', 'That import is not in this copy.', { importId });
    return row;
  };
  const problemRows = (importId: number) => {
    find(importId);
    const columns = [
      'file',
      'row',
      'column_header as column',
      'code',
      'message',
      'before',
      'after',
      'original',
    ] as const;
    const query = store.query.selectFrom('import_problems').select(columns).where('import_id', '=', importId);
    return store.rows(query.orderBy('id', 'asc'));
  };

  return {
    /** Reads files and tells what a commit would do; writes nothing. Files that fail carry their error in the answer. */
    async preview(
      files: readonly ImportFile[],
      options: PreviewOptions = {},
      progress?: ReadProgress,
    ): Promise<ImportPreview> {
      const read = await readFiles(files, worker, progress);
      return previewTables(randomBytes(16).toString('hex'), read, options);
    },

    /** The same tables under other choices, under the same token: no file is read again. Null for a token not known. */
    again(token: string, options: PreviewOptions): ImportPreview | null {
      const waiting = pending.get(token);
      if (!waiting) return null;
      const { refresh = null, registerOf = {}, settings = {} } = waiting.options;
      const more = { ...options, registerOf: { ...registerOf, ...options.registerOf } };
      const again = previewTables(token, waiting.read, { refresh, settings, ...more });
      const known = pending.get(token);
      // A choice of what a table holds may be taken back: what came with the files is kept apart from it.
      if (known) known.options = { ...known.options, registerOf };
      return again;
    },

    /** Stops waiting for the commit of a preview. */
    leave(token: string): void {
      pending.delete(token);
    },

    /**
     * Does what a preview said, in one transaction; `answers` settle the questions of a refresh, and what has none stays
     * as edited here. Throws `import-missing` for an unknown or used token.
     */
    commit(token: string, options: CommitOptions & { answers?: RefreshAnswers } = {}): ImportResult {
      const waiting = pending.get(token);
      if (!waiting) {
        throw new OutturnError('import-missing', 'That preview is no longer held. Choose the files again.');
      }
      const { understood, stamp, settings, refresh, alike } = waiting;
      // Looked at and changed as one step: another process may be importing into this very copy.
      const result = store.transaction('settle and commit import', () => {
        const plan = stamp === stampOf() ? waiting.plan : planOf(understood, alike);
        const settled = settle(plan, understood, refresh, options.answers ?? {});
        return commitPlan(
          store,
          settled.plan,
          understood,
          { ...settings, child_key: keyMark(childKey) },
          options,
          pseudonym,
          settled.notes,
        );
      });
      pending.delete(token);
      return result;
    },

    /** Takes an import back whole. Throws `import-missing`, or `import-not-latest` when its rows have changed since. */
    undo(importId: number): ImportResult {
      const row = find(importId);
      const { added, changed, unchanged, rejected } = row;
      if (row.group_id === null) return { importId, added: 0, changed: 0, unchanged, removed: 0, rejected };
      try {
        undoGroup(store, row.group_id);
      } catch (error) {
        if (!(error instanceof OutturnError) || (error.code !== 'row-changed' && error.code !== 'row-invalid'))
          throw error;
        throw new OutturnError(
          'import-not-latest',
          'Rows of this import have been changed or used since, so it cannot be undone by itself. Undo the later changes first.',
          { importId },
        );
      }
      return { importId, added, changed, unchanged, removed: 0, rejected };
    },

    /** Imports done so far, newest first. */
    list(): ImportRecord[] {
      const query = store.query
        .selectFrom('imports')
        .leftJoin('change_groups', 'change_groups.id', 'imports.group_id')
        .select(['imports.id as id', 'imports.at as when', 'files', 'added', 'changed', 'rejected', 'undone']);
      const rows = store.rows(query.orderBy('imports.id', 'desc').limit(1000));
      return rows.map(({ files, undone, ...row }) => ({
        ...row,
        files: JSON.parse(files) as string[],
        undone: (undone ?? 0) !== 0,
      }));
    },

    /** Every rejected or changed row of an import, with its reason. */
    problems(importId: number): ImportProblem[] {
      return problemRows(importId).map(({ original, ...problem }) => problem);
    },

    /** Rows and pounds of each file of an import, as they stood once it was in. */
    reconciliation(importId: number): ImportReconciliation[] {
      find(importId);
      return keptReconciliations(store, importId);
    },

    /** The problem list as CSV text, the original row beside each reason. */
    problemsCsv(importId: number): string {
      return problemsCsv(problemRows(importId));
    },
  };

  /** What a commit of these tables would do, kept under a token until it is done or left. */
  function previewTables(token: string, read: readonly FileTables[], options: PreviewOptions): ImportPreview {
    const birthDate = options.birthDate ?? 'month';
    const understood = understand(store, read, {
      register: options.register ?? null,
      mapping: options.mapping ?? null,
      tables: options.tables ?? [],
      corrections: options.corrections ?? [],
      skipped: options.skipped ?? [],
      window: believed(),
      pseudonym,
      birthDate,
      year: options.year ?? null,
      authority: options.authority ?? null,
      authorityKnown: authorityKnown(readSetting(store, 'authority')),
      today: clock().toISOString().slice(0, 10),
      returned: options.returned ?? false,
      registerOf: options.registerOf ?? {},
    });
    refuseOtherKey(understood);
    const plan = store.timed('plan import', () => planOf(understood, options.postings ?? null));
    pending.set(token, {
      read,
      options,
      understood,
      plan,
      stamp: stampOf(),
      settings: { ...authoritySetting(understood), ...understood.settings, ...options.settings },
      refresh: options.refresh ?? null,
      alike: options.postings ?? null,
    });
    for (const old of [...pending.keys()].slice(0, -mostPending)) pending.delete(old);
    const settled = settle(plan, understood, options.refresh ?? null, {});
    const shown = previewOf(token, understood, settled.plan, birthDate);
    if (!options.refresh) return shown;
    // What a row that was edited here would hold is told cell by cell: only new rows are shown whole.
    const added = new Map(settled.plan.registers.map((one) => [one.register, one.add.slice(0, 5)]));
    const listed = shown.files.map((file) => ({
      ...file,
      sample: file.register ? (added.get(file.register) ?? []).map((row) => row.cells) : [],
    }));
    return { token, files: listed, questions: settled.questions };
  }

  /** Whose data the copy holds once this is in, where a column said it. */
  function authoritySetting({ authorities }: Understood): { authority?: string } {
    if (Object.keys(authorities).length === 0) return {};
    return { authority: JSON.stringify({ ...authorityKnown(readSetting(store, 'authority')), ...authorities }) };
  }

  /** With another key the same child would look like two: refused before anything is compared. */
  function refuseOtherKey(understood: Understood): void {
    const mark = readSetting(store, 'child_key');
    if (mark === null || mark === keyMark(childKey)) return;
    for (const file of understood.files) {
      if (!(file.register === 'placements' && file.source) && file.kind !== 'ssda903') continue;
      understood.returns = null;
      file.kind = 'none';
      file.source = null;
      file.error = new OutturnError(
        'invalid-input',
        `${file.name}: the key that makes pseudonyms is not the one this copy was filled with, so every child would look new. Bring the key file back from a backup.`,
        { file: file.name },
      );
    }
  }
}
