import type { SettledLine } from '../checks/contradictions.ts';
import type { TrackRecord } from '../demand/backtest/track-record.ts';
import type { StockTold } from '../demand/published-demand.ts';
import { dataDay, formatDate, formatMonth, formatNumber, formatPeriod } from '../format/format.ts';
import { methodName } from '../format/method-names.ts';
import { leverDefinitions } from '../levers/definitions.ts';
import type { Forecast } from '../model/forecast.ts';
import type { Lever } from '../model/lever.ts';
import type { Finding } from '../model/problem.ts';
import type { PackText, Risk } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { TreeRow } from '../plan/line-tree.ts';
import type { Plan } from '../plan/plan-types.ts';
import { assumptionTitle } from '../scenario/assumption-names.ts';
import type { LoggedAssumption } from '../scenario/sign-off.ts';
import { assurance } from './assurance.ts';
import { audienceInformation, type SectionKey } from './audience.ts';
import { bridgeChart, varianceChart } from './charts.ts';
import { committeeSections } from './committee.ts';
import { demandBlocks } from './demand-table.ts';
import type { Audience, Report, ReportBlock, ReportSection } from './document.ts';
import type { ReportInterval } from './interval.ts';
import { planBlocks } from './plan-section.ts';
import { teller } from './say.ts';
import { settledTable } from './settled-table.ts';
import { commentaryBlocks } from './subjects/commentary-subject.ts';
import { printedTable, type Subject } from './subjects/subject-table.ts';
import { type Subjects, subjectNames } from './subjects/subjects.ts';
import { executiveSummary } from './summary.ts';
import { suppressReport } from './suppress-table.ts';
import {
  bridgeTable,
  fundersTable,
  investTable,
  notCountedTable,
  outturnTable,
  pressuresTable,
  rangeTable,
  savingsTable,
  scenarioTable,
} from './tables.ts';
import { trackRecordBlocks } from './track-record-table.ts';

/** One frozen snapshot's worth: every audience's pack is built from the same input. */
export type ReportInput = {
  forecast: Forecast;
  base: Forecast | null;
  scenario: Scenario;
  interval: ReportInterval | null;
  risks: readonly Risk[];
  findings: readonly Finding[];
  /** Contradictions between sources that were settled; left out, none is listed. */
  settled?: readonly SettledLine[];
  /** Every assumption the forecast stands on; left out, only changed ones are listed. */
  log?: readonly LoggedAssumption[];
  /** Group names by code. */
  groupNames: Readonly<Record<string, string>>;
  /** Lines under their services; left out, they stand in one list. */
  tree?: readonly TreeRow[];
  /** The medium-term plan; null or left out where it could not be made. */
  plan?: Plan | null;
  /** What may be told of the stock of the data date in a public paper; null where the projection does not hold it. */
  stock?: StockTold | null;
  /** How forecasts of children from past dates did; left out, it is not told. */
  record?: TrackRecord | null;
  /** What officers write in the paper; left out, only its figures stand. */
  texts?: readonly PackText[];
  /** Subjects beside the outturn; left out, none of their sections stands. */
  subjects?: Subjects | null;
  /** Civil date on the cover. */
  preparedOn: string;
};

const titles: Record<SectionKey, string> = {
  purpose: 'Purpose',
  summary: 'Executive summary',
  outturn: 'Forecast outturn',
  savings: 'Savings',
  invest: 'Invest to save',
  demand: 'Demand for placements',
  bridge: 'From budget to forecast',
  risks: 'Risks and pressures',
  funders: 'Who pays',
  plan: 'Medium-term plan',
  ...subjectNames,
  commentary: 'Commentary of officers',
  assumptions: 'Assumptions',
  limitations: 'Limitations',
  appendix: 'Appendix: months',
};

/** The report for one audience. Pure: the same input gives the same document. */
export function buildReport(input: ReportInput, audience: Audience): Report {
  const information = audienceInformation[audience];
  const { forecast, scenario } = input;
  const say = teller();
  const blocks: Record<SectionKey, () => ReportBlock[]> = {
    purpose: () => [{ kind: 'paragraph', text: information.purpose }],
    summary: () =>
      executiveSummary(forecast, input.base, input.interval, say, (key) => information.sections.includes(key)).map(
        (text) => ({ kind: 'paragraph', text }),
      ),
    outturn: () => [outturnTable(forecast, input.tree), ...varianceChart(forecast)],
    plan: () => planBlocks(input.plan ?? null),
    sufficiency: () => subjectBlocks(input.subjects?.sufficiency),
    leavers: () => subjectBlocks(input.subjects?.leavers),
    activity: () => subjectBlocks(input.subjects?.activity),
    programme: () => subjectBlocks(input.subjects?.programme),
    performance: () => subjectBlocks(input.subjects?.performance),
    commentary: () =>
      commentaryBlocks((information.public ? input.subjects?.publicCommentary : input.subjects?.commentary) ?? []),
    savings: () =>
      forecast.savings.rows.length > 0 ? [savingsTable(forecast)] : [none('No savings are held for this year.')],
    invest: () =>
      forecast.investToSave.length > 0 ? [investTable(forecast)] : [none('No invest-to-save schemes are held.')],
    demand: () => [
      ...demandBlocks(input, information.public),
      ...(information.public ? [] : trackRecordBlocks(input.record ?? null)),
    ],
    bridge: () => [bridgeChart(forecast), bridgeTable(forecast)],
    risks: () => risks(input),
    funders: () =>
      forecast.funders.length > 0 ? [fundersTable(forecast)] : [none('No funders are held: the outturn is not split.')],
    assumptions: () => [
      ...assumptions(input),
      ...assurance(scenario, input.log ?? []),
      ...settledTable(input.settled ?? [], information.public),
    ],
    limitations: () => [{ kind: 'list', items: limitations(input) }],
    appendix: () => [monthsTable(forecast)],
  };
  // A subject of which nothing is entered has no section.
  const figures = information.sections
    .map((key): ReportSection => ({ title: titles[key], blocks: blocks[key]() }))
    .filter(({ blocks: own }) => own.length > 0);
  // Purpose and summary open every paper; what officers write stands round the figures.
  const opening = information.sections.filter((key) => key === 'purpose' || key === 'summary').length;
  const about = { audience, year: forecast.year, period: forecast.period, public: information.public };
  const sections: ReportSection[] = [
    ...figures.slice(0, opening),
    ...committeeSections(input.texts ?? [], about, 'before'),
    ...figures.slice(opening),
    ...committeeSections(input.texts ?? [], about, 'after'),
  ];
  const report: Report = {
    title: `${forecast.council || 'Forecast'}: outturn ${forecast.year} at period ${forecast.period}`,
    audience: information.name,
    public: information.public,
    cover: [
      { label: 'For', value: information.name },
      { label: 'Prepared', value: formatDate(input.preparedOn) },
      { label: 'Position', value: formatPeriod(forecast.year, forecast.period) },
      { label: 'Data to', value: dataDay(forecast.dataDate) },
      { label: 'Scenario', value: `${scenario.name} (${scenario.status})` },
      {
        label: 'Method',
        value: `${methodName(forecast.method)}, engine ${forecast.engineVersion}, seed ${scenario.seed}`,
      },
      {
        label: 'Publication',
        value: information.public ? 'Public: counts under 5 are suppressed' : 'Not for publication',
      },
    ],
    sections,
    said: say.said,
  };
  return information.public ? suppressReport(report) : report;
}

function subjectBlocks(subject: Subject | undefined): ReportBlock[] {
  if (!subject || subject.tables.length === 0) return [];
  return [
    ...subject.tables.map(printedTable),
    ...(subject.said.length > 0 ? [{ kind: 'list' as const, items: subject.said }] : []),
  ];
}

function none(text: string): ReportBlock {
  return { kind: 'paragraph', text };
}

function risks(input: ReportInput): ReportBlock[] {
  const pressures: ReportBlock[] =
    input.forecast.pressures.rows.length > 0
      ? [pressuresTable(input.forecast)]
      : [none('No pressures are held for this year.')];
  const range = input.interval
    ? [
        rangeTable(input.forecast, input.interval),
        ...(input.interval.notCounted.worst === 0 ? [] : [notCountedTable(input.interval)]),
      ]
    : [];
  if (input.risks.length === 0) return [...range, ...pressures];
  return [
    ...range,
    ...pressures,
    {
      kind: 'table',
      caption: 'Risk register: probability × impact, 1 to 5 each',
      columns: [
        { label: 'Risk', numeric: false },
        { label: 'Initial', numeric: true },
        { label: 'Current', numeric: true },
        { label: 'Residual', numeric: true },
      ],
      rows: input.risks.map((risk) => ({
        cells: [
          `${risk.reference} ${risk.name}`,
          String(risk.initialProbability * risk.initialImpact),
          String(risk.currentProbability * risk.currentImpact),
          risk.residualProbability === null || risk.residualImpact === null
            ? ''
            : String(risk.residualProbability * risk.residualImpact),
        ],
        total: false,
      })),
      note: null,
    },
  ];
}

/** What the scenario assumes that the base does not: levers that are on, and assumptions changed. */
export function assumed({ forecast, scenario }: Pick<ReportInput, 'forecast' | 'scenario'>): string[] {
  const changed = forecast.changedAssumptions.map(
    (one) =>
      `${assumptionTitle(one.key)}: ${sayNumber(one.value)}${one.base === null ? '' : ` (base ${sayNumber(one.base)})`}`,
  );
  const levers = scenario.levers
    .filter((lever) => lever.on)
    .map(
      (lever) =>
        `${lever.name}: ${sayNumber(lever.value)} ${leverDefinitions[lever.kind].unit}${leverRangeText(lever)}, from ${formatDate(lever.from)}${lever.note ? ` — ${lever.note}` : ''}`,
    );
  return [...levers, ...changed];
}

/** Where a lever may land, as it is told of; nothing where it carries no low and high. */
const leverRangeText = ({ low = null, high = null }: Lever) =>
  low === null || high === null ? '' : ` (between ${sayNumber(low)} and ${sayNumber(high)})`;

function assumptions(input: ReportInput): ReportBlock[] {
  const items = assumed(input);
  const { forecast, base } = input;
  if (items.length === 0) return [none('No assumption differs from the base.')];
  return [{ kind: 'list', items }, ...(base ? [scenarioTable(forecast, base)] : [])];
}

/** A number as it was set, with a true minus sign and no noughts after it. */
const sayNumber = (value: number): string => String(value).replace('-', '−');

/** What the figures do not cover, and what is still open about them. */
export function limitations({ forecast, findings }: Pick<ReportInput, 'forecast' | 'findings'>): string[] {
  const open = findings.filter((finding) => finding.severity !== 'inform').length;
  return [
    ...forecast.notes.map(({ text }) => text),
    ...(open > 0 ? [`${open} checks on the data are still to be settled.`] : []),
    'Figures are forecasts; the outturn is known only when the accounts are closed.',
  ];
}

function monthsTable(forecast: Forecast): ReportBlock {
  return {
    kind: 'table',
    caption: `Months of ${forecast.year}, £'000`,
    columns: [
      { label: 'Month', numeric: false },
      ...['Budget', 'Actual', 'Committed', 'Projected', 'Of which estimated', 'Adjustments'].map((label) => ({
        label,
        numeric: true,
      })),
    ],
    rows: forecast.months.map((month) => ({
      cells: [
        formatMonth(month.month),
        ...[month.budget, month.actual, month.committed, month.projected, month.estimated ?? 0, month.adjustments].map(
          (pence) => formatNumber(pence / 100_000),
        ),
      ],
      total: false,
    })),
    note:
      forecast.gaps.length > 0
        ? 'Estimated: months to the period for which a line holds no actuals; the estimate is in committed or projected.'
        : null,
  };
}
