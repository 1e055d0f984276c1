import { join } from 'node:path';
import type { ImportPreview, ImportResult } from '../../../shared/api.ts';
import { type FailureCode, OutturnError } from '../../../shared/model/problem.ts';
import { loadChildKey } from '../import/child-key.ts';
import { createImportService } from '../import/import-service.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import { managedNetwork } from '../policy/managed.ts';
import { createRefreshService } from '../refresh/refresh-service.ts';
import { fileSecrets } from '../sync/file-secrets.ts';
import type { CommandResult, Environment, Progress } from './environment.ts';
import { withoutCells } from './import-text.ts';
import { withWorkspace } from './workspace.ts';

type One = { source: string; preview: ImportPreview | null; result: ImportResult | null; failure: OutturnError | null };

/**
 * Takes new data from every source that is switched on, or from one, into a local copy. Questions are left as edited
 * here: they are answered in the window.
 */
export async function refreshCopy(
  options: { workspace: string; only: string | null; preview: boolean },
  environment: Environment,
  progress: Progress,
): Promise<CommandResult> {
  const profile = folderOfCopy(options.workspace);
  const done = await withWorkspace(options.workspace, environment, false, async (store) => {
    const childKey = loadChildKey(join(profile, 'child-key'));
    const { clock, paths } = environment;
    const imports = createImportService({ store, childKey, clock, worker: paths.worker });
    const service = createRefreshService({
      profile,
      // Passwords protected by the desktop's own store can be read only there; the refusal then says what to do.
      secrets: fileSecrets(join(profile, 'secrets.json'), () => null),
      clock,
      preview: imports.preview,
      quiet: null,
      ...managedNetwork(),
    });
    const wanted = (await service.status())
      .map((one) => one.source)
      .filter((one) => (options.only === null ? one.enabled : one.id === options.only || one.name === options.only));
    if (wanted.length === 0)
      throw new OutturnError(
        'source-refused',
        options.only === null ? 'No source is switched on for this copy.' : `There is no source “${options.only}”.`,
      );
    const all: One[] = [];
    for (const { id, name } of wanted) {
      progress(`Reading ${name} …`);
      try {
        const preview = await service.preview(id);
        const result = options.preview ? null : imports.commit(preview.token);
        if (result) service.committed(preview.token);
        all.push({ source: name, preview, result, failure: null });
      } catch (error) {
        if (!(error instanceof OutturnError)) throw error;
        all.push({ source: name, preview: null, result: null, failure: error });
      }
    }
    return all;
  });
  const only = done.length === 1 ? done[0] : undefined;
  if (only?.failure) throw only.failure;
  return {
    json: { command: 'sync', committed: !options.preview, sources: done.map(shown) },
    text: done.flatMap(said).join('\n'),
    problems: done.some((one) => one.failure !== null || troubled(one.preview)),
  };
}

const troubled = (preview: ImportPreview | null): boolean =>
  (preview?.questions?.length ?? 0) > 0 || (preview?.files ?? []).some((file) => file.failure || file.rejected > 0);

function shown({ source, preview, result, failure }: One) {
  const files = preview?.files.map(withoutCells) ?? [];
  const code: FailureCode | null = failure?.code ?? null;
  return {
    source,
    result,
    files,
    questions: preview?.questions ?? [],
    failure: code && { code, message: failure?.message },
  };
}

function said({ source, preview, result, failure }: One): string[] {
  if (failure) return [`${source}: ${failure.message}`];
  const files = preview?.files ?? [];
  const sum = (count: 'added' | 'changed' | 'rejected') => files.reduce((total, file) => total + file[count], 0);
  const notes = files.flatMap((file) => file.problems.map((problem) => `   ${problem.message}`));
  return [
    `${source}: ${sum('added')} new, ${sum('changed')} changed, ${sum('rejected')} rejected, ${preview?.questions?.length ?? 0} to settle${result ? '' : ' (preview only: nothing was changed)'}`,
    ...notes.slice(0, 20),
    ...(notes.length > 20 ? [`   … and ${notes.length - 20} more`] : []),
  ];
}
