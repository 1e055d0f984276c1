import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { leavesRowsOut, readScenarioFile } from '../../../electron/services/scenario-files/scenario-file.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { outturn } from '../cli/command-line.ts';
import { putSampleInto, startedServices, temporaryFolder } from '../services/services-helpers.ts';

type Figures = { risk: { outturn: object } | null; outturn: object };

test('the window: a copy to share opens elsewhere with the same outturn and no child, after saying what it is', async () => {
  const folder = temporaryFolder();
  const first = startedServices(join(folder, 'first'));
  onTestFinished(first.close);
  await first.handlers.sampleLoad({});
  const begun = await first.handlers.scenarioCurrent({});
  const whole = await first.handlers.snapshot({});
  const path = join(folder, 'To share.outturn');
  first.answers.push(path);
  expect(await first.handlers.scenarioShare({ rows: false })).toEqual({ saved: 'To share.outturn' });
  // The open scenario stays what it was, with its rows.
  expect(await first.handlers.scenarioCurrent({})).toMatchObject({ fileName: null, scenario: begun.scenario });
  expect(await leavesRowsOut(path)).toBe(true);

  const text = gunzipSync(readFileSync(path)).toString('utf8');
  for (const row of whole.placements) {
    expect(text.includes(row.childKey) || text.includes(`"${row.reference}"`)).toBe(false);
  }
  const second = startedServices(join(folder, 'second'));
  onTestFinished(second.close);
  second.answers.push(path);
  await expect(second.handlers.scenarioOpen({ passphrase: null })).rejects.toMatchObject({ code: 'cancelled' });
  expect(second.said.boxes.at(-1)).toBe('“To share.outturn” holds no rows of children. Open it?');
  second.said.button = 1;
  second.answers.push(path);
  const opened = await second.handlers.scenarioOpen({ passphrase: null });
  expect(opened?.dataNotice).toContain('no figure can be followed to a child');
  const data = await second.handlers.snapshot({});
  expect(data.placements).toEqual([]);
  const [rows, bare] = [forecast(whole, begun.scenario), forecast(data, begun.scenario)];
  expect(bare.total).toEqual(rows.total);
  expect(bare.placements.months).toEqual(rows.placements.months);
  // Saved again, also after other rows were changed, it stays what it is.
  second.answers.push(join(folder, 'Again.outturn'));
  await second.handlers.scenarioSaveAs({});
  expect(await leavesRowsOut(join(folder, 'Again.outturn'))).toBe(true);
  expect((await readScenarioFile(join(folder, 'Again.outturn'), null)).document.results?.total.outturn).toBe(
    rows.total.outturn,
  );
}, 120_000);

test('the command line: share, show and forecast with the same range; a passphrase does not hide what it is', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace.sqlite');
  await putSampleInto(folder);
  const [own, shared] = [join(folder, 'own.outturn'), join(folder, 'shared.outturn')];
  expect((await outturn('scenario', 'new', own, '--workspace', workspace)).code).toBe(0);
  const made = await outturn('scenario', 'share', own, '--out', shared, '--json');
  expect(made).toMatchObject({ code: 0 });
  expect(made.json()).toMatchObject({ command: 'scenario share', children: 'counts' });
  expect((await outturn('scenario', 'share', own, '--out', shared)).code).not.toBe(0);
  expect((await outturn('scenario', 'show', shared)).out).toContain('Without rows of children');
  expect((await outturn('scenario', 'show', own)).out).toMatch(/With rows of children: \d+ children/);
  expect(await outturn('scenario', 'check', shared)).toMatchObject({ code: 0 });

  const [rows, bare] = await Promise.all(
    [own, shared].map((file) => outturn('forecast', '--scenario', file, '--paths', '2000', '--json')),
  );
  const [a, b] = [rows!.json(), bare!.json()] as unknown as Figures[];
  expect(b!.risk?.outturn).toEqual(a!.risk?.outturn);
  expect(bare!.out).toContain('rows-left-out');

  const [phrase, locked] = [join(folder, 'phrase.txt'), join(folder, 'locked.outturn')];
  writeFileSync(phrase, 'correct horse battery\n');
  await outturn('scenario', 'new', locked, '--workspace', workspace, '--passphrase-file', phrase);
  const under = join(folder, 'locked shared.outturn');
  expect((await outturn('scenario', 'share', locked, '--out', under, '--passphrase-file', phrase)).code).toBe(0);
  expect([await leavesRowsOut(locked), await leavesRowsOut(under)]).toEqual([false, true]);
  expect((await outturn('scenario', 'show', under, '--passphrase-file', phrase)).out).toContain('Without rows');
  expect((await outturn('scenario', 'show', under)).err).toContain('without rows of children');
}, 240_000);
