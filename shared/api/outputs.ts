import { z } from 'zod';
import { destinationInputSchema, type SyncStatus } from '../model/destination.ts';
import { allowedHost } from '../model/place.ts';
import type { FailureCode } from '../model/problem.ts';
import type { RegisterName } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import { audiences, reportFormats } from '../report/document.ts';
import { cellValue, method, nothing, out, rowId, token } from './method.ts';
import type { OpenScenario } from './scenarios.ts';

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

/** A text that may tell who somebody is; `answer` null while nobody has said whether it does. */
export type AskedText = {
  id: string;
  register: RegisterName | null;
  rows: number[];
  /** The column it stands in. */
  label: string;
  /** What it may hold, such as `a name`. */
  kinds: string[];
  text: string;
  /** Where in the text. */
  found: { from: number; to: number }[];
  answer: 'nobody' | 'needed' | null;
};

/** What a batch wrote, by file name, and the scenarios it could not write. */
export type BatchResult = { files: string[]; failed: { name: string; code: FailureCode; message: string }[] };

/** A workbook read back: each changed input, and whether the open scenario is still the one it was exported from. */
export type WorkbookReadBack = {
  token: string;
  name: string;
  scenario: Scenario;
  sameScenario: boolean;
  changes: { what: string; cell: string; before: number | null; after: number | null }[];
};

/** What leaves Outturn: workbooks, reports, charts and tables, and where they are delivered. */
export const outputsMethods = {
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
  /** Texts of the open data and scenario that may tell who somebody is; while one has no answer nothing is published. */
  textQuestions: method(nothing, out<AskedText[]>()),
  /** Says of a text that it names nobody, or that it is needed here and withheld from what is published. */
  textAnswer: method(
    z.strictObject({
      id: z.string().max(40),
      answer: z.enum(['nobody', 'needed']),
      role: z.string().max(200),
      reason: z.string().max(2000),
    }),
    out<AskedText[]>(),
  ),
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
    z.strictObject({ allowedHosts: z.array(allowedHost).max(100), background: z.boolean() }),
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
} as const;
