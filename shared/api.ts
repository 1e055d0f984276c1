import { z } from 'zod';
import type { KeptForecasts } from './demand/kept-forecasts.ts';
import { destinationInputSchema, type SyncStatus } from './model/destination.ts';
import type { BridgeStep, IssuedPeriod } from './model/forecast.ts';
import { isPackedEdits, type PackedEdits, type PackedResult } from './model/packed-edits.ts';
import type { Failure, Finding, Severity } from './model/problem.ts';
import { type RegisterName, registerNames } from './model/registers.ts';
import { type Scenario, scenarioSchema } from './model/scenario.ts';
import type { Snapshot } from './model/snapshot.ts';
import { type RefreshQuestion, type SourceStatus, sourceInputSchema } from './model/source.ts';
import { audiences, reportFormats } from './report/document.ts';
import type { RegisterDifference, ScenarioDifference } from './scenario-file/differences.ts';
import type { Results } from './scenario-file/document.ts';

/**
 * The one path between the window and the application. Every method is named here with a schema for its input;
 * main decodes the input, calls one service and answers `{ok, value}` or `{ok: false, error}`. The page never supplies
 * a path: files are opaque tokens handed out by main after a dialog. The command line calls the same services.
 *
 * Values that our own services make are typed, not decoded again, on the way out (`out<T>()`).
 */
const out = <T>() => z.custom<T>();
const nothing = z.strictObject({});
const registerName = z.enum(registerNames as [RegisterName, ...RegisterName[]]);
const token = z.string().regex(/^[0-9a-f]{32}$/);
const versionId = z.string().regex(/^[0-9a-f]{16}$/);
const rowId = z.number().int().positive();
const cellValue = z.union([z.string().max(4000), z.number().refine(Number.isFinite), z.null()]);
const values = z.record(z.string().max(60), cellValue);

/** One edit of a register. `update` gives only the columns that change; `insert` all that are known. */
export const editSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('update'), register: registerName, id: rowId, values }),
  z.strictObject({ op: z.literal('insert'), register: registerName, values }),
  z.strictObject({ op: z.literal('delete'), register: registerName, id: rowId }),
]);
export type Edit = z.infer<typeof editSchema>;

/** Rows after a change: `row` null means the row is gone. */
export type ChangedRow = { register: RegisterName; id: number; row: Record<string, string | number | null> | null };
export type EditResult = {
  group: number;
  words: string;
  changed: ChangedRow[];
  /** More than rows of registers changed, such as the data date: the snapshot is to be read again. */
  beyond?: boolean;
};

export type StoreStatus = {
  council: string;
  years: { year: string; periods: number[] }[];
  dataDate: string | null;
  empty: boolean;
  undo: string | null;
  redo: string | null;
  findings: number;
  /** 'workspace' = the local copy; 'file' = the data inside an opened scenario file. */
  base: 'workspace' | 'file';
};

/** The open scenario as the window shows it. */
export type OpenScenario = {
  scenario: Scenario;
  /** File name without folder, null when never saved. */
  fileName: string | null;
  unsaved: boolean;
  savedAt: string | null;
  /** Its file is, or from the next save on will be, protected by a passphrase. */
  protected?: boolean;
  /** Somebody else has the file open: Save is refused, Save As and `scenarioTakeOver` are offered. */
  lockedBy?: { owner: string; machine: string; since: string } | null;
  /** Set when the file was made from other data than the local copy now holds. */
  dataNotice: string | null;
};

/** A version of the open scenario that has a name. Results are those it had when it was named. */
export type VersionRecord = {
  id: string;
  name: string;
  note: string;
  madeAt: string;
  /** Made by Outturn before going back or before new data. */
  automatic: boolean;
  levers: number;
  dataDate: string;
  /** It was made on the data that the scenario stands on now. */
  sameData: boolean;
  outturnPence: number | null;
  variancePence: number | null;
};

/** Two versions side by side; `bridge` leads from the first outturn to the second on today's data, null when it cannot be made. */
export type VersionComparison = {
  before: { name: string; results: Results | null };
  after: { name: string; results: Results | null };
  differences: ScenarioDifference[];
  bridge: BridgeStep[] | null;
  /** That a version stood on other data than are open now, and what they alone move; null when all is on the same data. */
  otherData: string | null;
};

/** What moving the scenario onto the data of the local copy would change. */
export type RebasePreview = {
  /** False when it stands on the local copy's data already. */
  needed: boolean;
  fromDataDate: string;
  toDataDate: string;
  registers: RegisterDifference[];
  /** Rows changed in the data inside the file, which the local copy does not have: they stay in a backup. */
  editedHere: boolean;
  /** Latest period with actuals in the local copy, for the scenario's year. */
  latestPeriod: number;
  outturnBefore: number | null;
  outturnAfter: number | null;
  /** Why the scenario cannot be forecast on the newer data; null when it can. */
  problem: string | null;
};

/** A copy that can be brought back: an earlier state of a scenario file, or of the local copy. */
export type BackupRecord = {
  token: string;
  kind: 'scenario' | 'workspace';
  name: string;
  madeAt: string;
  bytes: number;
  /** It belongs to the scenario that is open, or is of the local copy in use. */
  current: boolean;
  /** A word on why it was made: `saved`, `replaced`, `daily`, `before-migration`, `before-rebase`, `before-restore`, `before-new-key`. */
  reason: string;
};

export type RecentFile = { token: string; name: string; folder: string; openedAt: string; missing: boolean };
export type Recovered = { token: string; name: string; changedAt: string };

/** A command picked from the menu, or a file opened from the desktop (double click). */
export type DesktopCommand = {
  command:
    | 'scenario-new'
    | 'scenario-open'
    /** `token` stands for the file: pass it to `scenarioOpenToken`. */
    | 'scenario-open-token'
    | 'scenario-save'
    | 'scenario-save-as'
    | 'import'
    | 'export'
    | 'undo'
    | 'redo'
    | 'palette'
    | 'shortcuts'
    | 'print'
    | 'about';
  token: string | null;
};

/** Dropped files by what can be done with them; names only. */
export type DroppedFiles = {
  scenario: { token: string; name: string } | null;
  imports: { token: string; name: string }[];
  /** Names of files that are neither a scenario nor an extract. */
  refused: string[];
};

/** What an import would do, file by file. */
export type ImportPreview = {
  token: string;
  files: ImportFilePreview[];
  /** Cells and rows of a refresh that were edited here and changed at the source, and wait for an answer. */
  questions?: RefreshQuestion[];
};
export type ImportFilePreview = {
  file: string;
  register: RegisterName | null;
  kind: string;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Rows in the copy that a full extract no longer holds: listed, closed only when told. */
  gone: number;
  /** Keys of the first of those rows, to show. */
  goneRows?: string[];
  rejected: number;
  problems: ImportProblem[];
  /** Of a return, with its episodes file: what reading and cleaning found and did, counted by rule over all its files. */
  cleaning?: CleaningLine[];
  /** Source headers that were not used, and why. */
  ignored: string[];
  /** Header → column, to check or change. */
  mapping: Record<string, string>;
  /** First rows as they would be held, for the eye. */
  sample: Record<string, string | number | null>[];
  failure: Failure | null;
};
/** One rule of the cleaning report: what it means, what was done, to how many rows and children. */
export type CleaningLine = {
  rule: string;
  title: string;
  action: 'quarantined' | 'dropped' | 'truncated' | 'merged' | 'inherited' | 'ended' | 'noted';
  severity: Severity;
  rows: number;
  children: number;
};
export type ImportProblem = {
  file: string;
  row: number;
  column: string | null;
  code: string;
  message: string;
  before: string | null;
  after: string | null;
};
export type ImportResult = {
  importId: number | null;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
};
export type ImportRecord = {
  id: number;
  files: string[];
  when: string;
  added: number;
  changed: number;
  rejected: number;
  undone: boolean;
};

export type ChangeRecord = {
  id: number;
  group: number;
  when: string;
  who: string;
  register: string;
  rowId: number;
  words: string;
  before: string | null;
  after: string | null;
  why: string | null;
  undone: boolean;
};

/** Where a row came from: file (with its sheet) and line of the last import that wrote it, and the last edit here since. */
export type RowOrigin = {
  register: RegisterName;
  id: number;
  file: string | null;
  line: number | null;
  when: string | null;
  edited: { at: string; who: string } | null;
};

export type ExportRecord = {
  id: number;
  name: string;
  kind: string;
  when: string;
  sha256: string;
  scenario: string;
  bytes: number;
  /** False when the copy to send is no longer held: it can be exported again. */
  kept?: boolean;
};

/** What a batch wrote, by file name, and the scenarios it could not write. */
export type BatchResult = { files: string[]; failed: { name: string; code: string; message: string }[] };

/** A workbook read back: each changed input, and whether the open scenario is still the one it was exported from. */
export type WorkbookReadBack = {
  token: string;
  name: string;
  scenario: Scenario;
  sameScenario: boolean;
  changes: { what: string; cell: string; before: number | null; after: number | null }[];
};

export type OpenedScenario = { token: string; name: string; scenario: Scenario; snapshot: Snapshot };

/** Progress of long work, polled by the window so that no event object crosses the bridge. */
export type JobProgress = {
  id: string;
  label: string;
  done: number;
  total: number | null;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  error: Failure | null;
};

const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

export const api = {
  /** Version and where data lives. */
  appInformation: method(
    nothing,
    out<{ version: string; engineVersion: string; dataFolder: string; platform: string; synthetic: boolean }>(),
  ),
  /** What the window remembers between starts, such as the columns of a register or the unit of money. */
  choices: method(nothing, out<Record<string, string>>()),
  choiceKeep: method(
    z.strictObject({ key: z.string().min(1).max(100), value: z.string().max(50_000) }),
    out<Record<string, never>>(),
  ),
  openExternal: method(z.strictObject({ url: z.string().max(2000) }), out<{ opened: boolean }>()),

  /**
   * Waits for the next menu command; ask again after each answer. Null when another call has taken over the waiting.
   * Answered by the shell, not by a service: menus send no event across the bridge.
   */
  nextCommand: method(nothing, out<DesktopCommand | null>()),

  storeStatus: method(nothing, out<StoreStatus>()),
  /** Every row of the copy the open scenario stands on. */
  snapshot: method(nothing, out<Snapshot>()),
  /** The same as text: see shared/model/packed-snapshot.ts. */
  packedSnapshot: method(nothing, out<string>()),
  /** Applies edits as one undo step; nothing is applied when one is refused. */
  applyEdits: method(
    z.strictObject({
      edits: z.array(editSchema).min(1).max(200_000),
      why: z.string().max(500).nullable(),
      /** What undo calls the step, such as "Paste 40 cells into Pressures"; left out, it is made from the edits. */
      words: z.string().min(1).max(200).optional(),
    }),
    out<EditResult>(),
  ),
  /** The same for many edits of one register, carried in long lists: see shared/model/packed-edits.ts. */
  applyPackedEdits: method(
    z.strictObject({
      packed: z.custom<PackedEdits>(isPackedEdits, 'not a block of edits'),
      why: z.string().max(500).nullable(),
      words: z.string().min(1).max(200).optional(),
    }),
    out<PackedResult>(),
  ),
  /** Takes the last step back. An import only when `imports` says so: else `undo-takes-import` tells what would go. */
  undo: method(z.strictObject({ imports: z.boolean().optional() }), out<EditResult>()),
  redo: method(nothing, out<EditResult>()),
  changes: method(
    z.strictObject({ before: z.number().int().nullable(), limit: z.number().int().min(1).max(1000) }),
    out<ChangeRecord[]>(),
  ),
  findings: method(nothing, out<Finding[]>()),
  /** Where rows came from; rows entered here from the start, and those of a scenario file, are left out. */
  rowOrigins: method(
    z.strictObject({ rows: z.array(z.strictObject({ register: registerName, id: rowId })).max(100) }),
    out<RowOrigin[]>(),
  ),

  /** Issues the open scenario's period: its forecast is kept, and actuals and entries up to it are frozen. While checks that block are open it needs `why`. */
  periodIssue: method(z.strictObject({ why: z.string().max(500).nullable().optional() }), out<IssuedPeriod>()),
  periodReopen: method(
    z.strictObject({
      year: z.string().max(7),
      period: z.number().int().min(1).max(12),
      why: z.string().min(1).max(500),
    }),
    out<IssuedPeriod>(),
  ),
  /** Every issue, standing or reopened, oldest first; movement: shared/finance/movement.ts. */
  issuedPeriods: method(nothing, out<IssuedPeriod[]>()),

  sampleLoad: method(nothing, out<ImportResult>()),
  importChoose: method(nothing, out<ImportPreview | null>()),
  /**
   * Files dropped on the window become tokens. Only the preload calls this, with the paths of the real files it was
   * handed (see `dropFiles`); the page cannot. Answered by the shell.
   */
  filesDropped: method(
    z.strictObject({ paths: z.array(z.string().min(1).max(4096)).min(1).max(200) }),
    out<DroppedFiles>(),
  ),
  /** What importing dropped files would do. */
  importDropped: method(z.strictObject({ tokens: z.array(token).min(1).max(200) }), out<ImportPreview>()),
  /** Tokens of files dropped on the window, from main. */
  importPreview: method(
    z.strictObject({
      token,
      register: registerName.nullable(),
      mapping: z.record(z.string().max(200), z.string().max(60)).nullable(),
      year: z.string().max(7).nullable(),
    }),
    out<ImportPreview>(),
  ),
  /** `answers` to the questions of a refresh; what has none stays as edited here and is asked again. */
  importCommit: method(
    z.strictObject({ token, answers: z.record(z.string().max(200), z.enum(['local', 'source'])).optional() }),
    out<ImportResult>(),
  ),
  importUndo: method(z.strictObject({ importId: rowId }), out<ImportResult>()),
  imports: method(nothing, out<ImportRecord[]>()),
  importProblems: method(z.strictObject({ importId: rowId }), out<ImportProblem[]>()),
  importProblemsSave: method(z.strictObject({ importId: rowId }), out<{ saved: string | null }>()),
  templateSave: method(
    z.strictObject({ register: registerName, format: z.enum(['csv', 'xlsx']) }),
    out<{ saved: string | null }>(),
  ),

  scenarioCurrent: method(nothing, out<OpenScenario>()),
  scenarioNew: method(
    z.strictObject({
      name: z.string().min(1).max(200),
      year: z.string().max(7),
      period: z.number().int().min(0).max(12),
    }),
    out<OpenScenario>(),
  ),
  /** Replaces the open scenario: levers, assumptions, notes. Kept in the working copy within a second. */
  scenarioUpdate: method(z.strictObject({ scenario: scenarioSchema }), out<OpenScenario>()),
  scenarioOpen: method(z.strictObject({ passphrase: z.string().max(500).nullable() }), out<OpenScenario | null>()),
  scenarioOpenToken: method(z.strictObject({ token, passphrase: z.string().max(500).nullable() }), out<OpenScenario>()),
  scenarioSave: method(z.strictObject({ onConflict: z.enum(['refuse', 'replace']) }), out<OpenScenario | null>()),
  scenarioSaveAs: method(nothing, out<OpenScenario | null>()),
  /** Takes the open file over from the colleague, or the session, that has it open. */
  scenarioTakeOver: method(nothing, out<OpenScenario>()),
  recentFiles: method(nothing, out<RecentFile[]>()),
  recovered: method(nothing, out<Recovered[]>()),
  /** Throws unsaved work of an earlier session away. */
  recoveredDiscard: method(z.strictObject({ token }), out<Record<string, never>>()),
  /** Protects the open scenario's file by a passphrase from its next save on; null takes the protection off. */
  scenarioProtect: method(z.strictObject({ passphrase: z.string().min(8).max(500).nullable() }), out<OpenScenario>()),
  /**
   * Adds, changes or takes off the passphrase of the open scenario's file, from its next save on. `current` must be the
   * one it is protected with; null when it is not protected. The passphrase is held in memory only.
   */
  passphraseSet: method(
    z.strictObject({
      current: z.string().max(500).nullable(),
      passphrase: z.string().min(8).max(500).nullable(),
    }),
    out<OpenScenario>(),
  ),
  /** Named versions of the open scenario, newest first. */
  versions: method(nothing, out<VersionRecord[]>()),
  /** Keeps the scenario as it is now under a name; it is in the file from the next save on. */
  versionName: method(
    z.strictObject({ name: z.string().trim().min(1).max(200), note: z.string().max(2000) }),
    out<VersionRecord[]>(),
  ),
  /** A version to look at; nothing is changed. */
  versionOpen: method(
    z.strictObject({ id: versionId }),
    out<{ version: VersionRecord; scenario: Scenario; results: Results | null }>(),
  ),
  /** Goes back to a version; what was open is kept as a version of its own first. */
  versionRestore: method(z.strictObject({ id: versionId }), out<OpenScenario>()),
  versionRemove: method(z.strictObject({ id: versionId }), out<VersionRecord[]>()),
  /** Compares two versions; null stands for the scenario as it is now. */
  versionCompare: method(
    z.strictObject({ before: versionId.nullable(), after: versionId.nullable() }),
    out<VersionComparison>(),
  ),
  /** What would change if the open scenario stood on the local copy's data. */
  rebasePreview: method(nothing, out<RebasePreview>()),
  /** Moves it there; the state before stays as a version and, data included, as a backup. */
  rebase: method(z.strictObject({ toLatestPeriod: z.boolean() }), out<OpenScenario>()),

  /** Copies that can be brought back, newest first. */
  backups: method(nothing, out<BackupRecord[]>()),
  /**
   * Brings a copy back. A scenario opens as unsaved work beside its file; the local copy is replaced, and the one in use
   * set aside first.
   */
  backupRestore: method(z.strictObject({ token, passphrase: z.string().max(500).nullable() }), out<OpenScenario>()),

  /** Makes the local copy as small as its content; sizes in bytes. */
  workspaceCompact: method(nothing, out<{ before: number; after: number }>()),
  /** Every register as CSV in one zip, which imports back to the same data. */
  exportAll: method(nothing, out<{ saved: string | null }>()),
  /** Versions, counts, check results by code and slow statements by name, as JSON: nothing about anybody. */
  diagnosticsSave: method(nothing, out<{ saved: string | null }>()),
  /** Changes the key behind the pseudonyms: every child in the local copy has a new one, the same in every later import. */
  childKeyRotate: method(nothing, out<{ children: number; cells: number }>()),

  /** Opens a second scenario beside the open one, to compare; nothing is changed. */
  compareOpen: method(
    z.strictObject({
      token: token.nullable(),
      passphrase: z.string().max(500).nullable().optional(),
      /** The open scenario's own file, as it is on the disk now. */
      own: z.boolean().optional(),
    }),
    out<OpenedScenario | null>(),
  ),

  /** The forecast workbook; for publication with small numbers withheld and nothing of single children. */
  workbookExport: method(
    z.strictObject({ units: z.enum(['pounds', 'thousands']), publication: z.boolean().optional() }),
    out<{ saved: string | null }>(),
  ),
  /** Asks for a workbook Outturn wrote and tells which inputs were changed in it; null when cancelled. Nothing is changed yet. */
  workbookRead: method(nothing, out<WorkbookReadBack | null>()),
  /** Gives the open scenario the levers and assumptions of a workbook that was read. */
  workbookApply: method(z.strictObject({ token }), out<OpenScenario>()),
  /** Saves a chart picture the page has drawn. */
  pictureSave: method(
    z.strictObject({ name: z.string().max(120), pngBase64: z.base64().max(20_000_000) }),
    out<{ saved: string | null }>(),
  ),
  /** Saves a chart the page has drawn as PDF: its finding, picture, table, and what stands behind the figures. */
  chartSave: method(
    z.strictObject({
      name: z.string().max(120),
      finding: z.string().min(1).max(400),
      caption: z.string().max(600),
      pngBase64: z.base64().max(20_000_000),
      width: z.number().min(100).max(4000),
      height: z.number().min(100).max(4000),
      table: z.strictObject({
        columns: z.array(z.string().max(200)).min(1).max(60),
        rows: z.array(z.strictObject({ cells: z.array(z.string().max(300)).max(60), total: z.boolean() })).max(2000),
      }),
    }),
    out<{ saved: string | null }>(),
  ),
  /** Puts a chart on the clipboard as a picture: the page itself is given no clipboard to write to. */
  pictureCopy: method(z.strictObject({ pngBase64: z.base64().max(20_000_000) }), out<{ copied: boolean }>()),
  tableSave: method(
    z.strictObject({ name: z.string().max(120), rows: z.array(z.array(cellValue).max(500)).max(200_000) }),
    out<{ saved: string | null }>(),
  ),
  exports: method(nothing, out<ExportRecord[]>()),
  /**
   * The report for one audience, as tagged PDF, as one HTML page, or its charts as PNG in a folder that is asked for. With
   * `paths` it is simulated first, as a job whose
   * result is `{ saved }`; without, it shows the central projection and is written at once.
   */
  reportExport: method(
    z.strictObject({
      audience: z.enum(audiences),
      format: z.enum(reportFormats),
      paths: z.number().int().min(100).max(100_000).optional(),
    }),
    out<{ saved: string | null; job?: string }>(),
  ),
  /** Asks for scenario files and a folder, then writes the outputs of each as a job whose result is `BatchResult`; null when cancelled. */
  exportBatch: method(
    z.strictObject({
      units: z.enum(['pounds', 'thousands']).nullable(),
      audiences: z.array(z.enum(audiences)).max(audiences.length),
      format: z.enum(reportFormats),
      paths: z.number().int().min(0).max(100_000),
    }),
    out<{ job: string } | null>(),
  ),
  /** The forecast as a machine-readable document (shared/model/forecast.ts), for other tools. */
  forecastExport: method(nothing, out<{ saved: string | null }>()),

  syncStatus: method(nothing, out<SyncStatus>()),
  /** Asks for a folder to deliver to; its token goes into `destinationSave`. */
  destinationFolder: method(nothing, out<{ token: string; name: string } | null>()),
  /** `secret` null keeps the password or key that is held. */
  destinationSave: method(
    z.strictObject({ destination: destinationInputSchema, secret: z.string().max(2000).nullable() }),
    out<SyncStatus>(),
  ),
  destinationRemove: method(z.strictObject({ id: z.string().max(40) }), out<SyncStatus>()),
  syncOptions: method(
    z.strictObject({ allowedHosts: z.array(z.string().min(1).max(255)).max(100), background: z.boolean() }),
    out<SyncStatus>(),
  ),
  exportSend: method(
    z.strictObject({ exportId: rowId, destinations: z.array(z.string().max(40)).min(1).max(50) }),
    out<SyncStatus>(),
  ),
  deliveryRetry: method(z.strictObject({ id: rowId }), out<SyncStatus>()),
  deliveryCancel: method(z.strictObject({ id: rowId }), out<SyncStatus>()),
  /** Begins to try everything that waits, whatever its time, and answers at once how things stand. */
  syncNow: method(nothing, out<SyncStatus>()),

  /** Places the local copy takes new data from. */
  sources: method(nothing, out<SourceStatus[]>()),
  /** Asks for a folder to read from; its token goes into `sourceSave`. */
  sourceFolder: method(nothing, out<{ token: string; name: string } | null>()),
  /** `secret` null keeps the password that is held. */
  sourceSave: method(
    z.strictObject({ source: sourceInputSchema, secret: z.string().max(2000).nullable() }),
    out<SourceStatus[]>(),
  ),
  sourceRemove: method(z.strictObject({ id: z.string().max(40) }), out<SourceStatus[]>()),
  /** Reads a source and tells what taking it in would do; `importCommit` with its token does it. */
  refreshPreview: method(z.strictObject({ id: z.string().max(40) }), out<ImportPreview>()),
  /** Stops reading a source. */
  refreshCancel: method(z.strictObject({ id: z.string().max(40) }), out<SourceStatus[]>()),

  /** Starts the interval simulation of the open scenario in worker threads; poll with `job`. */
  simulationStart: method(
    z.strictObject({ scenario: scenarioSchema, paths: z.number().int().min(100).max(100_000) }),
    out<{ job: string }>(),
  ),
  /**
   * Starts the comparison of all methods of demand, the sector's two among them, with the back-test of each, as a job
   * whose result is a `MethodComparison`. `scenario` gives the assumptions and the seed; its levers do not act.
   */
  methodsStart: method(
    z.strictObject({
      scenario: scenarioSchema,
      origins: z.number().int().min(1).max(60),
      horizon: z.number().int().min(1).max(36),
      paths: z.number().int().min(100).max(10_000),
    }),
    out<{ job: string }>(),
  ),
  /** The demand forecasts kept as they were made, beside what has happened since, and the alarm when they drift. */
  forecastsKept: method(nothing, out<KeptForecasts>()),
  job: method(z.strictObject({ id: z.string().max(40) }), out<JobProgress>()),
  jobCancel: method(z.strictObject({ id: z.string().max(40) }), out<JobProgress>()),
  jobResult: method(z.strictObject({ id: z.string().max(40) }), out<unknown>()),
} as const;

export type Api = typeof api;
export type MethodName = keyof Api;
/** Methods the preload calls for the page, with what only it can know. They are never functions of the page. */
export type PreloadMethodName = 'filesDropped';
export type PageMethodName = Exclude<MethodName, PreloadMethodName>;
const preloadMethods: readonly MethodName[] = ['filesDropped'];
/** What electron/services/handlers answer: all but what the shell answers itself. */
export type ServiceMethodName = Exclude<MethodName, 'nextCommand' | PreloadMethodName>;
export type InputOf<M extends MethodName> = z.infer<Api[M]['input']>;
export type OutputOf<M extends MethodName> = z.infer<Api[M]['output']>;
export type Answer<T> = { ok: true; value: T } | { ok: false; error: Failure };
/** The methods that are functions of the page. */
export const methodNames = (Object.keys(api) as MethodName[]).filter((name) => !preloadMethods.includes(name));
/** What the page sees as `window.outturn`. */
export type Bridge = {
  [M in PageMethodName]: (input: InputOf<M>) => Promise<Answer<OutputOf<M>>>;
} & {
  /** Takes the File objects of a drop; the preload finds their paths and the page gets tokens. Null when none is a real file. */
  dropFiles(files: readonly unknown[]): Promise<Answer<DroppedFiles> | null>;
};

/** The one IPC channel. */
export const channel = 'outturn:call';
