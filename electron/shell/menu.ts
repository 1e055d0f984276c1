import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '../../shared/api.ts';

/**
 * The menu. Own commands go to the page by way of `nextCommand`; their keys are shown here but registered nowhere:
 * the page handles them itself, so that they also work where there is no menu, and never fire twice.
 */
export function menuTemplate(
  send: (command: DesktopCommand['command']) => void,
  platform: NodeJS.Platform,
  developer: boolean,
): MenuItemConstructorOptions[] {
  const item = (
    label: string,
    command: DesktopCommand['command'],
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    id: command,
    label,
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => send(command),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const mac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return [
    ...mac,
    {
      label: '&File',
      submenu: [
        item('&New scenario', 'scenario-new', 'CmdOrCtrl+N'),
        item('&Open…', 'scenario-open', 'CmdOrCtrl+O'),
        line,
        item('&Save', 'scenario-save', 'CmdOrCtrl+S'),
        item('Save &as…', 'scenario-save-as', 'CmdOrCtrl+Shift+S'),
        line,
        item('&Import extracts…', 'import', 'CmdOrCtrl+I'),
        item('&Export…', 'export', 'CmdOrCtrl+E'),
        item('&Print…', 'print', 'CmdOrCtrl+P'),
        line,
        platform === 'darwin' ? { role: 'close' } : { role: 'quit', label: 'E&xit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('&Undo', 'undo', 'CmdOrCtrl+Z'),
        item('&Redo', 'redo', platform === 'darwin' ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        item('&Command palette…', 'palette', 'CmdOrCtrl+K'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(developer ? [line, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    {
      label: '&Help',
      submenu: [item('&Keyboard shortcuts', 'shortcuts', 'F1'), item('&About Outturn', 'about')],
    },
  ];
}
