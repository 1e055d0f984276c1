import { periodsText } from '../finance/completeness.ts';
import { totalLine } from '../finance/outturn.ts';
import { formatMoney, formatNumber, formatShare } from '../format/format.ts';
import type { Forecast, OutturnLine } from '../model/forecast.ts';
import type { TreeRow } from '../plan/line-tree.ts';
import type { ReportTable } from './document.ts';
import type { ReportInterval, VarianceRange } from './interval.ts';

const thousands = (pence: number) => formatMoney(pence, 'thousands');
const numeric = (label: string) => ({ label, numeric: true });
const textColumn = (label: string) => ({ label, numeric: false });

/** True when rounded parts do not add to the rounded total, which the note then says (docs/model.md §1). */
function parts(values: readonly number[], total: number): boolean {
  const shown = (pence: number) => Math.sign(pence) * Math.round(Math.abs(pence) / 100_000);
  return values.reduce((sum, value) => sum + shown(value), 0) === shown(total);
}

/** The outturn table in £'000, as the published papers print it; under its services with their subtotals where given. */
export function outturnTable(forecast: Forecast, tree: readonly TreeRow[] = []): ReportTable {
  const cells = (line: OutturnLine) => [
    line.estimatedPeriods?.length ? `${line.name} (e)` : line.name,
    ...[
      line.grossBudget,
      line.incomeBudget,
      line.currentBudget,
      line.expenditureForecast,
      line.incomeForecast,
      line.outturn,
      line.variance,
      line.agreedInvestment,
      line.netVariance,
    ].map(thousands),
  ];
  const casts = (['currentBudget', 'outturn', 'variance', 'agreedInvestment', 'netVariance'] as const).every((key) =>
    parts(
      forecast.lines.map((line) => line[key]),
      forecast.total[key],
    ),
  );
  const estimated = forecast.lines.flatMap(({ name, estimatedPeriods }) =>
    estimatedPeriods?.length ? [`${name} ${periodsText(estimatedPeriods)}`] : [],
  );
  const notes = [
    ...(casts ? [] : ['Totals are the rounded true totals; rounded parts may differ from them by 1.']),
    ...(estimated.length > 0 ? [`(e) The ledger lacks months, which are estimated: ${estimated.join('; ')}.`] : []),
  ];
  return {
    kind: 'table',
    caption: `Forecast outturn ${forecast.year} at period ${forecast.period}, £'000`,
    columns: [
      textColumn('Line'),
      ...[
        'Gross budget',
        'Income budget',
        'Current budget',
        'Expenditure',
        'Income',
        'Outturn',
        'Variance',
        'Agreed investment',
        'Net variance',
      ].map(numeric),
    ],
    rows: [
      ...(tree.some((row) => row.isGroup)
        ? tree.map((row) => {
            const own = forecast.lines.filter((line) => row.lines.includes(line.code));
            return { cells: cells({ ...totalLine(own), name: row.name }), total: row.isGroup };
          })
        : forecast.lines.map((line) => ({ cells: cells(line), total: false }))),
      { cells: cells({ ...forecast.total, name: 'Total' }), total: true },
    ],
    note: notes.length > 0 ? notes.join(' ') : null,
  };
}

/** Savings by RAG in £'000; mitigation stands apart. */
export function savingsTable(forecast: Forecast): ReportTable {
  const all = forecast.savings;
  const rows = all.rows
    .filter((row) => row.class === 'saving')
    .map((row) => ({
      cells: [
        row.name,
        ...[row.target, row.red, row.amber, row.green, row.unassessed, row.expected, row.slippage].map(thousands),
      ],
      total: false,
    }));
  return {
    kind: 'table',
    caption: `Savings ${forecast.year}, £'000`,
    columns: [
      textColumn('Saving'),
      ...['Target', 'Red', 'Amber', 'Green', 'Not assessed', 'Expected', 'Slippage'].map(numeric),
    ],
    rows: [
      ...rows,
      {
        cells: [
          'Total',
          ...[all.target, all.red, all.amber, all.green, all.unassessed, all.expected, all.slippage].map(thousands),
        ],
        total: true,
      },
    ],
    note: `Mitigation and cost avoidance of ${thousands(all.mitigation)} is shown apart and is not counted as savings delivered. Red, amber, green and not assessed less target: ${thousands(all.ratedLessTarget)}.`,
  };
}

/** Invest to save in £'000. */
export function investTable(forecast: Forecast): ReportTable {
  return {
    kind: 'table',
    caption: "Invest to save, £'000",
    columns: [
      textColumn('Scheme'),
      textColumn('Case'),
      ...['Cost', 'Benefit', 'Net present value', 'Return', 'Payback month'].map(numeric),
    ],
    rows: forecast.investToSave.map((scheme) => ({
      cells: [
        scheme.name,
        scheme.case,
        thousands(scheme.cost),
        thousands(scheme.benefit),
        thousands(scheme.npv),
        scheme.roi === null ? 'no cost' : formatNumber(scheme.roi, 2),
        scheme.paybackMonth === null ? 'not within the profile' : String(scheme.paybackMonth),
      ],
      total: false,
    })),
    note: `Net present value at the discount rate of the assumptions, year 0 undiscounted. Return = (benefits − costs) ÷ costs.${interpolatedText(forecast)}`,
  };
}

/** Which years no paper states, where a profile was drawn through a few points. */
function interpolatedText({ investToSave }: Forecast): string {
  const made = new Map<string, string[]>();
  for (const scheme of investToSave) {
    const years = scheme.years.filter((year) => year.interpolated).map((year) => year.year);
    if (years.length > 0) made.set(scheme.name, years);
  }
  return [...made].map(([name, years]) => ` ${name}: ${years.join(', ')} interpolated between stated years.`).join('');
}

/** Who pays, £'000. */
export function fundersTable(forecast: Forecast): ReportTable {
  return {
    kind: 'table',
    caption: "Split between funders, £'000",
    columns: [textColumn('Funder'), ...['Share', 'Budget', 'Outturn', 'Variance', 'Net variance'].map(numeric)],
    rows: forecast.funders.map((funder) => ({
      cells: [
        funder.name,
        formatShare(funder.shareBasisPoints),
        ...[funder.budget, funder.outturn, funder.variance, funder.netVariance].map(thousands),
      ],
      total: false,
    })),
    note: 'Passported grants are outside the split. Parts are exact to the penny and sum to the whole.',
  };
}

/** Pressures, £'000. */
export function pressuresTable(forecast: Forecast): ReportTable {
  return {
    kind: 'table',
    caption: "Pressures, £'000",
    columns: [textColumn('Pressure'), numeric('Expected'), numeric('Worst'), textColumn('In the forecast')],
    rows: [
      ...forecast.pressures.rows.map((row) => ({
        cells: [row.name, thousands(row.expected), thousands(row.worst), row.counted ? 'yes' : 'no'],
        total: false,
      })),
      {
        cells: ['Total', thousands(forecast.pressures.expected), thousands(forecast.pressures.worst), ''],
        total: true,
      },
    ],
    note: null,
  };
}

/** The bridge from budget to forecast, £'000: always with what is unexplained. */
export function bridgeTable(forecast: Forecast): ReportTable {
  const total = forecast.bridge.reduce((sum, step) => sum + step.amount, 0);
  return {
    kind: 'table',
    caption: "From current budget to forecast, £'000",
    columns: [textColumn('Step'), numeric('Amount')],
    rows: [
      { cells: ['Current budget', thousands(forecast.total.currentBudget)], total: false },
      ...forecast.bridge.map((step) => ({ cells: [step.label, thousands(step.amount)], total: false })),
      { cells: ['Forecast outturn', thousands(forecast.total.currentBudget + total)], total: true },
    ],
    note: null,
  };
}

/**
 * The variance with its range, £'000: the forecast and the range of what it holds; and, apart, the risk-weighted forecast,
 * which has the pressures that are not counted in it, with its own.
 */
export function rangeTable(forecast: Forecast, interval: ReportInterval): ReportTable {
  const row = (label: string, { figure, p10, p50, p90 }: VarianceRange) => ({
    cells: [label, ...[figure, p10, p50, p90].map(thousands)],
    total: false,
  });
  return {
    kind: 'table',
    caption: "The variance and its likely range, £'000",
    columns: [textColumn('Variance'), ...['Figure', 'Low (P10)', 'Middle (P50)', 'High (P90)'].map(numeric)],
    rows: [
      row('The forecast', { ...interval.forecast, figure: forecast.total.variance }),
      row('The risk-weighted forecast: with pressures not counted, by their odds', interval.riskWeighted),
    ],
    note: `Each range is of the same items as the figure in its row; four times in five the variance lies between its low and its high. ${formatNumber(interval.paths)} simulated paths of demand, with prices, every line, savings and pressures drawn beside them, seed ${interval.seed}.`,
  };
}

/** Pressures that are not counted in the forecast, still to come, £'000. */
export function notCountedTable({ notCounted }: ReportInterval): ReportTable {
  return {
    kind: 'table',
    caption: "Pressures not counted in the forecast, £'000",
    columns: [textColumn('Still to come'), ...['Expected, by their odds', 'At worst'].map(numeric)],
    rows: [{ cells: ['All of them', thousands(notCounted.expected), thousands(notCounted.worst)], total: false }],
    note: 'They stand between the forecast and the risk-weighted forecast, and are in neither line of the outturn table.',
  };
}

/** The base and the scenario, £'000. */
export function scenarioTable(forecast: Forecast, base: Forecast): ReportTable {
  return {
    kind: 'table',
    caption: "Base and scenario, £'000",
    columns: [textColumn('Measure'), ...['Base', 'Scenario', 'Difference'].map(numeric)],
    rows: (['outturn', 'variance', 'netVariance'] as const).map((key, index) => ({
      cells: [
        ['Forecast outturn', 'Variance', 'Net variance'][index] ?? '',
        ...[base.total[key], forecast.total[key], forecast.total[key] - base.total[key]].map(thousands),
      ],
      total: false,
    })),
    note: null,
  };
}
