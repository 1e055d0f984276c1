import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '../../shared/api.ts';

/**
 * The menu. Own commands go to the page by way of `nextCommand`; their keys are shown here but registered nowhere:
 * the page handles them itself, so that they also work where there is no menu, and never fire twice. macOS registers them
 * all the same, and gives the menu each key the page left alone: a key of a text field, or one pressed while a question
 * is open. There a key that reaches the menu is none of ours: undo and redo go to the text, every other does nothing.
 */
export function menuTemplate(
  send: (command: DesktopCommand['command']) => void,
  platform: NodeJS.Platform,
  developer: boolean,
  /** Undoes or redoes typing in the field that has the focus. */
  inText: (step: 'undo' | 'redo') => void,
): MenuItemConstructorOptions[] {
  const item = (
    label: string,
    command: DesktopCommand['command'],
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    id: command,
    label,
    ...(accelerator ? { accelerator } : {}),
    ...(accelerator && platform !== 'darwin' ? { registerAccelerator: false } : {}),
    click: (_item, _window, event) => {
      if (platform !== 'darwin' || !event.triggeredByAccelerator) send(command);
      else if (command === 'undo' || command === 'redo') inText(command);
    },
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const tools: MenuItemConstructorOptions[] = [line, { role: 'reload' }, { role: 'toggleDevTools' }];
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
        item('Save a &copy to share…', 'scenario-share'),
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
        ...(developer ? tools : []),
      ],
    },
    {
      label: '&Help',
      submenu: [item('&Keyboard shortcuts', 'shortcuts', 'F1'), item('&About Outturn', 'about')],
    },
  ];
}
