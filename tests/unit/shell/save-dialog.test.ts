import { expect, test } from 'vitest';
import { createDesktop } from '../../../electron/shell/desktop.ts';
import { BrowserWindow, electron } from '../../electron-alias.ts';

/** GTK's dialog writes down the name as typed and asks about that one; the ending is put on afterwards. */

const window = new BrowserWindow({});
const filters = [{ name: 'Excel workbook', extensions: ['xlsx'] }];
const desktop = (there: string[]) =>
  createDesktop(
    () => window as never,
    (path) => there.includes(path),
  );

test('a name without an ending gets one; nothing is asked where nothing stands', async () => {
  electron.answer = '/home/jo/Year end';
  electron.dialogs.length = 0;
  expect(await desktop(['/home/jo/Year end']).showSave('a.xlsx', filters)).toBe('/home/jo/Year end.xlsx');
  expect(electron.dialogs).toHaveLength(1);
});

test('a file that stands under the name with its ending is replaced only when that is said', async () => {
  electron.answer = '/home/jo/Year end';
  electron.button = 1;
  expect(await desktop(['/home/jo/Year end.xlsx']).showSave('a.xlsx', filters)).toBe('/home/jo/Year end.xlsx');
  const box = electron.dialogs.at(-1)?.at(-1) as { message: string; buttons: string[]; cancelId: number };
  expect(box.message).toBe('“Year end.xlsx” is there already. Replace it?');
  expect(box.buttons[box.cancelId]).toBe('Choose another name');
});

test('a name with its ending, in any case, is what the system asked about already', async () => {
  electron.answer = '/home/jo/Year end.XLSX';
  electron.dialogs.length = 0;
  expect(await desktop(['/home/jo/Year end.XLSX']).showSave('a.xlsx', filters)).toBe('/home/jo/Year end.XLSX');
  expect(electron.dialogs).toHaveLength(1);
});

test('whoever does not want it replaced chooses again', async () => {
  electron.answer = '/home/jo/Year end';
  electron.button = 0;
  const asked = desktop(['/home/jo/Year end.xlsx']).showSave('a.xlsx', filters);
  await Promise.resolve();
  electron.answer = null;
  expect(await asked).toBeNull();
});
