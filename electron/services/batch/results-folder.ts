import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, type CouncilFigures, compareCouncils } from '../../../shared/batch/comparison.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import { fileNameFrom } from '../files/file-names.ts';
import { writeWhole } from '../files/write-whole.ts';
import { stringify } from '../import/write-csv.ts';
import type { BatchRun, BatchUnit } from './batch-run.ts';
import type { UnitDocument } from './unit-document.ts';

type Named = Pick<BatchUnit, 'council' | 'scenario'>;
const fileOf = ({ council, scenario }: Named) => fileNameFrom(`${council.code} ${scenario}`, 'json');

/** Throws `invalid-input` where two units would be one file. */
export function requireDifferentFiles(units: readonly Named[]): void {
  const seen = new Set<string>();
  for (const unit of units) {
    const name = fileOf(unit).toLowerCase();
    if (seen.has(name)) {
      throw new OutturnError(
        'invalid-input',
        `Two results would be called ${fileOf(unit)}. Give councils and scenarios names that differ.`,
      );
    }
    seen.add(name);
  }
}

/** The result of a unit that is there for this very input; null where there is none, or of another input. */
export function writtenUnit(folder: string, unit: Named, input: string): UnitDocument | null {
  try {
    const found = JSON.parse(readFileSync(join(folder, fileOf(unit)), 'utf8')) as UnitDocument;
    return found.format === 'outturn-batch' && found.input === input ? found : null;
  } catch {
    // Missing, or something else: it is made anew.
    return null;
  }
}

export function writeUnit(folder: string, unit: Named, text: string): void {
  writeWhole(join(folder, fileOf(unit)), text);
}

/**
 * Writes what stands beside the results: the comparison of the councils (JSON and CSV, the same bytes for the same results)
 * and `run.json`, which says how this run went and what it cost.
 */
export function writeSummaries(folder: string, run: BatchRun, how: Record<string, unknown>): Comparison[] {
  const compared = compareCouncils(run.documents.map(figuresOf));
  writeWhole(join(folder, 'comparison.json'), `${canonicalJson(compared)}\n`);
  writeWhole(join(folder, 'councils.csv'), stringify([header, ...compared.flatMap(rowsOf)]));
  const { costs, failed } = run;
  writeWhole(join(folder, 'run.json'), `${JSON.stringify({ ...how, costs, failed }, null, 2)}\n`);
  return compared;
}

function figuresOf({ council, scenario, year, period, dataDate, children, total, risk }: UnitDocument): CouncilFigures {
  const { p10, p50, p90 } = risk.outturn;
  return { council, scenario, year, period, dataDate, children, total, range: { p10, p50, p90 } };
}

const header = [
  ...['Scenario', 'Year', 'Code', 'Council', 'Region', 'Type', 'Children', 'Current budget (£)', 'Outturn (£)'],
  ...['Variance (£)', 'Variance (%)', 'Outturn P10 (£)', 'Outturn P90 (£)', 'Outturn per child (£)'],
];
const pounds = (pence: number | null) => (pence === null ? '' : (pence / 100).toFixed(2));

function rowsOf({ scenario, year, councils }: Comparison): string[][] {
  return councils.map((row) => [
    ...[scenario, year, row.code, row.name, row.region ?? '', row.type ?? '', String(row.children ?? '')],
    ...[pounds(row.currentBudget), pounds(row.outturn), pounds(row.variance), String(row.variancePercent ?? '')],
    ...[pounds(row.range.p10), pounds(row.range.p90), pounds(row.outturnPerChild)],
  ]);
}
