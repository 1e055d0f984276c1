import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { reportInput } from '../../../electron/services/exports/report.ts';
import { qualitySheet } from '../../../electron/services/workbook/quality-sheet.ts';
import { contradictions, settledList } from '../../../shared/checks/contradictions.ts';
import { reopen, settle } from '../../../shared/checks/settle.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { startedServices, temporaryFolder } from './services-helpers.ts';

/** Settling as the window does it: pure edits, one undo step in the store, read back from its rows. */
test('a contradiction of the sample is settled, listed in outputs, undone, redone, reopened, and goes with the file', async () => {
  const folder = temporaryFolder();
  const { handlers, answers, close } = startedServices(folder);
  onTestFinished(close);
  await handlers.sampleLoad({});
  const before = await handlers.snapshot({});
  const key = 'risk score · for 14 · current';
  const find = async () => {
    const found = contradictions(await handlers.snapshot({})).find((each) => each.key === key);
    if (!found) throw new Error('No such contradiction');
    return found;
  };
  const open = await find();
  const row = open.dispute?.input?.row ?? 0;
  expect(await handlers.rowOrigins({ rows: [{ register: 'risks', id: row }] })).toMatchObject([
    { file: 'risks.csv', line: 25, edited: null },
  ]);
  const edits = settle(before, open, {
    how: { choice: 'a source', label: 'Worked out by Outturn' },
    ...{ reason: 'One times one', by: 'Risk manager', on: '2024-04-10' },
  });
  const done = await handlers.applyEdits({ edits, why: 'One times one', label: `Settle “${open.title}”` });
  expect(done.label).toBe('Settle “Current score of risk FOR 14”');
  const settled = await handlers.snapshot({});
  expect(settled.risks.find((risk) => risk.id === row)?.currentScore).toBe(1);
  expect((await handlers.findings({})).map((finding) => finding.dispute?.key)).not.toContain(key);
  expect(await find()).toMatchObject({ state: 'settled', settlement: { settledBy: 'Risk manager' } });
  expect(await handlers.rowOrigins({ rows: [{ register: 'risks', id: row }] })).toMatchObject([
    { file: 'risks.csv', edited: { who: expect.any(String) } },
  ]);

  const line = settledList(settled).find((each) => each.on !== null);
  expect(line).toMatchObject({ used: '1 point (Worked out by Outturn)', reason: 'One times one' });
  const { scenario } = await handlers.scenarioCurrent({});
  const made = forecast(settled, scenario);
  expect(made.notes.map(({ text }) => text)).toContainEqual(
    expect.stringContaining('settled by a person, with reasons: “Current score of'),
  );
  const report = JSON.stringify(buildReport(reportInput(settled, scenario, null, new Date(0)), 'strategic'));
  expect(report).toContain('Risk manager, 10 Apr 2024');
  const sheet = qualitySheet({ snapshot: settled, scenario, forecast: made } as Parameters<typeof qualitySheet>[0]);
  expect(JSON.stringify(sheet.rows)).toContain('One times one (Risk manager, 10 Apr 2024)');

  await handlers.undo({ imports: false });
  expect(await handlers.snapshot({})).toEqual(before);
  await handlers.redo({});
  expect(await handlers.snapshot({})).toEqual(settled);
  const path = join(folder, 'settled.outturn');
  answers.push(path);
  await handlers.scenarioSaveAs({});
  answers.push(path);
  await handlers.scenarioOpen({ passphrase: null });
  expect((await handlers.snapshot({})).settlements).toEqual(settled.settlements);
  await handlers.applyEdits({ edits: reopen(settled, await find()), why: 'Look again', label: 'Reopen' });
  const again = await handlers.snapshot({});
  expect(again.risks.find((risk) => risk.id === row)?.currentScore).toBe(2);
  expect(await find()).toMatchObject({ state: 'open' });
  expect((await handlers.changes({ before: null, limit: 5 }))[0]).toMatchObject({ why: 'Look again' });
});
