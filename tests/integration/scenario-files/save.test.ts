import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type FileSystem, fileSystem } from '../../../electron/services/files/file-system.ts';
import { removeLeftovers } from '../../../electron/services/files/leftovers.ts';
import {
  readScenarioFile,
  saveScenarioFile,
  scenarioBytes,
} from '../../../electron/services/scenario-files/scenario-file.ts';
import { about, smallDocument } from '../../unit/scenario-file/small-document.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-save-'));
  path = join(folder, 'Année 2023–24 base.outturn');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const renamed = (name: string) => {
  const document = smallDocument();
  document.scenario.name = name;
  return document;
};

describe('saving a scenario file', () => {
  test('PROP-03: what is read back is what was saved, byte for byte and in every value', async () => {
    const document = smallDocument();
    const saved = await saveScenarioFile(path, document, about, null);
    const read = await readScenarioFile(path, null);
    expect(read.document).toEqual(document);
    expect(read.fingerprint).toEqual(saved);
    const bytes = readFileSync(path);
    expect(
      Buffer.from(await scenarioBytes(read.document, { created: read.created, app: read.app })).equals(bytes),
    ).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('a file changed by somebody else since it was opened is not overwritten', async () => {
    const opened = await saveScenarioFile(path, renamed('mine'), about, null);
    await saveScenarioFile(path, renamed('a colleague’s'), about, null);
    await expect(saveScenarioFile(path, renamed('mine again'), about, opened)).rejects.toMatchObject({
      code: 'file-changed',
    });
    expect((await readScenarioFile(path, null)).document.scenario.name).toBe('a colleague’s');
    expect(readdirSync(folder)).toHaveLength(1);
    await saveScenarioFile(path, renamed('mine again'), about, null);
    expect((await readScenarioFile(path, null)).document.scenario.name).toBe('mine again');
  });

  test('a change that keeps size and time is seen all the same', async () => {
    const opened = await saveScenarioFile(path, smallDocument(), about, null);
    const bytes = readFileSync(path);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const same: FileSystem = { ...fileSystem, stat: async () => ({ ...opened, mode: 0o600, kind: 'file' }) };
    await expect(saveScenarioFile(path, smallDocument(), about, opened, same)).rejects.toMatchObject({
      code: 'file-changed',
    });
  });

  test('a save through a link replaces the file it points to, and keeps who may read it', async () => {
    await saveScenarioFile(path, smallDocument(), about, null);
    const mode = statSync(path).mode;
    const link = join(folder, 'link.outturn');
    symlinkSync(path, link);
    await saveScenarioFile(link, renamed('through the link'), about, null);
    expect((await readScenarioFile(path, null)).document.scenario.name).toBe('through the link');
    expect(readdirSync(folder).sort()).toEqual(['Année 2023–24 base.outturn', 'link.outturn']);
    expect(statSync(path).mode).toBe(mode);
  });

  test.each([
    ['as long as a name may be', `${'漢'.repeat(80)}.outturn`],
    ['of signs outside the first plane', `${'👪'.repeat(60)}.outturn`],
    ['with accents in two parts', 'Anne\u0301e.outturn'],
  ])('a file whose name is %s is saved, saved again and read', async (_what, name) => {
    const long = join(folder, name);
    const opened = await saveScenarioFile(long, renamed('first'), about, null);
    await saveScenarioFile(long, renamed('second'), about, opened);
    expect((await readScenarioFile(long, null)).document.scenario.name).toBe('second');
    expect(readdirSync(folder)).toEqual([name]);
  });

  test('a file deep in long folders is saved', async () => {
    const deep = join(folder, ...Array.from({ length: 12 }, () => 'Ordner mit langem Namen – für den Beirat 2023–24'));
    mkdirSync(deep, { recursive: true });
    const target = join(deep, 'plan.outturn');
    expect(target.length).toBeGreaterThan(500);
    await saveScenarioFile(target, renamed('deep'), about, null);
    expect((await readScenarioFile(target, null)).document.scenario.name).toBe('deep');
  });

  test.skipIf(process.platform === 'win32')(
    'what is no file is neither read nor replaced: a pipe would never end',
    async () => {
      const pipe = join(folder, 'pipe.outturn');
      const server = createServer().listen(pipe);
      onTestFinished(() => void server.close());
      await once(server, 'listening');
      const loop = join(folder, 'loop.outturn');
      symlinkSync(loop, loop);
      mkdirSync(join(folder, 'folder.outturn'));
      for (const [name, message] of [
        ['pipe', 'a pipe, not a file'],
        ['folder', 'a folder of that name'],
        ['loop', 'leads back to itself'],
      ]) {
        const target = join(folder, `${name}.outturn`);
        await expect(readScenarioFile(target, null)).rejects.toMatchObject({ code: 'file-unreadable' });
        await expect(saveScenarioFile(target, smallDocument(), about, null)).rejects.toThrow(message);
      }
      await expect(readScenarioFile('/dev/zero', null)).rejects.toMatchObject({ code: 'file-unreadable' });
      await expect(saveScenarioFile(join(folder, 'x'.repeat(300)), smallDocument(), about, null)).rejects.toThrow(
        'longer than that drive allows',
      );
      expect(readdirSync(folder).sort()).toEqual(['folder.outturn', 'loop.outturn', 'pipe.outturn']);
    },
  );

  test('a missing file and a folder are refused with words', async () => {
    await expect(readScenarioFile(path, null)).rejects.toMatchObject({ code: 'file-missing' });
    await expect(readScenarioFile(folder, null)).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(
      saveScenarioFile(join(folder, 'gone', 'x.outturn'), smallDocument(), about, null),
    ).rejects.toMatchObject({
      code: 'file-missing',
    });
  });
});

/** Each call of the system that a save makes, in turn. */
const calls = [
  'create',
  'write',
  'sync',
  'close',
  'stat',
  'read',
  'resolve',
  'setMode',
  'rename',
  'syncFolder',
] as const;
const codes = {
  ENOSPC: 'disk-full',
  EIO: 'write-failed',
  EPERM: 'file-locked',
  EBUSY: 'file-locked',
  EROFS: 'write-failed',
};

function failing(
  call: (typeof calls)[number],
  code: string,
): { system: FileSystem; tries: () => number; waited: () => number } {
  let tries = 0;
  let waited = 0;
  const fail = async (): Promise<never> => {
    tries += 1;
    throw Object.assign(new Error(code), { code });
  };
  const system: FileSystem = {
    ...fileSystem,
    wait: async (milliseconds) => {
      waited += milliseconds;
    },
    create: async (target) => {
      const file = await fileSystem.create(target);
      return call === 'write' || call === 'sync'
        ? { ...file, [call]: fail }
        : call === 'close'
          ? { ...file, close: () => file.close().then(fail) }
          : file;
    },
  };
  if (!['write', 'sync', 'close'].includes(call)) Object.assign(system, { [call]: fail });
  return { system, tries: () => tries, waited: () => waited };
}

let failures = 0;
afterAll(() =>
  console.log(`failing calls of a save: ${failures} (${calls.length} calls × ${Object.keys(codes).length} codes)`),
);

describe('when a call of the system fails during a save', () => {
  for (const call of calls) {
    test.each(Object.entries(codes))(
      `${call} with %s: the old file is whole, the reason is said`,
      async (code, expected) => {
        const opened = await saveScenarioFile(path, renamed('old'), about, null);
        const { system, tries, waited } = failing(call, code);
        const attempt = saveScenarioFile(path, renamed('new'), about, opened, system);
        // A file that stands and was not confirmed is not said to be as it was.
        const placed = call === 'syncFolder';
        const failure = { code: placed ? 'write-failed' : expected, details: { reason: code } };
        await expect(attempt).rejects.toMatchObject(failure);
        await expect(attempt).rejects.toThrow(placed ? 'is written, but' : 'was not saved');
        expect(tries()).toBeGreaterThan(0);
        failures += 1;
        const read = await readScenarioFile(path, null);
        // After the rename the new file stands; before it, the old one. Never anything between.
        expect(read.document.scenario.name).toBe(call === 'syncFolder' ? 'new' : 'old');
        const left = readdirSync(folder).filter((name) => name !== basename(path));
        const complete = ['setMode', 'rename', 'read'].includes(call);
        if (complete) {
          expect(left).toHaveLength(1);
          // Under a name that is seen, unless nothing can be renamed there.
          expect(left[0]?.startsWith('.')).toBe(call === 'rename');
          expect((await readScenarioFile(join(folder, left[0] ?? ''), null)).document.scenario.name).toBe('new');
          await expect(attempt).rejects.toThrow(left[0]);
        } else expect(left).toEqual([]);
        if (call === 'rename' && expected === 'file-locked') {
          expect(waited()).toBeGreaterThanOrEqual(10_000);
          expect(waited()).toBeLessThan(12_000);
        } else expect(waited()).toBe(0);
      },
    );
  }

  test('what a killed save has left is removed a day later, and nobody else’s', async () => {
    const opened = await saveScenarioFile(path, renamed('old'), about, null);
    const { system } = failing('rename', 'EIO');
    await expect(saveScenarioFile(path, renamed('new'), about, opened, system)).rejects.toThrow();
    const [mine = ''] = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
    const gone = mine.replace(`-${process.pid}-`, `-${spawnSync(process.execPath, ['-e', '0']).pid}-`);
    const elsewhere = gone.replace(/\.[0-9a-f]{8}-/, '.00000000-');
    const anothers = gone.replace('.outturn.', '.other.');
    for (const name of [gone, elsewhere, anothers]) writeFileSync(join(folder, name), 'half');
    const all = [basename(path), mine, gone, elsewhere, anothers];
    await removeLeftovers(path, new Date());
    expect(readdirSync(folder).sort()).toEqual(all.sort());
    await removeLeftovers(path, new Date(Date.now() + 25 * 60 * 60_000));
    expect(readdirSync(folder).sort()).toEqual(all.filter((name) => name !== gone).sort());
  });

  test('a lock that passes is waited out', async () => {
    await saveScenarioFile(path, renamed('old'), about, null);
    let left = 4;
    const system: FileSystem = {
      ...fileSystem,
      wait: async () => {},
      rename: async (from, to) => {
        left -= 1;
        if (left > 0) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
        await fileSystem.rename(from, to);
      },
    };
    await saveScenarioFile(path, renamed('new'), about, null, system);
    expect((await readScenarioFile(path, null)).document.scenario.name).toBe('new');
  });

  test('whoever held the file while a save waited may have saved it: their change is not overwritten', async () => {
    const opened = await saveScenarioFile(path, renamed('old'), about, null);
    let tries = 0;
    const system: FileSystem = {
      ...fileSystem,
      wait: async () => void (await saveScenarioFile(path, renamed('a colleague’s'), about, null)),
      rename: async (from, to) => {
        tries += 1;
        if (tries === 1) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
        await fileSystem.rename(from, to);
      },
    };
    const attempt = saveScenarioFile(path, renamed('mine'), about, opened, system);
    await expect(attempt).rejects.toMatchObject({ code: 'file-changed' });
    expect((await readScenarioFile(path, null)).document.scenario.name).toBe('a colleague’s');
    expect(readdirSync(folder)).toEqual([basename(path)]);
  });

  test.each(['ESTALE', 'ENODEV', 'EHOSTDOWN', 'ETIMEDOUT'])(
    'a drive that answers %s is said to be away',
    async (code) => {
      const opened = await saveScenarioFile(path, renamed('old'), about, null);
      const { system } = failing('resolve', code);
      await expect(saveScenarioFile(path, renamed('new'), about, opened, system)).rejects.toThrow('disconnected');
      await expect(readScenarioFile(path, null, failing('read', code).system)).rejects.toMatchObject({
        code: 'file-missing',
      });
    },
  );

  test('short writes go on until all is written; a write of nothing is a fault', async () => {
    const limited = (most: number): FileSystem => ({
      ...fileSystem,
      create: async (target) => {
        const file = await fileSystem.create(target);
        return { ...file, write: async (bytes) => (most === 0 ? 0 : file.write(bytes.subarray(0, most))) };
      },
    });
    await saveScenarioFile(path, renamed('in pieces'), about, null, limited(7));
    expect((await readScenarioFile(path, null)).document.scenario.name).toBe('in pieces');
    await expect(saveScenarioFile(path, renamed('never'), about, null, limited(0))).rejects.toMatchObject({
      code: 'write-failed',
    });
    expect((await readScenarioFile(path, null)).document.scenario.name).toBe('in pieces');
  });
});
