import { planOrNull } from '../../../shared/plan/plan.ts';
import { withPlanAssumptions } from '../../../shared/plan/plan-assumptions.ts';
import { suppressText } from '../../../shared/report/suppress-table.ts';
import { assumptionsSheet } from './assumptions-sheet.ts';
import { bridgeSheet } from './bridge-sheet.ts';
import type { Cell, SheetSpec, WorkbookSpec } from './cells.ts';
import { demandSheet, publishedDemandSheet } from './demand-sheet.ts';
import { writeSpec } from './excelts-writer.ts';
import { fundersSheet } from './funders-sheet.ts';
import { investSheet } from './invest-sheet.ts';
import { monthlySheet } from './monthly-sheet.ts';
import { noPlacementRows, placementRows } from './placement-rows.ts';
import { placementCostSheet } from './placements-sheets.ts';
import { planSheet } from './plan-sheet.ts';
import { pressuresSheet } from './pressures-sheet.ts';
import { qualitySheet } from './quality-sheet.ts';
import { recordSheet } from './record-sheet.ts';
import { savingsSheet } from './savings-sheet.ts';
import { subjectSheets } from './subject-sheets.ts';
import { summarySheet } from './summary-sheet.ts';
import type { WorkbookInput } from './workbook-input.ts';

/** Describes the forecast workbook as data, before any library writes it. */
export function describeWorkbook(given: WorkbookInput): WorkbookSpec {
  const input = given.plan === undefined ? { ...given, ...planOf(given) } : given;
  const { forecast, scenario, publication } = input;
  // What is published of placements is Summary's: rows by group and month would tell of single children.
  const rows = publication ? noPlacementRows : placementRows(input);
  const assumptions = assumptionsSheet(input, rows);
  const { inputs } = assumptions;
  const savings = savingsSheet(input, inputs);
  const pressures = pressuresSheet(input, inputs);
  const demand = demandSheet(input, rows.entrants, inputs);
  const placements = placementCostSheet(input, rows, inputs, demand.places);
  const sources = { savings, pressures, placements, rows: rows.rows, starters: rows.starters, inputs };
  const sheets: SheetSpec[] = [
    summarySheet(input, savings, pressures, placements, inputs),
    monthlySheet(input, sources),
    ...(publication ? [publishedDemandSheet(input)] : [demand.sheet, placements.sheet]),
    savings.sheet,
    pressures.sheet,
    investSheet(input),
    fundersSheet(input, inputs),
    ...(input.plan ? [planSheet(input, input.plan, inputs)] : []),
    // They tell of single requests and homes: never in a workbook for publication.
    ...(publication ? [] : subjectSheets(input)),
    bridgeSheet(input, sources),
    assumptions.sheet,
    ...(publication ? [] : [qualitySheet(input)]),
  ];
  const spec: WorkbookSpec = {
    title: `Forecast outturn ${forecast.year} P${forecast.period}: ${scenario.name}`,
    subject: `${forecast.council}, data to ${forecast.dataDate}`,
    description: `Scenario “${scenario.name}” (${scenario.status}); Outturn engine ${forecast.engineVersion}, seed ${scenario.seed}, method ${forecast.method}${forecast.synthetic ? '; part of the data is synthetic' : ''}`,
    keywords: `outturn, ${forecast.year}, P${forecast.period}`,
    now: input.now,
    sheets: publication ? sheets : [...sheets, recordSheet(input, sheets, inputs)],
  };
  return publication ? publishedText(spec) : spec;
}

/** The plan of the scenario, of the usual length; none where its years cannot be planned, which the window says. */
function planOf({ snapshot, scenario }: WorkbookInput): Pick<WorkbookInput, 'plan'> {
  const made = planOrNull(snapshot, scenario);
  return made ? { plan: { made, data: withPlanAssumptions(snapshot, scenario) } } : {};
}

/** Small numbers of children are told in no text of a workbook for publication. */
function publishedText(spec: WorkbookSpec): WorkbookSpec {
  const cell = (one: Cell | null) =>
    one !== null && typeof one.value === 'string' ? { ...one, value: suppressText(one.value) } : one;
  return {
    ...spec,
    title: suppressText(spec.title),
    description: suppressText(spec.description),
    sheets: spec.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => row.map(cell)) })),
  };
}

/**
 * The forecast workbook (docs/data.md §5) as the bytes of an .xlsx. Money is held in pounds with pence, unrounded, and
 * shown in £ or £000; every formula carries Outturn's own figure as its cached value. The same input gives the same
 * bytes.
 */
export function writeWorkbook(input: WorkbookInput): Promise<Uint8Array> {
  return writeSpec(describeWorkbook(input), input.units);
}
