/** A scenario file of 90,000 children, about 100 MB unpacked: checked, written, read, opened and saved through the window's own methods. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DesktopPort } from '../../electron/services/context/desktop-port.ts';
import { documentToSave } from '../../electron/services/documents/save-scenario.ts';
import { createHandlers } from '../../electron/services/handlers/handlers.ts';
import { readScenarioFile, saveScenarioFile } from '../../electron/services/scenario-files/scenario-file.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { emptySnapshot, type Snapshot } from '../../shared/model/snapshot.ts';
import { canonicalJson } from '../../shared/scenario-file/canonical-json.ts';
import { peakMemory, report } from './bench.ts';

const children = 90_000;
const worker = new URL('../../electron/worker.ts', import.meta.url).pathname;

/** Two and a half placements a child, each with a price: what a region of councils might hold. */
function largeSnapshot(): Snapshot {
  const snapshot = emptySnapshot('Bench region', '2023-12-31');
  snapshot.synthetic = true;
  snapshot.placementGroups = ['IFA', 'INH', 'RES', 'SUP'].map((code, index) => ({
    id: index + 1,
    code,
    name: code,
    careType: 'fostering',
    modelled: 1,
    lineName: null,
    position: index + 1,
  }));
  const two = (value: number) => String(value).padStart(2, '0');
  let id = 0;
  for (let child = 0; child < children; child += 1) {
    const childKey = `ck1-${createHash('sha256').update(String(child)).digest('hex').slice(0, 32)}`;
    for (let stay = 0; stay < 2 + (child % 2); stay += 1) {
      id += 1;
      const year = 2021 + stay;
      const start = `${year}-${two(1 + (id % 12))}-${two(1 + (id % 28))}`;
      const last = stay === 1 + (child % 2);
      snapshot.placements.push({
        id,
        reference: `P${id}`,
        childKey,
        birthMonth: `${2006 + (child % 16)}-${two(1 + (child % 12))}-01`,
        birthDate: null,
        uasc: 0,
        groupCode: ['IFA', 'INH', 'RES', 'SUP'][id % 4] ?? 'IFA',
        provider: `Provider ${child % 400}`,
        route: 'framework',
        start,
        end: last && child % 3 > 0 ? null : `${year + 1}-${two(1 + (id % 12))}-${two(1 + (id % 28))}`,
        expectedEnd: null,
        area: null,
        unitCode: null,
        shortBreak: 0,
        endReason: null,
      });
      snapshot.placementPrices.push({
        id,
        placementReference: `P${id}`,
        from: start,
        weeklyPence: 90_000 + (id % 5000) * 17,
        educationPence: 0,
        healthPence: 0,
      });
    }
  }
  return snapshot;
}

const time = async <T>(what: string, goal: number | null, work: () => Promise<T> | T): Promise<T> => {
  const start = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const spent = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const worked = `processor ${((user + system) / 1000).toFixed(0)} ms`;
  if (goal === null) console.log(`         ${what}: ${spent.toFixed(0)} ms, ${worked}`);
  else report(`${what} (${worked})`, spent, goal, 'ms');
  return value;
};
/** Makes the file, in a process of its own: what that needs is no part of what a window needs. */
async function make(path: string): Promise<void> {
  const snapshot = largeSnapshot();
  const now = '2024-02-10T09:00:00.000Z';
  const document = await time('document with its results', null, () =>
    documentToSave(snapshot, newScenario('Large', '2023/24', 9), [], now, '0.1.0'),
  );
  console.log(`         content: ${(canonicalJson(document).length / 1e6).toFixed(0)} MB`);
  await time('write the file', 3000, () => saveScenarioFile(path, document, { created: now, app: '0.1.0' }, null));
  console.log(`         on disk: ${(statSync(path).size / 1e6).toFixed(1)} MB`);
  await time('read the file', 3000, () => readScenarioFile(path, null));
}

async function use(folder: string, path: string): Promise<void> {
  const chosen = [path];
  const refuse = () => {
    throw new Error('not asked for here');
  };
  const desktop: DesktopPort = {
    showOpen: async () => [{ path: chosen.shift() ?? '', token: '0'.repeat(32) }],
    showSave: refuse,
    showFolder: refuse,
    tokenOfPath: refuse,
    pathOfToken: refuse,
    openExternal: refuse,
    copyPicture: async () => {},
    setTitle() {},
    setEdited() {},
    ask: async ({ cancel }) => cancel,
  };
  const { handlers, close } = createHandlers({
    paths: { profile: join(folder, 'profile'), sampleCouncil: '', fonts: '', worker },
    protection: () => null,
    clock: () => new Date(),
    desktop,
    version: '0.1.0',
  });
  await handlers.storeStatus({});
  const opened = await time('open it in the window', 3000, () => handlers.scenarioOpen({ passphrase: null }));
  await time('its counts and findings', null, () => handlers.storeStatus({}));
  if (!opened) throw new Error('Not opened');
  await time('a first change waits until its rows can be changed', null, () =>
    handlers.scenarioUpdate({ scenario: { ...opened.scenario, notes: 'changed' } }),
  );
  await time('save it from the window', 3000, () => handlers.scenarioSave({ onConflict: 'refuse' }));
  await handlers.scenarioUpdate({ scenario: { ...opened.scenario, notes: 'changed again' } });
  await time('save it again', 3000, () => handlers.scenarioSave({ onConflict: 'refuse' }));
  const edit = { op: 'update', register: 'placements', id: 1000, values: { provider: 'Another provider' } } as const;
  await time('change one row', null, () => handlers.applyEdits({ edits: [edit], why: null }));
  await time('save it after that', 3000, () => handlers.scenarioSave({ onConflict: 'refuse' }));
  await close();
  console.log(`         peak memory from opening to closing: ${peakMemory().toFixed(0)} MiB`);
}

const [, script = '', target] = process.argv;
if (target !== undefined) await make(target);
else {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-large-'));
  try {
    const load = loadavg().map((one) => one.toFixed(1));
    console.log(`         load of the machine: ${load.join(' ')}`);
    const path = join(folder, 'large.outturn');
    const { status } = spawnSync(process.execPath, [script, path], { stdio: 'inherit' });
    if (status !== 0) throw new Error('The file could not be made');
    await use(folder, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
