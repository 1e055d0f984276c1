import { OutturnError } from '../../../shared/model/problem.ts';
import type { ChosenFile, DesktopPort, FilePurpose } from '../context/desktop-port.ts';
import { allowsFolder, folderRefusal } from '../policy/allowed.ts';
import type { PolicyFound } from '../policy/policy.ts';
import type { Documents } from './documents.ts';
import type { ShellPort } from './shell-port.ts';

/** The desktop of the services: dialogs are the shell's, the tokens that stand for files are kept here. */
export function createServiceDesktop(
  shell: ShellPort,
  documents: Documents,
  /** The id of the window that is open, null while there is none. */
  window: () => number | null,
  /** What IT lays down: what is chosen to be written to must lie in its folders. */
  policy?: PolicyFound,
): DesktopPort {
  const needed = () => {
    const current = window();
    if (current === null) throw new OutturnError('forbidden', 'The window has gone.');
    return current;
  };
  const chosen = (path: string, purpose: FilePurpose): ChosenFile => ({
    path,
    token: documents.grant(needed(), path, purpose),
  });
  /** Asks until what is chosen is allowed, or nothing is chosen. */
  const allowed = async (show: () => Promise<string | null>): Promise<string | null> => {
    for (;;) {
      const path = await show();
      if (path === null || !policy || allowsFolder(policy, path)) return path;
      const again = await shell.ask({
        kind: 'warning',
        message: 'That folder is not allowed',
        detail: folderRefusal(policy),
        buttons: ['Choose another', 'Cancel'],
        cancel: 1,
      });
      if (again !== 0) return null;
    }
  };
  return {
    async showOpen(purpose, filters, multiple) {
      const paths = await shell.showOpen(filters, multiple);
      return paths === null ? null : paths.map((path) => chosen(path, purpose));
    },
    async showSave(purpose, suggestedName, filters) {
      const path = await allowed(() => shell.showSave(suggestedName, filters));
      return path === null ? null : chosen(path, purpose);
    },
    async showFolder(purpose) {
      const path = await allowed(() => shell.showFolder());
      return path === null ? null : chosen(path, purpose);
    },
    tokenOfPath: (path, purpose) => chosen(path, purpose).token,
    pathOfToken: (token, purpose) => documents.resolve(needed(), token, purpose),
    openExternal: (url) => shell.openExternal(url),
    copyPicture: (png) => shell.copyPicture(png),
    // The window may have gone meanwhile: a title that nobody sees is no failure.
    setTitle: (title) => void shell.setTitle(title).catch(() => {}),
    setEdited: (edited) => void shell.setEdited(edited).catch(() => {}),
    ask: (box) => shell.ask(box),
  };
}
