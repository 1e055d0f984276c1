import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSnapshot } from '../../db/snapshot.ts';
import { runChecks } from '../../shared/checks/run-checks.ts';
import { printedExtracts } from '../support/printed-extracts.ts';
import { factsExtract } from '../support/printed-tables.ts';
import { csv, service } from './import/helpers.ts';

type Trap = { id: string; printed: string; rule: string };
const { traps } = JSON.parse(
  readFileSync(new URL('../fixtures/reference/inconsistencies.json', import.meta.url), 'utf8'),
) as { traps: Trap[] };

/** Imports extracts through the ordinary importer and gives the snapshot and what the import refused or asked. */
async function imported(extracts: readonly { name: string; lines: string[] }[]) {
  const { store, imports } = await service();
  const preview = await imports.preview(extracts.map(({ name, lines }) => csv(name, ...lines)));
  const problems = preview.files.flatMap((file) => [
    ...file.problems.map((problem) => problem.code),
    ...(file.failure ? [file.failure.code] : []),
  ]);
  imports.commit(preview.token);
  return { snapshot: readSnapshot(store), problems };
}

describe('printed inconsistencies, imported as extracts', () => {
  test('every one of the list is here once', () => {
    expect(Object.keys(printedExtracts)).toEqual(traps.map((trap) => trap.id));
  });

  test('those no data can trigger are few and say why', () => {
    const none = Object.entries(printedExtracts).filter(([, raised]) => 'none' in raised);
    expect(none.map(([id]) => id)).toEqual(['T51', 'T91']);
  });

  test.each(traps.map((trap) => [trap.id, trap.printed] as const))('%s %s', async (id) => {
    const raised = printedExtracts[id];
    if (!raised || 'none' in raised) return;
    if ('importing' in raised) {
      const { problems } = await imported([...(raised.beside ? [raised.beside] : []), raised.importing]);
      expect(problems).toContain(raised.code);
      return;
    }
    const { snapshot, problems } = await imported('facts' in raised ? [factsExtract(id, raised.facts)] : raised.files);
    expect(problems).toEqual([]);
    if (raised.code === 'kept blank') {
      expect(snapshot.kpiValues.map((row) => row.value)).toEqual([54.9, null, null, null, null, 24.3]);
      return;
    }
    const found = runChecks({ ...snapshot, dataDate: '2024-03-31' });
    const own = found.filter((finding) => finding.code === raised.code);
    expect(own.length, found.map((finding) => `${finding.code}: ${finding.message}`).join('\n')).toBeGreaterThan(0);
    for (const finding of own) {
      expect(finding.rows.length).toBeGreaterThan(0);
      expect(Object.keys(finding.figures).length).toBeGreaterThan(0);
      expect(finding.message).not.toMatch(/undefined|NaN/);
    }
  });
});
