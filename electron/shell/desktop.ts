import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { app, type BrowserWindow, ClipboardItem, clipboard, dialog, session, shell } from 'electron';
import type { ShellPort } from '../services/boundary/shell-port.ts';
import type { FileFilter } from '../services/context/desktop-port.ts';
import { openExternalUrl } from './open-external.ts';
import { platform } from './platform.ts';

const kinds = { information: 'info', question: 'question', warning: 'warning', error: 'error' } as const;

/** What the services ask of Electron: its dialogs, the one window, the clipboard and the person's browser. */
export function createDesktop(
  window: () => BrowserWindow | null,
  exists: (path: string) => boolean = existsSync,
): ShellPort {
  const needed = () => {
    const current = window();
    if (!current) throw new Error('no window to ask in');
    return current;
  };
  const showSave: ShellPort['showSave'] = async (suggestedName, filters) => {
    const { canceled, filePath } = await dialog.showSaveDialog(needed(), {
      defaultPath: basename(suggestedName),
      filters,
      properties: [
        ...(platform === 'darwin' ? (['createDirectory'] as const) : []),
        ...(platform === 'linux' ? (['showOverwriteConfirmation'] as const) : []),
      ],
    });
    if (canceled || !filePath) return null;
    const path = withKind(filePath, filters);
    // GTK's dialog asked about the name as it was typed. What is written has an ending more, and may stand there too.
    if (path === filePath || !exists(path)) return path;
    const { response } = await dialog.showMessageBox(needed(), {
      type: 'warning',
      message: `“${basename(path)}” is there already. Replace it?`,
      detail: 'What is in it now will be gone.',
      buttons: ['Choose another name', 'Replace'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return response === 1 ? path : showSave(suggestedName, filters);
  };
  return {
    showSave,
    async showOpen(filters, multiple) {
      const { canceled, filePaths } = await dialog.showOpenDialog(needed(), {
        filters,
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      });
      return canceled || filePaths.length === 0 ? null : filePaths;
    },
    async showFolder() {
      const { canceled, filePaths } = await dialog.showOpenDialog(needed(), {
        properties: ['openDirectory', ...(platform === 'darwin' ? (['createDirectory'] as const) : [])],
      });
      const path = filePaths[0];
      return canceled || path === undefined ? null : path;
    },
    openExternal: (url) => openExternalUrl(url, (address) => shell.openExternal(address)),
    async copyPicture(png) {
      await clipboard.write([
        new ClipboardItem({ 'image/png': new Blob([Uint8Array.from(png)], { type: 'image/png' }) }),
      ]);
    },
    async resolveProxy(address) {
      await app.whenReady();
      return session.defaultSession.resolveProxy(address);
    },
    setTitle: async (title) => window()?.setTitle(title),
    // Only macOS has a mark of its own; elsewhere the title carries one.
    async setEdited(edited) {
      if (platform === 'darwin') window()?.setDocumentEdited(edited);
    },
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

/** A path with an ending the dialog was asked for. Windows and macOS put one on; GTK writes down what was typed. */
function withKind(path: string, filters: readonly FileFilter[]): string {
  const endings = filters.flatMap(({ extensions }) => extensions);
  const [first] = endings;
  if (first === undefined || endings.includes(extname(path).slice(1).toLowerCase())) return path;
  return `${path}.${first}`;
}
