import { dataTo, formatMoney, formatPeriod, formatShare, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast, OutturnLine } from '../../../shared/model/forecast.ts';
import { roundHalfAway } from '../../../shared/model/money.ts';
import type { LineSubtotal } from '../../../shared/plan/line-tree.ts';
import { type TextRow, textColumns } from './text-columns.ts';

const thousands = (pence: number) => formatMoney(pence, 'thousands');
/** Pence as a whole number of thousands of pounds. */
const inThousands = (pence: number) => roundHalfAway(pence / 100_000);

const headings = [
  ['£’000', 'Gross', 'Less', 'Agreed', 'Net', 'Forecast', 'Forecast', 'Net', 'Variance', 'Additional', 'Net'],
  ['', 'budget', 'income', 'changes', 'budget', 'expenditure', 'income', 'outturn', '', 'investment', 'variance'],
];
const amounts = (line: OutturnLine) => [
  line.grossBudget,
  line.incomeBudget,
  line.agreedChanges,
  line.currentBudget,
  line.expenditureForecast,
  line.incomeForecast,
  line.outturn,
  line.variance,
  line.agreedInvestment,
  line.netVariance,
];

/** The outturn table as the papers print it, in £’000, with funders and what must be said beside it. */
export function forecastText(forecast: Forecast, subtotals: readonly LineSubtotal[] = []): string {
  const row = (line: OutturnLine): TextRow => [line.name, ...amounts(line).map(thousands)];
  const table = textColumns([
    ...headings,
    'rule',
    ...forecast.lines.map(row),
    'rule',
    row({ ...forecast.total, name: 'Total' }),
    ...(subtotals.length === 0 ? [] : (['rule', ['By directorate, division and service']] satisfies TextRow[])),
    ...subtotals.map(({ row: { depth }, total }) => row({ ...total, name: `${'  '.repeat(depth)}${total.name}` })),
  ]);
  const funders = textColumns([
    ['Funder', 'Share', 'Net variance £', 'Variance £'],
    'rule',
    ...forecast.funders.map((funder) => [
      funder.name,
      formatShare(funder.shareBasisPoints),
      formatMoney(funder.netVariance, 'pounds', 2),
      formatMoney(funder.variance, 'pounds', 2),
    ]),
  ]);
  const { savings, pressures } = forecast;
  return [
    `${forecast.council || 'Forecast'} · ${formatPeriod(forecast.year, forecast.period)} · ${dataTo(forecast.dataDate)} · engine ${forecast.engineVersion} · method ${forecast.method}`,
    ...(forecast.synthetic ? ['Part of the data is synthetic: not for decisions.'] : []),
    '',
    table,
    '',
    ...(forecast.funders.length > 0 ? [funders, ''] : []),
    ...(castingNote(forecast) ? [castingNote(forecast), ''] : []),
    `Savings: target ${sayMoney(savings.target)}, expected ${sayMoney(savings.expected)} (green ${sayMoney(savings.green)}, amber ${sayMoney(savings.amber)}, red ${sayMoney(savings.red)}), slippage ${sayMoney(savings.slippage)}.`,
    `Pressures: expected ${sayMoney(pressures.expected)}, worst ${sayMoney(pressures.worst)}, counted ${sayMoney(pressures.counted)}.`,
    ...figuresText(forecast),
    ...forecast.notes.map((note) => `${note.severity === 'block' ? '!' : '·'} ${note.text}`),
  ].join('\n');
}

/** The forecast, what is not counted and the risk-weighted forecast, apart and in words. */
function figuresText({ total, pressures }: Forecast): string[] {
  const { expected, worst } = pressures.notCounted ?? { expected: 0, worst: 0 };
  if (worst === 0 && expected === 0) return [];
  return [
    `Forecast variance ${sayMoney(total.variance)}. Pressures not counted in it, still to come: ${sayMoney(expected)} expected, ${sayMoney(worst)} at worst. Risk-weighted forecast, with them by their odds: ${sayMoney(total.variance + expected)}.`,
  ];
}

/** Where rounded lines do not cast to the rounded total, the table says so (docs/model.md §1). */
function castingNote(forecast: Forecast): string {
  const parts = forecast.lines.map(amounts);
  const casts = amounts(forecast.total).every(
    (total, index) => parts.reduce((sum, row) => sum + inThousands(row[index] ?? 0), 0) === inThousands(total),
  );
  return casts ? '' : 'Figures are rounded one by one, so that a column may not add up to its total.';
}

/** The forecast as data: every figure in pence, with the table in whole £’000 beside it. */
export function forecastJson(forecast: Forecast, subtotals: readonly LineSubtotal[] = []) {
  const rounded = (line: OutturnLine) => ({
    code: line.code,
    name: line.name,
    grossBudget: inThousands(line.grossBudget),
    incomeBudget: inThousands(line.incomeBudget),
    agreedChanges: inThousands(line.agreedChanges),
    netBudget: inThousands(line.currentBudget),
    expenditureForecast: inThousands(line.expenditureForecast),
    incomeForecast: inThousands(line.incomeForecast),
    outturn: inThousands(line.outturn),
    variance: inThousands(line.variance),
    additionalInvestment: inThousands(line.agreedInvestment),
    netVariance: inThousands(line.netVariance),
  });
  return {
    ...forecast,
    unit: 'pence',
    funders: forecast.funders.map((funder) => ({ ...funder, netVariancePounds: funder.netVariance / 100 })),
    subtotals: subtotals.map(({ row, level, total }) => ({
      ...rounded(total),
      ...{ level, depth: row.depth, lines: row.lines, outturnPence: total.outturn, variancePence: total.variance },
    })),
    thousands: { lines: forecast.lines.map(rounded), total: rounded({ ...forecast.total, name: 'Total' }) },
  };
}
