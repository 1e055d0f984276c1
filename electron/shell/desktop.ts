import { basename } from 'node:path';
import { type BrowserWindow, ClipboardItem, clipboard, dialog, shell } from 'electron';
import type { ChosenFile, DesktopPort, FilePurpose } from '../services/handlers/desktop-port.ts';
import type { Documents } from './documents.ts';
import { openExternalUrl } from './open-external.ts';

const kinds = { information: 'info', question: 'question', warning: 'warning', error: 'error' } as const;

/** The desktop of the services, on Electron's dialogs and the one window. */
export function createDesktop(documents: Documents, window: () => BrowserWindow | null): DesktopPort {
  const needed = () => {
    const current = window();
    if (!current) throw new Error('no window to ask in');
    return current;
  };
  const chosen = (path: string, purpose: FilePurpose): ChosenFile => ({
    path,
    token: documents.grant(needed().webContents.id, path, purpose),
  });
  return {
    async showOpen(purpose, filters, multiple) {
      const { canceled, filePaths } = await dialog.showOpenDialog(needed(), {
        filters,
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      });
      if (canceled || filePaths.length === 0) return null;
      return filePaths.map((path) => chosen(path, purpose));
    },
    async showSave(purpose, suggestedName, filters) {
      const { canceled, filePath } = await dialog.showSaveDialog(needed(), {
        defaultPath: basename(suggestedName),
        filters,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || !filePath ? null : chosen(filePath, purpose);
    },
    async showFolder(purpose) {
      const { canceled, filePaths } = await dialog.showOpenDialog(needed(), {
        properties: ['openDirectory', 'createDirectory'],
      });
      const path = filePaths[0];
      return canceled || path === undefined ? null : chosen(path, purpose);
    },
    tokenOfPath: (path, purpose) => chosen(path, purpose).token,
    pathOfToken: (token, purpose) => documents.resolve(needed().webContents.id, token, purpose),
    openExternal: (url) => openExternalUrl(url, (address) => shell.openExternal(address)),
    async copyPicture(png) {
      await clipboard.write([
        new ClipboardItem({ 'image/png': new Blob([Uint8Array.from(png)], { type: 'image/png' }) }),
      ]);
    },
    setTitle: (title) => window()?.setTitle(title),
    setEdited: (edited) => window()?.setDocumentEdited(edited),
    async ask({ kind, message, detail, buttons, cancel }) {
      const { response } = await dialog.showMessageBox(needed(), {
        type: kinds[kind],
        message,
        detail,
        buttons,
        defaultId: 0,
        cancelId: cancel,
        noLink: true,
      });
      return response;
    },
  };
}
