import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchApp, root } from './driver.ts';
import { goTo, outturn } from './main-job.ts';

/** A profile whose local copy holds a ledger of postings, brought in by the command before the window opens. */
const profile = mkdtempSync(join(tmpdir(), 'outturn-postings-'));
let app: Launched;
beforeAll(async () => {
  const bring = (name: string, lines: string[]) => {
    writeFileSync(join(profile, name), `${lines.join('\n')}\n`);
    const args = ['dist/cli.cjs', 'import', join(profile, name), '--workspace', join(profile, 'workspace.sqlite')];
    const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect([name, run.status, run.stderr]).toEqual([name, 0, expect.any(String)]);
    rmSync(join(profile, name));
  };
  bring('lines.csv', [
    'Year,Line,Line name,Service,Gross budget,Income budget,Forecast method,Funding,Recurring',
    '2023/24,AGENCY,Agency fostering,other,60000,0,run-rate,shared,1',
  ]);
  bring('ledger.csv', [
    'Year,Period,Line,Document no,Posting date,Type,Amount',
    '2023/24,1,AGENCY,D1001,04/04/2023,Invoice,3500.00',
    '2023/24,1,AGENCY,J77,30/04/2023,Journal,-200.50',
    '2023/24,2,AGENCY,A12,31/05/2023,Accrual,4000',
  ]);
  app = await launchApp({ profile });
  app.page.setDefaultTimeout(60_000);
}, 240_000);
afterAll(async () => {
  await app?.close();
  rmSync(profile, { recursive: true, force: true });
});

test('the actual of a line is drilled to its postings', { timeout: 240_000 }, async () => {
  const { page } = app;
  await goTo(page, 'outturn', '[role="grid"]');
  const heads = await outturn(page).locator('thead th').allInnerTexts();
  const actual = heads.findIndex((head) => head.trim() === 'Actual');
  await outturn(page)
    .locator('tbody tr', { hasText: 'Agency fostering' })
    .locator(`:scope > :nth-child(${actual + 1})`)
    .click();
  const postings = page.getByRole('table', { name: 'Postings' });
  await postings.waitFor();
  const rows = await postings.getByRole('row').allInnerTexts();
  await app.screenshot('postings');
  expect(rows.join('\n')).toMatch(/D1001.*Invoice.*3,500\.00/s);
  expect(rows.join('\n')).toMatch(/J77.*Journal.*−200\.50/s);
  expect(rows).toHaveLength(3);
});
