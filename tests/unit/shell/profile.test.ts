import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { bringProfile, placeOfProfile, portableFolder } from '../../../electron/shell/profile.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-profile-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe('the place of the profile', () => {
  const common = { environment: {}, program: '/opt/Outturn', mayBePortable: () => true };
  test('on Windows is the local folder, not the one that roams', () => {
    const place = placeOfProfile({
      ...common,
      platform: 'win32',
      environment: { LOCALAPPDATA: 'C:\\Users\\jo\\AppData\\Local' },
      program: 'C:\\Program Files\\Outturn',
      usual: 'C:\\Users\\jo\\AppData\\Roaming\\Outturn',
    });
    expect(place).toBe('C:\\Users\\jo\\AppData\\Local\\Outturn');
  });

  test.each(['linux', 'darwin'] as const)('on %s is where Electron has it', (platform) => {
    expect(placeOfProfile({ ...common, platform, usual: '/home/jo/.config/Outturn' })).toBe('/home/jo/.config/Outturn');
  });

  test('is beside the program where its folder stands, unless IT says no; an AppImage’s is beside the image', () => {
    mkdirSync(join(folder, portableFolder));
    const at = { ...common, platform: 'linux' as const, usual: '/home/jo/.config/Outturn' };
    expect(placeOfProfile({ ...at, program: folder })).toBe(join(folder, portableFolder));
    expect(placeOfProfile({ ...at, environment: { APPIMAGE: join(folder, 'Outturn.AppImage') } })).toBe(
      join(folder, portableFolder),
    );
    expect(placeOfProfile({ ...at, program: folder, mayBePortable: () => false })).toBe('/home/jo/.config/Outturn');
  });
});

describe('a profile that an earlier Outturn kept elsewhere', () => {
  const paths = () => ({ from: join(folder, 'Roaming', 'Outturn'), to: join(folder, 'Local', 'Outturn') });
  const fill = (path: string) => {
    mkdirSync(join(path, 'backups'), { recursive: true });
    writeFileSync(join(path, 'workspace.sqlite'), 'rows');
    writeFileSync(join(path, 'workspace.sqlite-wal'), 'newest rows');
    writeFileSync(join(path, 'Local State'), 'what protects the keys');
    writeFileSync(join(path, 'backups', 'one'), 'backup');
  };

  test('is brought whole, and is gone from the old place', () => {
    const { from, to } = paths();
    fill(from);
    expect(bringProfile(from, to)).toBe(to);
    expect(readFileSync(join(to, 'workspace.sqlite-wal'), 'utf8')).toBe('newest rows');
    expect(readFileSync(join(to, 'Local State'), 'utf8')).toBe('what protects the keys');
    expect(existsSync(from)).toBe(false);
    expect(bringProfile(from, to)).toBe(to);
  });

  test('is left alone where the new place has one already, and a new person has none', () => {
    const { from, to } = paths();
    expect(bringProfile(from, to)).toBe(to);
    fill(from);
    fill(to);
    writeFileSync(join(to, 'workspace.sqlite'), 'newer');
    expect(bringProfile(from, to)).toBe(to);
    expect(readFileSync(join(to, 'workspace.sqlite'), 'utf8')).toBe('newer');
    expect(existsSync(from)).toBe(true);
  });

  test('what a move that was broken off left is begun again', () => {
    const { from, to } = paths();
    fill(from);
    mkdirSync(`${to}.moving`, { recursive: true });
    writeFileSync(join(`${to}.moving`, 'workspace.sqlite'), 'half');
    expect(bringProfile(from, to)).toBe(to);
    expect(readFileSync(join(to, 'workspace.sqlite'), 'utf8')).toBe('rows');
    expect(existsSync(`${to}.moving`)).toBe(false);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('stays in use where it cannot be moved', () => {
    const { from, to } = paths();
    fill(from);
    mkdirSync(join(folder, 'Local'), { recursive: true });
    chmodSync(join(folder, 'Local'), 0o500);
    expect(bringProfile(from, to)).toBe(from);
    chmodSync(join(folder, 'Local'), 0o700);
    expect(readFileSync(join(from, 'workspace.sqlite'), 'utf8')).toBe('rows');
  });

  test('stays in use where the new place is no folder', () => {
    const { from } = paths();
    fill(from);
    writeFileSync(join(folder, 'a file'), '');
    expect(bringProfile(from, join(folder, 'a file', 'Outturn'))).toBe(from);
    expect(readFileSync(join(from, 'workspace.sqlite'), 'utf8')).toBe('rows');
  });
});
