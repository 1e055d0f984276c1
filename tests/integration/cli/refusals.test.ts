import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outturn, temporaryFolder } from './command-line.ts';

const funders = new URL('../../../electron/sample-council/funders.csv', import.meta.url).pathname;

describe('places that cannot be used are named, in words', () => {
  function place() {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    mkdirSync(join(folder, 'folder'));
    return folder;
  }

  test('a folder for the local copy, a file for the folder', async () => {
    const folder = place();
    const copy = await outturn('forecast', '--workspace', join(folder, 'folder'));
    expect(copy).toMatchObject({ code: 3, err: '“folder” is a folder, not a file. Choose a file.\n' });
    const file = await outturn('demo', '--out', join(folder, 'file'));
    expect(file).toMatchObject({ code: 3, err: '“file” cannot be used: something of that name is there already.\n' });
    const below = await outturn('demo', '--out', join(folder, 'file', 'below'), '--json');
    expect(below.json().error).toMatchObject({
      code: 'file-unreadable',
      message: '“below” cannot be used: part of its path is a file, not a folder.',
    });
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder']);
  });

  test('a name that is empty, as a variable that is not set makes it', async () => {
    const folder = place();
    const workspace = join(folder, 'workspace.sqlite');
    await outturn('import', funders, '--workspace', workspace);
    const run = await outturn('scenario', 'new', '', '--workspace', workspace);
    expect(run).toMatchObject({ code: 2, err: 'No file is named.\n' });
    expect(readdirSync(folder).sort()).toEqual(['child-key', 'database-key', 'file', 'folder', 'workspace.sqlite']);
  });
});

describe('a passphrase from a file', () => {
  test('an empty or a short one protects nothing: a file that nobody could open again is not written', async () => {
    const folder = temporaryFolder();
    const workspace = join(folder, 'workspace.sqlite');
    await outturn('import', funders, '--workspace', workspace);
    for (const [content, message] of [
      ['', 'The first line of the passphrase file “pass” is empty.'],
      ['\r\nsecond line\r\n', 'The first line of the passphrase file “pass” is empty.'],
      ['short\n', 'A passphrase has at least 8 characters.'],
    ] as const) {
      writeFileSync(join(folder, 'pass'), content);
      const made = [
        'scenario',
        'new',
        join(folder, 'a'),
        '--workspace',
        workspace,
        '--passphrase-file',
        join(folder, 'pass'),
      ];
      expect(await outturn(...made)).toMatchObject({ code: 2, err: `${message}\n` });
    }
    expect(readdirSync(folder).sort()).toEqual(['child-key', 'database-key', 'pass', 'workspace.sqlite']);
  });

  test('is the same however an editor of Windows has saved it', async () => {
    const folder = temporaryFolder();
    const [workspace, file] = [join(folder, 'workspace.sqlite'), join(folder, 'a.outturn')];
    await outturn('import', funders, '--workspace', workspace);
    const message = 'Grüße aus dem Büro';
    writeFileSync(join(folder, 'plain'), `${message}\n`);
    writeFileSync(join(folder, 'marked'), `\ufeff${message}\r\n`);
    writeFileSync(join(folder, 'wide'), Buffer.from(`\ufeff${message}\r\n`, 'utf16le'));
    const made = await outturn(
      'scenario',
      'new',
      file,
      '--workspace',
      workspace,
      '--passphrase-file',
      join(folder, 'wide'),
    );
    expect(made.code).toBe(0);
    for (const name of ['plain', 'marked', 'wide'])
      expect((await outturn('scenario', 'show', file, '--passphrase-file', join(folder, name))).code).toBe(0);
  });
});

test('a preview for a copy that is not there yet makes none', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace.sqlite');
  const run = await outturn('import', funders, '--workspace', workspace, '--preview');
  expect(run.code).toBe(0);
  expect(run.out).toContain('2 new');
  expect(readdirSync(folder)).toEqual([]);
});
