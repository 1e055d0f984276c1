import { assumptionsSheet } from './assumptions-sheet.ts';
import { bridgeSheet } from './bridge-sheet.ts';
import type { WorkbookSpec } from './cells.ts';
import { writeSpec } from './excelts-writer.ts';
import { fundersSheet } from './funders-sheet.ts';
import { investSheet } from './invest-sheet.ts';
import { monthlySheet } from './monthly-sheet.ts';
import { placementRows } from './placement-rows.ts';
import { demandSheet, placementCostSheet } from './placements-sheets.ts';
import { pressuresSheet } from './pressures-sheet.ts';
import { qualitySheet } from './quality-sheet.ts';
import { recordSheet } from './record-sheet.ts';
import { savingsSheet } from './savings-sheet.ts';
import { summarySheet } from './summary-sheet.ts';
import type { WorkbookInput } from './workbook-input.ts';

/** Describes the forecast workbook as data, before any library writes it. */
export function describeWorkbook(input: WorkbookInput): WorkbookSpec {
  const { forecast, scenario } = input;
  const rows = placementRows(input);
  const assumptions = assumptionsSheet(input, rows);
  const { inputs } = assumptions;
  const savings = savingsSheet(input, inputs);
  const pressures = pressuresSheet(input, inputs);
  const placements = placementCostSheet(input, rows, inputs);
  const sources = { savings, pressures, placements, rows: rows.rows, starters: rows.starters, inputs };
  const sheets = [
    summarySheet(input, savings, pressures, placements, inputs),
    monthlySheet(input, sources),
    demandSheet(input),
    placements.sheet,
    savings.sheet,
    pressures.sheet,
    investSheet(input),
    fundersSheet(input, inputs),
    bridgeSheet(input, sources),
    assumptions.sheet,
    qualitySheet(input),
  ];
  return {
    title: `Forecast outturn ${forecast.year} P${forecast.period}: ${scenario.name}`,
    subject: `${forecast.council}, data to ${forecast.dataDate}`,
    description: `Scenario “${scenario.name}” (${scenario.status}); Outturn engine ${forecast.engineVersion}, seed ${scenario.seed}, method ${forecast.method}${forecast.synthetic ? '; part of the data is synthetic' : ''}`,
    keywords: `outturn, ${forecast.year}, P${forecast.period}`,
    now: input.now,
    sheets: [...sheets, recordSheet(input, sheets, inputs)],
  };
}

/**
 * The forecast workbook (DATA.md) as the bytes of an .xlsx. Money is held in pounds with pence, unrounded, and shown in
 * £ or £000; every formula carries Outturn's own figure as its cached value. The same input gives the same bytes.
 */
export function writeWorkbook(input: WorkbookInput): Promise<Uint8Array> {
  return writeSpec(describeWorkbook(input), input.units);
}
