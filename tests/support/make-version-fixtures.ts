import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits } from '../../db/edits.ts';
import { newestVersion } from '../../db/migrate.ts';
import { readSnapshot, writeSnapshot } from '../../db/snapshot.ts';
import { openStore } from '../../db/store.ts';
import { documentToSave } from '../../electron/services/documents/save-scenario.ts';
import { createImportService } from '../../electron/services/import/import-service.ts';
import { saveScenarioFile } from '../../electron/services/scenario-files/scenario-file.ts';
import { newLever } from '../../shared/levers/new-lever.ts';
import { rowSchema } from '../../shared/model/registers.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { currentVersion } from '../../shared/scenario-file/migrations.ts';
import { smallSnapshot } from '../integration/db/helpers.ts';

/**
 * Writes the fixtures of the versions this program writes: `node tests/support/make-version-fixtures.ts <folder>`. Run it
 * when a migration is added, and keep what it writes for ever.
 */
const folder = process.argv[2] ?? new URL('../fixtures/versions', import.meta.url).pathname;
const clock = () => new Date('2024-02-10T09:00:00.000Z');
const place = mkdtempSync(join(tmpdir(), 'outturn-fixtures-'));
const store = await openStore(join(place, 'workspace.sqlite'), { clock, backupFolder: place, who: 'fixture' });
const year = '2023/24';
/** A row with what it must hold; columns that came with a later version stay blank. */
function row(register: 'statedFacts' | 'savingRatings' | 'settlements', values: Record<string, unknown>) {
  const blanks = Object.keys(rowSchema(register).shape).map((name) => [name, null]);
  return { ...Object.fromEntries(blanks), id: 1, ...values } as never;
}
const snapshot = smallSnapshot();
snapshot.statedFacts = [
  row('statedFacts', { fact: 'Places', source: 'paper', value: 32, unit: 'places', accepted: 0 }),
];
snapshot.settlements = [
  row('settlements', {
    ...{ key: 'fact · places · places', title: 'Places', choice: 'left as stated', unit: 'places' },
    ...{ sides: 'paper: 32 places', reason: 'Both are right', settledBy: 'Finance', settledOn: '2024-02-10' },
  }),
];
const pence = {
  redPence: 100,
  amberPence: 0,
  greenPence: 9_999_900,
  unassessedPence: 0,
  mitigationPence: 0,
  oneOffPence: 0,
};
snapshot.savingRatings = [row('savingRatings', { year, savingReference: 'S1', period: 6, ...pence })];
writeSnapshot(store, snapshot);
const values = { name: 'Placements and support' };
applyEdits(store, [{ op: 'update', register: 'budgetLines', id: 1, values }], 'a better name');
const imports = createImportService({ store, childKey: [Buffer.alloc(32, 7)], clock, worker: 'none' });
const extract = [
  'Placement,Child,Date of birth,UASC,Group,Route,Start,End,Short break',
  'P2,C100,14/05/2012,no,IFA,framework,04/05/2023,,no',
].join('\r\n');
const { token } = await imports.preview([{ name: 'placements.csv', bytes: new TextEncoder().encode(extract) }]);
imports.commit(token);
const scenario = {
  ...newScenario('Fixture', year, 9),
  levers: [{ ...newLever('price-uplift', 'l1', '2024-01-01'), value: 3.2 }],
  assumptions: { reserve: 0.1 },
  notes: 'first',
  paths: 0,
};
const created = clock().toISOString();
const document = documentToSave(readSnapshot(store), scenario, [], created, '0.1.0');
const about = { created, app: '0.1.0' };
await saveScenarioFile(join(folder, `scenario-${currentVersion}.outturn`), document, about, null);
const sealed = { ...about, passphrase: 'a long secret' };
await saveScenarioFile(join(folder, `scenario-${currentVersion}-protected.outturn`), document, sealed, null);
const target = join(folder, `workspace-${newestVersion}.sqlite`);
rmSync(target, { force: true });
store.copyTo(target);
store.close();
rmSync(place, { recursive: true, force: true });
