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
    expect(readdirSync(folder).sort()).toEqual(['child-key', 'file', 'folder', 'workspace.sqlite']);
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
