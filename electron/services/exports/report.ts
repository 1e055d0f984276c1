import { settledList } from '../../../shared/checks/contradictions.ts';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import { type TrackRecord, trackRecord } from '../../../shared/demand/backtest/track-record.ts';
import type { StockTold } from '../../../shared/demand/published-demand.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { treeRows } from '../../../shared/plan/line-tree.ts';
import { planOrNull } from '../../../shared/plan/plan.ts';
import { buildReport, type ReportInput } from '../../../shared/report/build-report.ts';
import { chartText } from '../../../shared/report/chart-text.ts';
import { type Audience, chartsOf, type ReportFormat } from '../../../shared/report/document.ts';
import type { ReportInterval } from '../../../shared/report/interval.ts';
import { subjectsOf } from '../../../shared/report/subjects/subjects.ts';
import { demandInput } from '../../../shared/scenario/demand-cache.ts';
import { childrenOf, forecast } from '../../../shared/scenario/forecast.ts';
import { assumptionLog } from '../../../shared/scenario/sign-off.ts';
import { fileNameFrom } from '../files/file-names.ts';
import { chartPng } from '../report/chart-png.ts';
import { reportHtml } from '../report/html.ts';
import { openTypeFont } from '../report/open-type.ts';
import { reportPdf } from '../report/pdf.ts';
import type { ReportFonts } from '../report/tagged-pdf.ts';
import { baseScenario } from './workbook.ts';

const records = new WeakMap<Snapshot['placements'], Map<string, TrackRecord | null>>();

/** The track record of a scenario's method on these placements: made once for the papers of one moment. */
function recordOf(snapshot: Snapshot, scenario: Scenario): TrackRecord | null {
  const { levers: _levers, months: _months, ...asked } = demandInput(snapshot, scenario);
  const { snapshot: _snapshot, ...rest } = asked;
  const key = JSON.stringify([snapshot.dataDate, rest]);
  const known = records.get(snapshot.placements) ?? new Map<string, TrackRecord | null>();
  records.set(snapshot.placements, known);
  if (!known.has(key)) known.set(key, trackRecord(asked));
  return known.get(key) ?? null;
}

/** What every audience's report of one moment is made from: one frozen snapshot feeds them all. */
export function reportInput(
  snapshot: Snapshot,
  scenario: Scenario,
  interval: ReportInterval | null,
  now: Date,
  stock: StockTold | null = null,
): ReportInput {
  const made = forecast(snapshot, scenario);
  return {
    forecast: made,
    base: scenario.levers.some((lever) => lever.on) ? forecast(snapshot, baseScenario(scenario)) : null,
    scenario,
    interval,
    risks: snapshot.risks,
    texts: snapshot.packTexts,
    findings: runChecks(snapshot),
    settled: settledList(snapshot),
    tree: treeRows(snapshot.lineGroups, snapshot.lineGroupMembers, made.lines),
    plan: planOrNull(snapshot, scenario),
    subjects: subjectsOf(snapshot, scenario, made, childrenOf(snapshot, scenario), now.toISOString().slice(0, 10)),
    log: assumptionLog(snapshot, scenario, now.toISOString().slice(0, 10)),
    groupNames: Object.fromEntries(snapshot.placementGroups.map((group) => [group.code, group.name])),
    stock,
    record: recordOf(snapshot, scenario),
    preparedOn: now.toISOString().slice(0, 10),
  };
}

/** A report as the files it is: one document, or the pictures of its charts with their words beside them. */
export async function reportFiles(
  input: ReportInput,
  audience: Audience,
  format: ReportFormat,
  name: string,
  { fonts, now }: { fonts: string; now: Date },
): Promise<{ file: string; bytes: Uint8Array }[]> {
  // A long name of a scenario is cut before what tells its files apart.
  const named = (text: string, extension: string) =>
    fileNameFrom(`${name.slice(0, 95 - text.length).trimEnd()} ${text}`, extension);
  if (format !== 'png')
    return [{ file: named(audience, format), bytes: await reportBytes(input, audience, format, fonts, now) }];
  const charts = chartsOf(buildReport(input, audience));
  const files: { file: string; bytes: Uint8Array }[] = [];
  for (const [index, chart] of charts.entries())
    files.push({
      file: named(`${audience} ${index + 1} ${chart.name.toLowerCase()}`, 'png'),
      bytes: await chartPng(chart, fonts),
    });
  const text = charts.map((chart, index) => `${files[index]?.file ?? ''}\r\n${chartText(chart)}\r\n`);
  return [
    ...files,
    { file: named(`${audience} charts in words`, 'txt'), bytes: Buffer.from(text.join('\r\n'), 'utf8') },
  ];
}

/** The bytes of a report that is one document. `fonts` is the folder of the fonts it embeds. */
export async function reportBytes(
  input: ReportInput,
  audience: Audience,
  format: Exclude<ReportFormat, 'png'>,
  fonts: string,
  now: Date,
): Promise<Uint8Array> {
  const report = buildReport(input, audience);
  // Loaded when it is wanted: no other output needs it.
  if (format === 'docx') return (await import('../report/docx.ts')).reportDocx(report, fonts);
  if (format === 'html') return Buffer.from(reportHtml(report), 'utf8');
  return reportPdf(report, reportFonts(fonts), now);
}

/** The fonts a PDF embeds, from their folder. */
export function reportFonts(folder: string): ReportFonts {
  return { regular: openTypeFont(folder, 'inter-regular'), bold: openTypeFont(folder, 'inter-bold') };
}
