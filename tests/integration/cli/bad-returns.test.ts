import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CleaningLine, ImportFilePreview } from '../../../shared/api.ts';
import type { DemandMonth } from '../../../shared/demand/projection.ts';
import { sizedReturn } from '../../bench/synthetic-return.ts';
import { seeded } from '../../support/seeded.ts';
import { outturn, temporaryFolder } from './command-line.ts';

const head = 'CHILD,DECOM,RNE,LS,PLACE,PLACE_PROVIDER,DEC,REC';
const births = ['CHILD,SEX,DOB', ...Array.from({ length: 9 }, (_, at) => `${at + 1},1,10/02/2010`)];
const faults = [
  '1,01/05/2022,S,C2,U6,PR1,01/09/2022,X1', // overlaps the next
  '1,01/08/2022,P,C2,K2,PR4,,',
  '2,01/05/2022,S,C2,U6,PR1,,', // open, superseded
  '2,01/10/2022,P,C2,K2,PR4,,',
  '3,01/05/2022,S,C2,U6,PR1,01/04/2022,E4A', // DEC before DECOM
  '4,01/05/2022,S,C2,Q9,PR1,,', // unknown PLACE
  '4,01/06/2022,S,XX,U6,PR1,,', // unknown LS
  '4,01/07/2022,S,C2,U6,PR9,,', // unknown provider
  '77,01/05/2022,S,C2,U6,PR1,,', // no header
  '5,01/05/2009,S,C2,U6,PR1,01/06/2009,E4A', // before birth
  '6,05/12/2022,S,C2,U6,PR1,02/06/2022,E4A', // day and month changed about
  '7,13/25/2022,S,C2,U6,PR1,,', // no date in any order
  '9,01/05/2022,S,C2,U6,PR1,,',
  '9,01/05/2022,S,C2,U6,PR1,,', // the same row twice
];

type Answer = { committed: boolean; result: { rejected: number } | null; files: ImportFilePreview[] };

function written(folder: string, files: Record<string, string | Uint8Array>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Stock and both kinds of projection after a bad import: numbers, or a reason, never a crash. */
async function soundAfter(workspace: string): Promise<void> {
  for (const method of ['chain', 'duration', 'naive', 'd2i-core', 'd2i-regional']) {
    const run = await outturn('demand', '--workspace', workspace, '--to', '2025-03-31', '--method', method, '--json');
    if (run.code === 3) {
      expect(['no-data', 'rate-without-exposure']).toContain(
        (run.json() as unknown as { error: { code: string } }).error.code,
      );
      continue;
    }
    expect(run.code, run.err).toBeLessThanOrEqual(1);
    expect(run.out).not.toMatch(/NaN|Infinity|null,\s*"childDays"/);
    const { months } = run.json() as unknown as { months: DemandMonth[] };
    for (const { total } of months) expect(Object.values(total).every(Number.isFinite)).toBe(true);
  }
}

describe('bad returns through the ordinary import', () => {
  test('each fault is counted under its rule, shown row by row, and the good rows come in', async () => {
    const folder = temporaryFolder();
    const path = written(join(folder, 'return'), {
      'header.csv': `${births.join('\n')}\n`,
      'episodes.csv': `${[head, ...faults].join('\n')}\n`,
    });
    const workspace = join(folder, 'workspace.sqlite');
    const args = ['import', path, '--workspace', workspace, '--year', '2022/23'];
    const run = await outturn(...args, '--json');
    expect(run.code).toBe(1);
    const { files, committed } = run.json() as unknown as Answer;
    expect(committed).toBe(true);
    const main = files.find((file) => file.cleaning)!;
    expect(main.file).toBe('episodes.csv');
    const counts = (rule: string) =>
      (main.cleaning ?? [])
        .filter((line) => line.rule === rule)
        .map(({ action, rows, children }) => [action, rows, children]);
    expect(counts('142/501')).toEqual([['truncated', 2, 2]]);
    expect(counts('code-unknown')).toEqual([['quarantined', 3, 1]]);
    expect(counts('header-missing')).toEqual([['quarantined', 1, 1]]);
    expect(counts('302')).toEqual([['quarantined', 1, 1]]);
    expect(counts('356').map(([action]) => action)).toEqual(['quarantined']);
    expect(counts('day-month-suspected').length).toBeGreaterThan(0);
    expect(counts('date-invalid')).toEqual([['quarantined', 1, 1]]);
    expect(counts('duplicate-row')).toEqual([['dropped', 1, 1]]);
    // Shown: the row it is about, what it was, what it became; never the child's identifier.
    const cut = main.problems.find((problem) => problem.code === '142/501');
    expect(cut).toMatchObject({ row: 2, column: 'DEC' });
    expect(cut?.before).toContain('2022-09-01');
    expect(cut?.after).toContain('2022-08-01');
    expect(main.rejected).toBe(8);
    expect(main.rows).toBe(faults.length);
    for (const line of main.cleaning ?? []) expect(line.title).toMatch(/^[A-Z]/);

    const text = (await outturn(...args)).out;
    expect(text).toContain('Cleaning report:');
    expect(text).toContain(
      'Overlapping or superseded open episode, ended when the next began: 2 rows truncated, 2 children',
    );
    await soundAfter(workspace);
  });

  test('two files of one year, a header alone, and a return of nothing are said, not guessed', async () => {
    const folder = temporaryFolder();
    const good = '9,01/05/2022,S,C2,U6,PR1,,';
    const twice = written(join(folder, 'twice'), {
      'header.csv': `${births.join('\n')}\n`,
      '2023/episodes.csv': `${[head, good].join('\n')}\n`,
      '2023-again/episodes.csv': `${[head, good].join('\n')}\n`,
    });
    const workspace = join(folder, 'workspace.sqlite');
    const run = await outturn('import', twice, '--workspace', workspace, '--year', '2022/23', '--json');
    const lines = (run.json() as unknown as Answer).files.flatMap((file): CleaningLine[] => file.cleaning ?? []);
    expect(lines.map(({ rule }) => rule)).toContain('year-duplicated');
    const alone = written(join(folder, 'alone'), { 'header.csv': `${births.join('\n')}\n` });
    const header = await outturn('import', alone, '--workspace', join(folder, 'b.sqlite'), '--json');
    expect(header.code).toBeLessThanOrEqual(3);
    expect(header.out).not.toContain('Something went wrong');
    const nothing = written(join(folder, 'nothing'), { 'episodes.csv': `${head}\n` });
    const none = await outturn('import', nothing, '--workspace', join(folder, 'c.sqlite'), '--json');
    expect(none.out).not.toContain('Something went wrong');
    await soundAfter(workspace);
  });

  test('10 MB of noise in the place of episodes is counted and survived', async () => {
    const folder = temporaryFolder();
    const random = seeded(4);
    const some = (text: string) => text[Math.floor(random() * text.length)] ?? '';
    const cell = () =>
      Array.from({ length: 1 + Math.floor(random() * 9) }, () => some('0123456789/-ACEKLPRSUX ."é\t')).join('');
    // A block of noise over and over: making ten million random letters would take longer than reading them.
    const block = Array.from({ length: 5000 }, () => Array.from({ length: 8 }, cell).join(',').replaceAll('"', ''));
    const times = Math.ceil(10_000_000 / block.join('\n').length);
    const rows = [head, ...Array.from({ length: times }, () => block).flat()];
    const path = written(join(folder, 'noise'), {
      'header.csv': `${births.join('\n')}\n`,
      'episodes.csv': `${[...rows.slice(0, 5), ...faults, ...rows.slice(5)].join('\n')}\n`,
    });
    const workspace = join(folder, 'workspace.sqlite');
    const run = await outturn('import', path, '--workspace', workspace, '--year', '2022/23', '--json');
    expect(run.code).toBe(1);
    const main = (run.json() as unknown as Answer).files.find((file) => file.cleaning)!;
    expect(main.rows).toBe(rows.length - 1 + faults.length);
    expect(main.rejected).toBeGreaterThan(main.rows - 20);
    expect(main.problems.length).toBeLessThanOrEqual(1000);
    await soundAfter(workspace);
  }, 120_000);

  test('a good return with one cell in fifty spoilt still projects', async () => {
    const folder = temporaryFolder();
    const random = seeded(9);
    const made = sizedReturn(60, 400);
    const files: Record<string, string> = {};
    for (const { file, rows } of made.tables) {
      const spoilt = rows.map((row, at) =>
        row.map((cell) =>
          at > 0 && random() < 0.02 ? (['', '99/99/2023', 'ZZ', '01/02/1900'][Math.floor(random() * 4)] ?? '') : cell,
        ),
      );
      files[file] = `${spoilt.map((row) => row.join(',')).join('\n')}\n`;
    }
    const workspace = join(folder, 'workspace.sqlite');
    const run = await outturn('import', written(join(folder, 'spoilt'), files), '--workspace', workspace, '--json');
    expect(run.code).toBe(1);
    const main = (run.json() as unknown as Answer).files.find((file) => file.cleaning)!;
    expect((main.cleaning ?? []).length).toBeGreaterThan(3);
    expect(main.added).toBeGreaterThan(50);
    await soundAfter(workspace);
  });
});
