import { existsSync, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readSnapshot } from '../../../db/snapshot.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { scenarioForData } from '../documents/open-document.ts';
import { documentToSave } from '../documents/save-scenario.ts';
import { workbookOf } from '../exports/workbook.ts';
import { writeExport } from '../exports/write-export.ts';
import { sampleFiles, sampleSettings } from '../import/sample-council.ts';
import { saveScenarioFile } from '../scenario-files/scenario-file.ts';
import { leverFromText } from './change-scenario.ts';
import type { CommandParts } from './command-parts.ts';
import { compareSides } from './compare-sides.ts';
import type { CommandResult, Environment, Progress } from './environment.ts';
import { forecastJson, forecastText } from './forecast-text.ts';
import { importFiles } from './import-files.ts';
import { withWorkspace } from './workspace.ts';

/** What the demonstration supposes: prices up, step-down moves, a saving late, health pays more. */
const whatIf = [
  'price-uplift=2.5,from=2024-01-01,name=Prices rise 2.5 % from January',
  'entrants-percent=-5,from=2024-01-01,ramp=3,name=Fewer children entering care',
  'contribution=1.5,from=2024-01-01,reference=health,name=Health pays more',
];

/** `demo`: the main job from nothing — import, base and what-if, compare, save, workbook. */
export function addDemo({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('demo')
    .description('the main job from nothing on the sample council: import, forecast, compare, save, workbook')
    .option('--out <folder>', 'where to put the files (default: a new folder, which is said)')
    .option('--json', 'print one JSON document')
    .action(async ({ out }: { out?: string }) => {
      finish(await demonstrate(folderFor(out, environment), environment, progress));
    });
}

/** What the demonstration writes: never over a file that is there. */
const demoFiles = ['workspace.sqlite', 'Base.outturn', 'What if.outturn', 'Forecast.xlsx'] as const;

function folderFor(out: string | undefined, { paths, clock }: Environment): string {
  const stamp = clock().toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  let folder = out === undefined ? join(paths.outputs, `demo-${stamp}`) : resolve(out);
  for (let count = 2; out === undefined && existsSync(folder); count += 1) {
    folder = join(paths.outputs, `demo-${stamp}-${count}`);
  }
  const there = demoFiles.find((name) => existsSync(join(folder, name)));
  if (there !== undefined) {
    throw new OutturnError(
      'file-exists',
      `“${basename(folder)}” already holds “${there}”. Give a new folder; nothing was changed.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function demonstrate(folder: string, environment: Environment, progress: Progress): Promise<CommandResult> {
  const { clock, version, paths } = environment;
  const workspace = join(folder, 'workspace.sqlite');
  return withWorkspace(workspace, environment, true, async (store) => {
    progress('Importing the sample council …');
    const imported = await importFiles(
      store,
      sampleFiles(paths.sampleCouncil),
      { settings: sampleSettings },
      environment,
      false,
    );
    const snapshot = readSnapshot(store);
    const base: Scenario = { ...scenarioForData(snapshot, clock().toISOString().slice(0, 10)), name: 'Base' };
    const levers = whatIf.map((text, index) => ({ ...leverFromText(text, base), id: `what-if-${index + 1}` }));
    const supposed: Scenario = { ...base, name: 'What if', levers };

    progress('Forecasting …');
    const years = yearsOf(snapshot, base);
    const comparison = compareSides(
      { name: 'Base.outturn', snapshot, scenario: base },
      { name: 'What if.outturn', snapshot, scenario: supposed },
      'lever',
    );
    progress('Saving the scenarios and writing the workbook …');
    const now = clock().toISOString();
    const files = {
      workspace,
      base: join(folder, 'Base.outturn'),
      whatIf: join(folder, 'What if.outturn'),
      workbook: join(folder, 'Forecast.xlsx'),
    };
    for (const [path, scenario] of [
      [files.base, base],
      [files.whatIf, supposed],
    ] as const) {
      await saveScenarioFile(
        path,
        documentToSave(snapshot, scenario, [], now, version),
        { created: now, app: version },
        null,
      );
    }
    await writeExport(store, files.workbook, await workbookOf(snapshot, supposed, 'thousands', clock()), {
      kind: 'workbook',
      scenario: supposed.name,
    });
    return {
      json: {
        command: 'demo',
        folder,
        files,
        council: snapshot.council,
        synthetic: snapshot.synthetic,
        dataDate: snapshot.dataDate,
        imported: imported.json,
        years: Object.fromEntries(years.map((made) => [made.year, forecastJson(made)])),
        comparison: comparison.json,
      },
      text: [
        ...years.flatMap((made) => [forecastText(made), '']),
        comparison.text,
        '',
        `Everything is in ${folder}:`,
        ...Object.values(files).map((path) => `  ${basename(path)}`),
        'Open the .outturn files in Outturn, or look at one here: outturn scenario show <file>',
      ].join('\n'),
      problems: imported.problems,
    };
  });
}

/** The forecast of every year that has actuals, at its latest period. */
function yearsOf(snapshot: Snapshot, base: Scenario) {
  const latest = new Map<string, number>();
  for (const { year, period } of snapshot.actuals) latest.set(year, Math.max(period, latest.get(year) ?? 0));
  return [...latest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([year, period]) => forecast(snapshot, { ...base, year, period }));
}
