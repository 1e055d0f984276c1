import { join } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { chooseFolder, folderChosen, type HandlerContext, type Handlers } from '../context/handler-context.ts';
import type { ImportPreviews } from '../import/import-previews.ts';
import { createRefreshService } from '../refresh/refresh-service.ts';
import { fileSecrets } from '../sync/file-secrets.ts';

type Methods = 'sources' | 'sourceFolder' | 'sourceSave' | 'sourceRemove' | 'refreshPreview' | 'refreshCancel';

/** Taking new data into the local copy: the handlers and the watch behind them. */
export function refreshHandlers(
  context: HandlerContext,
  imports: ImportPreviews,
): { handlers: Pick<Handlers, Methods>; committed(token: string): void; close(): Promise<void> } {
  const service = createRefreshService({
    profile: context.paths.profile,
    secrets: fileSecrets(join(context.paths.profile, 'secrets.json'), context.protection),
    clock: context.clock,
    preview: imports.preview,
    quiet: 2_000,
    network: context.network,
    policy: context.policy,
  });
  const after = async (work: Promise<void> | void) => {
    await work;
    return service.status();
  };
  return {
    handlers: {
      sources: () => service.status(),
      sourceFolder: () => chooseFolder(context, 'source-folder'),
      async sourceSave({ source, secret }) {
        if (source.kind !== 'folder') return after(service.save(source, secret));
        const { folderToken, ...rest } = source;
        const folder = folderChosen(context, folderToken, 'source-folder', service.folderOf(source.id));
        if (folder === null) throw new OutturnError('source-refused', 'Choose the folder that extracts are read from.');
        return after(service.save({ ...rest, folder }, null));
      },
      sourceRemove: ({ id }) => after(service.remove(id)),
      refreshPreview: ({ id }) => service.preview(id),
      refreshCancel: ({ id }) => after(service.cancel(id)),
    },
    committed: service.committed,
    close: service.close,
  };
}
