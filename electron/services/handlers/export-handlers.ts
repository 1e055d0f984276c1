import { basename, join } from 'node:path';
import { listExports } from '../../../db/exports.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { audienceInformation } from '../../../shared/report/audience.ts';
import type { ReportInterval } from '../../../shared/report/interval.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import type { FilePurpose } from '../context/desktop-port.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { chartPdfBytes } from '../exports/chart-pdf-bytes.ts';
import { forecastDocument } from '../exports/forecast-document.ts';
import { pictureBytes } from '../exports/picture.ts';
import { reportFiles, reportInput } from '../exports/report.ts';
import { reportInterval, reportPaths } from '../exports/report-interval.ts';
import { workbookOf } from '../exports/workbook.ts';
import { writeAndKeep } from '../exports/write-and-keep.ts';
import type { ExportKind } from '../exports/write-export.ts';
import { fileNameFrom, withExtension } from '../files/file-names.ts';
import { stringify } from '../import/write-csv.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { forPublication } from '../publication/for-publication.ts';
import type { SyncService } from '../sync/sync-service.ts';

type Methods =
  | 'workbookExport'
  | 'reportExport'
  | 'forecastExport'
  | 'pictureSave'
  | 'chartSave'
  | 'pictureCopy'
  | 'tableSave'
  | 'exports';

export function exportHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
  sync: SyncService,
  jobs: Jobs,
): Pick<Handlers, Methods> {
  /** Asks where first, then makes the file: nobody waits for one they cancel. */
  const save = async (
    what: { purpose: FilePurpose; kind: ExportKind; name: string; extension: string; filter: string },
    make: (session: Session) => Uint8Array | Promise<Uint8Array>,
  ) => {
    const filters = [{ name: what.filter, extensions: [what.extension] }];
    const chosen = await context.desktop.showSave(what.purpose, fileNameFrom(what.name, what.extension), filters);
    if (chosen === null) return { saved: null };
    const session = await currentSession();
    const { scenario } = session.document();
    const snapshot = session.snapshot();
    const bytes = await make(session);
    return written(session, chosen.path, what, bytes, scenario, snapshot);
  };
  const written = async (
    session: Session,
    chosen: string,
    what: { kind: ExportKind; extension: string },
    bytes: Uint8Array,
    scenario: Scenario,
    snapshot: Snapshot,
  ) => {
    const path = withExtension(chosen, what.extension);
    const to = { store: session.workspace, path, keep: sync.keep, now: context.clock() };
    const { name } = await writeAndKeep(to, bytes, { kind: what.kind, scenario, snapshot });
    return { saved: name };
  };
  const scenarioName = async () => {
    const { scenario } = (await currentSession()).document();
    return `${scenario.name} ${scenario.year.replace('/', '-')} P${scenario.period}`;
  };
  return {
    async workbookExport({ units, publication = false }) {
      return save(
        {
          purpose: 'workbook-save',
          kind: 'workbook',
          name: publication ? `${await scenarioName()} for publication` : await scenarioName(),
          extension: 'xlsx',
          filter: 'Excel workbook',
        },
        async (session) => {
          // One frozen scenario, whatever is edited while paths are simulated.
          const base = { snapshot: session.snapshot(), scenario: structuredClone(session.document().scenario) };
          const from = publication ? forPublication(session.workspace, base, 'workbook') : { ...base, stock: null };
          const { worker } = context.paths;
          const never = new AbortController().signal;
          const interval = await reportInterval(base.snapshot, base.scenario, reportPaths, worker, () => {}, never);
          const now = context.clock();
          return workbookOf(from.snapshot, from.scenario, units, now, publication, from.stock, interval);
        },
      );
    },
    async reportExport({ audience, format, paths }) {
      const name = await scenarioName();
      const { fonts, worker } = context.paths;
      const isPublic = audienceInformation[audience].public;
      // Charts are several files, so a folder is asked for.
      const chosen =
        format === 'png'
          ? await context.desktop.showFolder('charts-folder')
          : await context.desktop.showSave('report-save', fileNameFrom(`${name} ${audience}`, format), [
              {
                name: { pdf: 'PDF report', html: 'HTML report', docx: 'Word document' }[format],
                extensions: [format],
              },
            ]);
      if (chosen === null) return { saved: null };
      const session = await currentSession();
      // One frozen snapshot and scenario, whatever is edited while paths are simulated.
      const [snapshot, scenario] = [session.snapshot(), structuredClone(session.document().scenario)];
      const told = isPublic ? forPublication(session.workspace, { snapshot, scenario }, 'paper') : null;
      const write = async (interval: ReportInterval | null) => {
        const now = context.clock();
        const input = reportInput(told?.snapshot ?? snapshot, told?.scenario ?? scenario, interval, now, told?.stock);
        const files = await reportFiles(input, audience, format, name, { fonts, now });
        let saved = '';
        for (const { file, bytes } of files) {
          const path = format === 'png' ? join(chosen.path, file) : chosen.path;
          const kind = file.endsWith('.png') ? 'picture' : 'report';
          const extension = file.split('.').at(-1) ?? format;
          saved = (await written(session, path, { kind, extension }, bytes, scenario, snapshot)).saved;
        }
        return { saved: format === 'png' ? `${files.length - 1} charts in ${basename(chosen.path)}` : saved };
      };
      if (paths === undefined) return write(null);
      const { id } = jobs.start('Report', async (progress, signal) =>
        write(await reportInterval(snapshot, scenario, paths, worker, progress, signal)),
      );
      return { saved: null, job: id };
    },
    async forecastExport() {
      return save(
        {
          purpose: 'forecast-save',
          kind: 'forecast',
          name: await scenarioName(),
          extension: 'json',
          filter: 'Forecast for other tools',
        },
        (session) => {
          const { scenario } = session.document();
          return Buffer.from(
            JSON.stringify(forecastDocument(forecast(session.snapshot(), scenario), scenario), null, 2),
            'utf8',
          );
        },
      );
    },
    async pictureSave({ name, pngBase64 }) {
      const bytes = pictureBytes(pngBase64);
      return save({ purpose: 'picture-save', kind: 'picture', name, extension: 'png', filter: 'Picture' }, () => bytes);
    },
    async chartSave({ name, pngBase64, ...chart }) {
      const png = pictureBytes(pngBase64);
      const what = { purpose: 'picture-save', kind: 'picture', name, extension: 'pdf', filter: 'PDF' } as const;
      return save(what, (session) =>
        chartPdfBytes(
          { ...chart, png },
          session.snapshot(),
          session.document().scenario,
          context.paths.fonts,
          context.clock(),
        ),
      );
    },
    async pictureCopy({ pngBase64 }) {
      await context.desktop.copyPicture(pictureBytes(pngBase64));
      return { copied: true };
    },
    tableSave: ({ name, rows }) =>
      save({ purpose: 'table-save', kind: 'table', name, extension: 'csv', filter: 'CSV table' }, () =>
        Buffer.from(stringify(rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))))),
      ),
    exports: async () =>
      listExports((await currentSession()).workspace).map((one) => ({ ...one, kept: sync.isKept(one.sha256) })),
  };
}
