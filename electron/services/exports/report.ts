import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { buildReport, type ReportInput, type ReportInterval } from '../../../shared/report/build-report.ts';
import type { Audience } from '../../../shared/report/document.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { reportHtml } from '../report/html.ts';
import { reportPdf } from '../report/pdf.ts';
import { baseScenario } from './workbook.ts';

/** What every audience's report of one moment is made from: one frozen snapshot feeds them all. */
export function reportInput(
  snapshot: Snapshot,
  scenario: Scenario,
  interval: ReportInterval | null,
  now: Date,
): ReportInput {
  return {
    forecast: forecast(snapshot, scenario),
    base: scenario.levers.some((lever) => lever.on) ? forecast(snapshot, baseScenario(scenario)) : null,
    scenario,
    interval,
    risks: snapshot.risks,
    findings: runChecks(snapshot),
    groupNames: Object.fromEntries(snapshot.placementGroups.map((group) => [group.code, group.name])),
    preparedOn: now.toISOString().slice(0, 10),
  };
}

/** The bytes of a report. `fonts` is the folder of the fonts it embeds. */
export async function reportBytes(
  input: ReportInput,
  audience: Audience,
  format: 'pdf' | 'html',
  fonts: string,
  now: Date,
): Promise<Uint8Array> {
  const report = buildReport(input, audience);
  if (format === 'html') return Buffer.from(reportHtml(report), 'utf8');
  const font = (name: string) => readFileSync(join(fonts, `${name}.woff`));
  return reportPdf(report, { regular: font('inter-regular'), bold: font('inter-bold') }, now);
}
