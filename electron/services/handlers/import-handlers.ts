import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { isEmpty } from '../../../db/snapshot.ts';
import type { ImportPreview, ImportProgress } from '../../../shared/api.ts';
import { mappingText, parseMapping } from '../../../shared/import-mapping/mapping.ts';
import { withoutStated } from '../../../shared/import-mapping/stated.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { registers } from '../../../shared/model/registers.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { fileNameFrom, withExtension } from '../files/file-names.ts';
import { fileSystem } from '../files/file-system.ts';
import { replaceFile } from '../files/replace-file.ts';
import { formatLabels, importExtensions } from '../import/formats/formats.ts';
import { filesAt, type ImportPreviews } from '../import/import-previews.ts';
import { usableMappings } from '../import/mapped-table.ts';
import type { ImportFile } from '../import/read-files.ts';
import { sampleFiles, sampleSettings } from '../import/sample-council.ts';
import { writeTemplate } from '../import/template.ts';
import { changing } from './store-handlers.ts';

type Methods =
  | 'sampleLoad'
  | 'importChoose'
  | 'importDropped'
  | 'importPreview'
  | 'importProgress'
  | 'importCancel'
  | 'importMappingSave'
  | 'importMappingOpen'
  | 'importCommit'
  | 'importUndo'
  | 'imports'
  | 'importProblems'
  | 'importReconciliation'
  | 'importProblemsSave'
  | 'templateSave';

const tables = [{ name: `Extracts and returns (${formatLabels()})`, extensions: [...importExtensions] }];
const mappings = [{ name: 'Import mapping', extensions: ['json'] }];
const largestMapping = 5 * 1024 * 1024;

export function importHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
  imports: ImportPreviews,
  /** Told the token of every preview that was taken in. */
  committed: (token: string) => void,
): Pick<Handlers, Methods> {
  const { desktop, paths } = context;
  const { serviceOf } = imports;
  const reading: { now: ImportProgress | null; cancelled: boolean } = { now: null, cancelled: false };
  /** Reads chosen files, which may be many and large: how far it is can be asked for, and it can be stopped. */
  async function read(files: readonly ImportFile[]): Promise<ImportPreview> {
    reading.cancelled = false;
    reading.now = { done: 0, total: files.length, file: '' };
    try {
      return await imports.preview(files, {}, (done, total, file) => {
        if (reading.cancelled) throw new OutturnError('cancelled', 'Reading was cancelled. Nothing was imported.');
        reading.now = { done, total, file };
      });
    } finally {
      reading.now = null;
    }
  }

  return {
    async sampleLoad() {
      const session = await currentSession();
      if (!isEmpty(await session.store()) && session.snapshot().council !== sampleSettings.council) {
        throw new OutturnError(
          'invalid-input',
          'This copy already holds data, and the sample council would be mixed into them. To look at the sample, start with an empty copy, or run “outturn demo”.',
        );
      }
      const service = await serviceOf(session);
      const { token, files } = await service.preview(sampleFiles(paths.sampleCouncil), { settings: sampleSettings });
      const failed = files.find((file) => file.failure)?.failure;
      if (failed) throw new OutturnError('internal', `The sample council cannot be read: ${failed.message}`);
      return changing(session, () => service.commit(token));
    },
    async importChoose() {
      const chosen = await desktop.showOpen('import', tables, true);
      return chosen === null ? null : read(filesAt(chosen.map((file) => file.path)));
    },
    importDropped: ({ tokens }) => read(filesAt(tokens.map((token) => desktop.pathOfToken(token, 'import')))),
    async importPreview({ token, register, mapping, year, tables, skipped, registers, corrections }) {
      const options = {
        register,
        mapping,
        year,
        tables: usableMappings(tables ?? []),
        skipped: skipped ?? [],
        registerOf: registers ?? {},
        corrections: corrections ?? [],
      };
      const again = await imports.again(token, options);
      return again ?? imports.preview(filesAt([desktop.pathOfToken(token, 'import')]), options);
    },
    importProgress: async () => reading.now,
    async importCancel() {
      reading.cancelled = true;
      return {};
    },
    importMappingSave: ({ tables }) =>
      save(
        'mapping-save',
        fileNameFrom('Import mapping', 'json'),
        Buffer.from(mappingText(usableMappings(tables).map(withoutStated))),
      ),
    async importMappingOpen() {
      const [chosen] = (await desktop.showOpen('mapping-open', mappings, false)) ?? [];
      if (!chosen) return null;
      const name = basename(chosen.path);
      const { size } = statSync(chosen.path);
      if (size > largestMapping)
        throw new OutturnError(
          'file-too-large',
          `${name} is too large to be a mapping. Choose the file that was saved as one.`,
          { file: name },
        );
      return { name, tables: parseMapping(name, readFileSync(chosen.path, 'utf8')).tables };
    },
    async importCommit({ token, answers }) {
      const session = await currentSession();
      const service = await serviceOf(session);
      const result = await changing(session, () => service.commit(token, { answers: answers ?? {} }));
      committed(token);
      return result;
    },
    async importUndo({ importId }) {
      const session = await currentSession();
      const service = await serviceOf(session);
      return changing(session, () => service.undo(importId));
    },
    imports: async () => (await serviceOf(await currentSession())).list(),
    importProblems: async ({ importId }) => (await serviceOf(await currentSession())).problems(importId),
    importReconciliation: async ({ importId }) => (await serviceOf(await currentSession())).reconciliation(importId),
    async importProblemsSave({ importId }) {
      const text = (await serviceOf(await currentSession())).problemsCsv(importId);
      return save('problems-save', fileNameFrom(`Import ${importId} problems`, 'csv'), Buffer.from(text));
    },
    async templateSave({ register, format }) {
      const name = fileNameFrom(`${registers[register].label} template`, format);
      return save('template-save', name, await writeTemplate(register, format));
    },
  };

  async function save(purpose: 'problems-save' | 'template-save' | 'mapping-save', name: string, bytes: Uint8Array) {
    const extension = name.slice(name.lastIndexOf('.') + 1);
    const chosen = await desktop.showSave(purpose, name, [{ name: extension.toUpperCase(), extensions: [extension] }]);
    if (chosen === null) return { saved: null };
    const path = withExtension(chosen.path, extension);
    await replaceFile(path, bytes, null, fileSystem);
    return { saved: basename(path) };
  }
}
