import { randomBytes } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { memoryPath } from '../../../db/open-database.ts';
import type { Store } from '../../../db/store.ts';
import type { ImportPreview } from '../../../shared/api.ts';
import { mappingText } from '../../../shared/import-mapping/mapping.ts';
import { withoutStated } from '../../../shared/import-mapping/stated.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { fileSystem } from '../files/file-system.ts';
import { replaceFile } from '../files/replace-file.ts';
import { loadChildKey } from '../import/child-key.ts';
import { createImportService, type PreviewOptions } from '../import/import-service.ts';
import type { ImportFile } from '../import/read-files.ts';
import type { CommandResult, Environment } from './environment.ts';
import { described } from './import-text.ts';

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
