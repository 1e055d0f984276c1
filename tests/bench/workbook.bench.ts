/**
 * The forecast workbook: time and memory of 1,500 and 20,000 placements × 36 months with formulas; in this process, which
 * holds the made-up council as well, and by the bundled command, whose memory is what an officer's computer gives.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentToSave } from '../../electron/services/documents/save-scenario.ts';
import { workbookOf } from '../../electron/services/exports/workbook.ts';
import { saveScenarioFile } from '../../electron/services/scenario-files/scenario-file.ts';
import { header, money, moneyFormula, text } from '../../electron/services/workbook/cells.ts';
import { writeSpec } from '../../electron/services/workbook/excelts-writer.ts';
import { writeWorkbook } from '../../electron/services/workbook/write-workbook.ts';
import type { BudgetLine, PlacementPrice } from '../../shared/model/registers.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { forecast } from '../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { group, syntheticSnapshot } from '../unit/demand/synthetic.ts';
import { peakMemory, report } from './bench.ts';

const now = new Date('2024-01-15T09:00:00Z');
const groups = Array.from({ length: 12 }, (_, at) =>
  group(`G${at}`, at < 4 ? 'fostering' : at < 8 ? 'residential' : 'other', at),
);

/** The sample council's budget and programme over a made-up register of placements, every one with a price. */
function council(children: number): Snapshot {
  const sample = sampleSnapshot();
  const made = syntheticSnapshot(children, 5, '2023-12-31', groups);
  const placementPrices = made.placements.map(
    (row, index): PlacementPrice => ({
      ...(sample.placementPrices[0] as PlacementPrice),
      ...{ id: index + 1, placementReference: row.reference, from: row.start },
      ...{ weeklyPence: 50_000 + (index % 97) * 4321, educationPence: 0, healthPence: 0 },
    }),
  );
  const budgetLines = sample.budgetLines as BudgetLine[];
  return {
    ...sample,
    placementGroups: groups,
    placements: made.placements,
    placementPrices,
    budgetLines,
    capacityUnits: [],
  };
}

/** The number of children whose history holds about this many placements. */
function withPlacements(placements: number): Snapshot {
  const trial = council(200);
  return council(Math.round((200 * placements) / trial.placements.length));
}

const program = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** The bundled command from a scenario file to its workbook: milliseconds from start to exit, and its peak memory, MiB. */
async function command(snapshot: Snapshot): Promise<{ milliseconds: number; mebibytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-bench-'));
  try {
    const file = join(folder, 'Bench.outturn');
    const document = documentToSave(snapshot, newScenario('Bench', '2023/24', 9), [], now.toISOString(), '0.1.0');
    await saveScenarioFile(file, document, { created: now.toISOString(), app: '0.1.0' }, null);
    const tell = join(folder, 'tell.cjs');
    writeFileSync(tell, "process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS / 1024));");
    const start = performance.now();
    const args = ['--require', tell, program, 'workbook', '--scenario', file, '--out', join(folder, 'a.xlsx')];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const milliseconds = performance.now() - start;
    if (status !== 0) throw new Error(stderr);
    return { milliseconds, mebibytes: Number(/peak ([\d.]+)/.exec(stderr)?.[1]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const [placements, goal] of [
  [1500, 2000],
  [20_000, 30_000],
] as const) {
  const snapshot = withPlacements(placements);
  const scenario = newScenario('Bench', '2023/24', 9);
  globalThis.gc?.();
  const before = peakMemory();
  const start = performance.now();
  const bytes = await workbookOf(snapshot, scenario, 'pounds', now);
  const whole = performance.now() - start;
  const made = forecast(snapshot, scenario);
  const again = performance.now();
  await writeWorkbook({ forecast: made, base: made, scenario, snapshot, units: 'pounds', now });
  const name = `${snapshot.placements.length} placements, ${made.placements.months.length} months × ${groups.length} groups, ${Math.ceil(bytes.length / 1024)} kB`;
  report(`forecast and workbook, first time, ${name}`, whole, goal, 'ms');
  report(`workbook alone, ${name}`, performance.now() - again, goal, 'ms');
  console.log(`         peak memory of this process: ${peakMemory().toFixed(0)} MiB, ${before.toFixed(0)} before`);
  const { milliseconds, mebibytes } = await command(snapshot);
  report(`outturn workbook, start to exit, ${name}`, milliseconds, goal, 'ms');
  report(`peak memory of that command, ${name}`, mebibytes, placements === 1500 ? 300 : 600, 'MiB');
}

/** The writer alone on one formula a placement and month: more than a workbook of ours holds, since it sums by group. */
for (const [placements, time, memory] of [
  [1500, 2000, 600],
  [20_000, 60_000, 2048],
] as const) {
  const rows = Array.from({ length: placements }, (_, index) => [
    text(`P${index}`),
    money(50_000 + index * 431),
    ...Array.from({ length: 36 }, (_, month) => moneyFormula(`$B${index + 2}*${30 + (month % 2)}/7`, 50_000)),
  ]);
  const start = performance.now();
  const bytes = await writeSpec(
    {
      ...{ title: 'Bench', subject: '', description: '', keywords: '', now },
      sheets: [
        {
          ...{ name: 'Cost', widths: [], frozen: { rows: 1, columns: 1 }, headerRow: 1, names: [], colours: [] },
          rows: [header('Placement', 'Price', ...Array.from({ length: 36 }, (_, month) => `M${month + 1}`)), ...rows],
        },
      ],
    },
    'pounds',
  );
  const name = `${placements} rows × 36 formulas, ${Math.ceil(bytes.length / 1024)} kB`;
  report(`writer, ${name}`, performance.now() - start, time, 'ms');
  report(`peak memory of the process, ${name}`, peakMemory(), memory, 'MiB');
}
