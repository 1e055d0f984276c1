import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractFile, contractOf, readUses } from '../../../build/electron-contract/contract.mjs';

/** The product held against electron.d.ts of the pinned version: what it uses, where that is there, and what is given up. */

const root = resolve(import.meta.dirname, '..', '..', '..');
mkdirSync(join(root, 'tests', 'artefacts'), { recursive: true });
// Inside the repository, so that 'electron' is found as the product finds it.
const folder = mkdtempSync(join(root, 'tests', 'artefacts', 'contract-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('everything of Electron that is used is in the contract, and nothing is deprecated or of another system', () => {
  const found = readUses();
  expect(found.broken).toEqual([]);
  expect(contractOf(found), 'run node build/electron-contract/contract.mjs').toEqual(
    JSON.parse(readFileSync(contractFile, 'utf8')),
  );
  expect(found.entries.size).toBeGreaterThan(150);
}, 240_000);

describe('what would break it is seen', () => {
  const cases = {
    given: `
      export const secret = safeStorage.encryptString('x');
      const window = new BrowserWindow({ thickFrame: false });
      window.setDocumentEdited(true);
      app.on('open-file', () => {});
      Menu.buildFromTemplate([{ label: 'x', registerAccelerator: false }, { role: 'appMenu' }]);
      void dialog.showSaveDialog({ properties: ['showOverwriteConfirmation'] });`,
    guarded: `
      const { platform } = process;
      const window = new BrowserWindow({});
      if (platform === 'darwin') window.setDocumentEdited(true);
      export const edited = process.platform === 'darwin' ? window.isDocumentEdited() : false;
      export function backend() {
        if (platform !== 'linux') return null;
        return safeStorage.getSelectedStorageBackend();
      }
      if (platform !== 'darwin') window.isDocumentEdited();
      export const other = platform === 'win32' && safeStorage.getSelectedStorageBackend();`,
    unlisted: `
      app.setBadgeCount(3);
      const { canceled } = await dialog.showOpenDialog({});
      export { canceled };`,
  };
  type Case = keyof typeof cases;
  const file = (name: string) => join(folder, `${name}.ts`);
  let found: ReturnType<typeof readUses>;
  beforeAll(() => {
    const head = "import { app, BrowserWindow, dialog, Menu, safeStorage } from 'electron';\n";
    for (const [name, code] of Object.entries(cases)) writeFileSync(file(name), `${head}${code}\n`);
    const names = Object.keys(cases).map((name) => relative(root, file(name)).replaceAll('\\', '/'));
    found = readUses(Object.keys(cases).map(file), (each) => names.includes(each));
  }, 240_000);
  const broken = (name: Case) =>
    found.broken.filter((line) => line.includes(`/${name}.ts:`)).map((line) => line.replace(/^\S+ /, ''));

  test('a deprecated call, and one of another system, of methods, events, options and their values', () => {
    expect(broken('given')).toEqual([
      'SafeStorage.encryptString is deprecated',
      'BaseWindowConstructorOptions.thickFrame is reached on darwin, linux, where it is not there',
      'BrowserWindow.setDocumentEdited is reached on win32, linux, where it is not there',
      'App event open-file is reached on win32, linux, where it is not there',
      'MenuItemConstructorOptions.registerAccelerator is reached on darwin, where it is not there',
      'MenuItemConstructorOptions.role=appMenu is reached on win32, linux, where it is not there',
      'SaveDialogOptions.properties=showOverwriteConfirmation is reached on darwin, win32, where it is not there',
    ]);
  });

  test('a condition on the platform is understood, and a wrong one is not taken for right', () => {
    expect(broken('guarded')).toEqual([
      'BrowserWindow.isDocumentEdited is reached on win32, linux, where it is not there',
      'SafeStorage.getSelectedStorageBackend is reached on win32, where it is not there',
    ]);
  });

  test('what is not in the contract yet', () => {
    const { uses } = JSON.parse(readFileSync(contractFile, 'utf8'));
    const names = [...found.entries.keys()];
    expect(names.filter((name) => !(name in uses))).toContain('App.setBadgeCount');
    expect(names).toContain('OpenDialogReturnValue.canceled');
  });
});
