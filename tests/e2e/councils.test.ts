import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../../electron/services/command-line/program.ts';
import { type Launched, launchApp, root } from './driver.ts';
import { exploreSample, figures, goTo } from './main-job.ts';

/** Councils of a list beside each other, as an officer of an alliance does it in the window. */
const folder = mkdtempSync(join(tmpdir(), 'outturn-councils-'));
const sample = join(root, 'electron/sample-council');
let app: Launched;

async function copyOf(code: string, from: string): Promise<void> {
  let [out, err] = ['', ''];
  await runCommandLine(
    [
      'import',
      from,
      '--workspace',
      join(folder, code, 'workspace.sqlite'),
      '--council',
      code,
      '--data-date',
      '2023-12-31',
    ],
    {
      version: '0.1.0',
      clock: () => new Date('2024-02-10T09:00:00.000Z'),
      paths: {
        sampleCouncil: sample,
        fonts: join(root, 'electron/fonts'),
        worker: join(root, 'electron/worker.ts'),
        outputs: folder,
      },
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    },
  );
  expect({ out, err }).toEqual({
    out: expect.stringContaining('placements'),
    err: expect.not.stringContaining('Nothing was imported'),
  });
}

beforeAll(async () => {
  const fewer = join(folder, 'extracts');
  cpSync(sample, fewer, { recursive: true });
  const [head, ...rows] = readFileSync(join(sample, 'placements.csv'), 'utf8').split(/\r?\n/);
  writeFileSync(join(fewer, 'placements.csv'), [head, ...rows.filter((_, at) => at % 9 === 0)].join('\r\n'));
  await copyOf('E1', sample);
  await copyOf('E2', fewer);
  writeFileSync(
    join(folder, 'councils.csv'),
    [
      'Code,Name,Region,Type,Copy',
      'E1,Ambridge,Borsetshire,county,E1/workspace.sqlite',
      'E2,Borchester,Borsetshire,unitary,E2/workspace.sqlite',
      'E3,Felpersham,Elsewhere,county,E3/workspace.sqlite',
    ].join('\r\n'),
  );
  app = await launchApp();
  app.page.setDefaultTimeout(30_000);
  await app.page.evaluate(readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
  await exploreSample(app.page);
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('some or all councils of a list are compared and summed; one that cannot be read is named; the region is written', async () => {
  const { page } = app;
  await goTo(page, 'compare/councils', 'h1');
  await page.getByRole('heading', { name: 'Councils beside each other' }).waitFor();
  await app.screenshot('councils-none');
  await app.dialogs.open(join(folder, 'councils.csv'));
  await page.getByRole('button', { name: 'Choose a list of councils…' }).click();
  await page.getByText('3 of 3 councils').waitFor();
  await page.getByRole('button', { name: 'Compare them' }).click();
  await page.getByRole('grid', { name: /^Councils 20/ }).waitFor();
  await page.getByText(/^Felpersham: Its local copy .* is not where the list says/).waitFor();
  const figure = await figures(page, /^Councils 20/);
  expect(figure('Ambridge', 'Outturn')).not.toBe('');
  expect(figure('All together', 'Children')).not.toBe('');
  await app.screenshot('councils');
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (on: Document, how: object) => Promise<AxeResults> } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`);
  });
  expect(found).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 2400 });
  await app.screenshot('councils-whole');
  await app.dialogs.open(join(folder));
  await page.getByRole('button', { name: 'Write workbook, PDF and pictures…' }).click();
  await page.getByText(/files written/).waitFor();
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining(['Region.xlsx', 'Region.pdf', 'Region.csv', 'Region.docx']),
  );

  await page.getByRole('button', { name: 'Only Elsewhere' }).click();
  await page.getByText('1 of 3 councils').waitFor();
  await page.getByRole('button', { name: 'Compare them' }).click();
  await page.getByText(/None of the councils could be read/).waitFor();
});
