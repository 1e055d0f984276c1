import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rekeyChildren } from '../../../db/child-keys.ts';
import { translated } from '../../../db/sqlite-errors.ts';
import type { StoredEpisode } from '../../../shared/ssda903/stored.ts';
import { agreed, type HandlerContext, type Handlers } from '../context/handler-context.ts';
import { diagnostics } from '../diagnostics/diagnostics.ts';
import type { Session } from '../documents/session.ts';
import { backUpWorkspace } from '../documents/workspace-backups.ts';
import { registersZip } from '../exports/all-registers.ts';
import { returnsZip } from '../exports/returns-zip.ts';
import { fileNameFrom, withExtension } from '../files/file-names.ts';
import { fileSystem } from '../files/file-system.ts';
import { ownerOnly, replaceFile } from '../files/replace-file.ts';
import { keyMark, loadChildKey, pseudonymiser, writeChildKey } from '../import/child-key.ts';
import type { ImportPreviews } from '../import/import-previews.ts';
import { fileDatabaseKeys } from '../keys/database-keys.ts';
import { newRecoveryCode, recoveryFile } from '../keys/recovery.ts';
import { changing } from './store-handlers.ts';

type Methods = 'workspaceCompact' | 'exportAll' | 'diagnosticsSave' | 'childKeyRotate' | 'keyRecoverySave';

/** Care of the local copy: make it small, take it out whole, tell about it, change the key behind its pseudonyms. */
export function maintenanceHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
  imports: ImportPreviews,
): Pick<Handlers, Methods> {
  const { profile } = context.paths;

  return {
    async workspaceCompact() {
      const { workspace } = await currentSession();
      const shrink = () => {
        workspace.prepare('pragma wal_checkpoint(truncate)').all();
        return statSync(workspace.path).size;
      };
      return translated(() => {
        const before = shrink();
        workspace.timed('compact', () => workspace.prepare('vacuum').run());
        return { before, after: shrink() };
      });
    },
    async exportAll() {
      const session = await currentSession();
      const snapshot = session.snapshot();
      const episodes = (await session.store()).statement('episodes', 'all').all() as StoredEpisode[];
      const name = fileNameFrom(`${snapshot.council || 'Outturn'} all data ${snapshot.dataDate}`, 'zip');
      return save('export-all-save', name, registersZip(snapshot, returnsZip(episodes)));
    },
    async diagnosticsSave() {
      const session = await currentSession();
      const now = context.clock();
      const about = {
        version: context.version,
        now,
        keyProtected: context.protection() !== null,
        base: session.document().base,
      };
      const text = JSON.stringify(
        diagnostics(profile, session.workspace, session.snapshotOf(session.workspace), about),
        null,
        2,
      );
      const name = fileNameFrom(`Outturn diagnostics ${now.toISOString().slice(0, 10)}`, 'json');
      return save('diagnostics-save', name, Buffer.from(`${text}\n`));
    },
    async childKeyRotate() {
      const session = await currentSession();
      return session.inTurn(async () => {
        backUpWorkspace(session.workspace, profile, 'before-new-key', context.clock());
        const path = join(profile, 'child-key');
        const keys = [...loadChildKey(path, context.protection), randomBytes(32)];
        // The key first: until the copy carries its mark, a copy goes on with the keys it was filled with.
        translated(() => writeChildKey(path, keys, context.protection));
        const rekey = () => rekeyChildren(session.workspace, pseudonymiser(keys), keyMark(keys));
        // A file's own data keep the pseudonyms they came with: that scenario is not changed by it.
        const rekeyed = session.document().base === 'file' ? rekey() : await changing(session, rekey);
        imports.reloadKey();
        return rekeyed;
      });
    },
    async keyRecoverySave() {
      await currentSession();
      const code = newRecoveryCode();
      const now = context.clock();
      // Shown outside the page, which never learns it.
      await agreed(context, {
        message: 'Write down the recovery code',
        detail: `${code}\n\nThe recovery file opens with this code only. It is shown once. Keep the code and the file apart from each other and from this computer: who has both opens the data.`,
        button: 'I have written it down',
      });
      const keys = await fileDatabaseKeys(profile, context.protection).keyring();
      const path = join(profile, 'child-key');
      const childKeys = existsSync(path) ? loadChildKey(path, context.protection) : null;
      const name = fileNameFrom(`Outturn keys ${now.toISOString().slice(0, 10)}`, 'outturn-keys');
      return save('key-recovery-save', name, await recoveryFile(keys, childKeys, code, now), ownerOnly);
    },
  };

  async function save(
    purpose: 'export-all-save' | 'diagnostics-save' | 'key-recovery-save',
    name: string,
    bytes: Uint8Array,
    mode: number | null = null,
  ) {
    const extension = name.slice(name.lastIndexOf('.') + 1);
    const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
    const chosen = await context.desktop.showSave(purpose, name, filters);
    if (chosen === null) return { saved: null };
    const path = withExtension(chosen.path, extension);
    await replaceFile(path, bytes, null, fileSystem, mode);
    return { saved: basename(path) };
  }
}
