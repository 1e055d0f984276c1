import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { BackupRecord } from '../../../shared/api.ts';
import { formatMoment } from '../../../shared/format/format.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import { scenarioBackups } from '../documents/backups.ts';
import { documentFrom } from '../documents/open-scenario.ts';
import type { Session } from '../documents/session.ts';
import { backUpWorkspace, checkBackup, swapWorkspace, workspaceBackups } from '../documents/workspace-backups.ts';
import { fileSystem } from '../files/file-system.ts';
import { sha256 } from '../files/replace-file.ts';
import { readScenarioFile } from '../scenario-files/scenario-file.ts';

type Methods = 'backups' | 'backupRestore';

/**
 * Copies that can be brought back. `restart` closes everything, runs what it is given, and lets the next call open
 * again.
 */
export function backupHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
  restart: (swap: () => void) => Promise<void>,
): Pick<Handlers, Methods> {
  const { desktop, paths, clock } = context;
  const { profile } = paths;
  const tokenOf = (path: string) => desktop.tokenOfPath(path, 'backup-restore');

  return {
    async backups() {
      const open = (await currentSession()).document().path;
      const scenarios = scenarioBackups(profile).map(
        ({ path, name, madeAt, bytes, original, reason }): BackupRecord => {
          const current = open !== null && original === resolve(open);
          return { token: tokenOf(path), kind: 'scenario', name, madeAt, bytes, current, reason };
        },
      );
      const copies = workspaceBackups(profile).map(({ path, madeAt, bytes, reason }): BackupRecord => {
        return { token: tokenOf(path), kind: 'workspace', name: 'Local copy', madeAt, bytes, current: true, reason };
      });
      return [...scenarios, ...copies].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
    },
    async backupRestore({ token, passphrase }) {
      const path = desktop.pathOfToken(token, 'backup-restore');
      if (dirname(path) === join(profile, 'backups')) await restoreWorkspace(path);
      else await restoreScenario(path, passphrase);
      return (await currentSession()).show();
    },
  };

  async function restoreWorkspace(path: string): Promise<void> {
    const session = await currentSession();
    checkBackup(path, session.keys);
    await session.kept();
    backUpWorkspace(session.workspace, profile, 'before-restore', clock());
    await restart(() => swapWorkspace(session.workspace.path, path, session.keys, clock()));
  }

  /** Opens as unsaved work beside its file: nothing is overwritten until the person saves. */
  async function restoreScenario(path: string, passphrase: string | null): Promise<void> {
    const session = await currentSession();
    const backup = scenarioBackups(profile).find((copy) => copy.path === path);
    const original = backup?.original ?? null;
    const read = await readScenarioFile(path, passphrase, fileSystem, (await currentSession()).keys);
    // What stands there now is what may be replaced; somebody's change after this moment is a conflict.
    const stands = original !== null && existsSync(original) ? await fingerprintOf(original) : null;
    const there = original !== null && existsSync(dirname(original)) ? original : null;
    await session.inTurn(async () => {
      const document = await documentFrom(session, context, there ?? basename(path), read, passphrase);
      const when = formatMoment(backup?.madeAt ?? read.created);
      const notice = `This is “${backup?.name ?? read.document.scenario.name}” as it was on ${when}. Save it to put it in the place of the file, or save it under another name.`;
      const fullNotice = document.notice === null ? notice : `${notice} ${document.notice}`;
      const restored = { ...document, path: there, fingerprint: stands, savedScenario: '', notice: fullNotice };
      await session.replace(restored, read.document.snapshot);
      // Nothing of it is in a file yet: it is kept at once.
      session.apply({ type: 'scenario', scenario: session.document().scenario });
      await session.kept();
    });
  }
}

async function fingerprintOf(path: string) {
  const bytes = await fileSystem.read(path);
  return { size: bytes.length, modified: (await fileSystem.stat(path))?.modified ?? 0, sha256: sha256(bytes) };
}
