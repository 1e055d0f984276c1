import { formatDate, formatPeriod, formatShare } from '../../../shared/format/format.ts';
import { periodOf, yearEnd, yearOf, yearStart } from '../../../shared/model/calendar.ts';
import type { Forecast, OutturnLine } from '../../../shared/model/forecast.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { Drill } from '../../state/store.ts';

export type DrillPart = { sign: '' | '+' | '−' | '='; label: string; pence: number };
export type DrillRows = {
  title: string;
  register: RegisterName | null;
  rows: { key: string; label: string; about: string; pence: number }[];
  /** What is not in the rows, so that they foot to the figure: none when zero. */
  note?: string;
};
export type DrillContent = {
  title: string;
  figure: string;
  pence: number;
  base: number | null;
  formula: DrillPart[];
  meaning: string;
  lists: DrillRows[];
};

const meanings: Record<string, [string, string]> = {
  originalBudget: ['Original budget', 'Gross budget and income budget as set for the year.'],
  agreedChanges: ['Agreed changes', 'Virements, growth and savings that are approved and dated in the year.'],
  currentBudget: ['Current budget', 'Original budget and the agreed changes.'],
  actualToPeriod: ['Actual to the period', 'What the ledger holds up to the period of the scenario.'],
  committed: [
    'Committed',
    'Still to come from what is already in place: children in their placements at their own prices, and entries marked committed.',
  ],
  projected: [
    'Projected',
    'Still to come from children who move or enter at starter prices, from the rest of the budget profile, and from entries marked projected.',
  ],
  adjustments: ['Adjustments', 'Accruals, one-offs, savings slippage and counted pressures.'],
  outturn: ['Forecast outturn', 'What the year will have cost by 31 March.'],
  variance: ['Variance', 'Above nought is an overspend.'],
  agreedInvestment: [
    'Agreed investment',
    'Approved additional funding, shown beside the variance and not in the budget.',
  ],
  netVariance: ['Net variance', 'What is left after agreed additional investment.'],
  month: ['Month', 'Actual up to the period, forecast after it.'],
};

/** The formula and the rows behind one figure of the outturn table. */
export function drillContent(drill: Drill, result: Forecast, base: Forecast, snapshot: Snapshot): DrillContent | null {
  const ofBase = drill.figure.startsWith('base ');
  const figure = drill.figure === 'change' ? 'outturn' : drill.figure.replace(/^base /, '');
  const made = ofBase ? base : result;
  const pick = (from: Forecast) =>
    drill.line === null ? from.total : from.lines.find((line) => line.code === drill.line);
  const line = pick(made);
  if (!line) return null;
  const was = pick(base);
  const [name, meaning] = meanings[figure] ?? [figure, ''];
  const month = drill.month ?? 0;
  const pence =
    figure === 'month'
      ? (line.months[month - 1] ?? 0)
      : ((line[figure as keyof OutturnLine] as number | undefined) ?? 0);
  const before = was
    ? figure === 'month'
      ? (was.months[month - 1] ?? 0)
      : ((was[figure as keyof OutturnLine] as number | undefined) ?? 0)
    : null;
  return {
    title: drill.line === null ? 'All lines' : line.name,
    figure: `${figure === 'month' ? formatPeriod(made.year, month) : name}${ofBase ? ', base' : ''}`,
    pence,
    base: before,
    formula: formulaOf(figure, line, pence),
    meaning,
    lists: [...linesOf(figure, drill.line, made, month), ...rowsOf(figure, drill.line, made, snapshot, month)].filter(
      (list) => list.rows.length > 0,
    ),
  };
}

function formulaOf(figure: string, line: OutturnLine, pence: number): DrillPart[] {
  const part = (sign: DrillPart['sign'], label: string, value: number): DrillPart => ({ sign, label, pence: value });
  const budget = [part('', 'Original budget', line.originalBudget), part('+', 'Agreed changes', line.agreedChanges)];
  const outturn = [
    part('', 'Actual to the period', line.actualToPeriod),
    part('+', 'Committed', line.committed),
    part('+', 'Projected', line.projected),
    part('+', 'Adjustments', line.adjustments),
  ];
  const formulas: Record<string, DrillPart[]> = {
    originalBudget: [part('', 'Gross budget', line.grossBudget), part('+', 'Income budget', line.incomeBudget)],
    currentBudget: budget,
    outturn,
    variance: [part('', 'Forecast outturn', line.outturn), part('−', 'Current budget', line.currentBudget)],
    netVariance: [part('', 'Variance', line.variance), part('−', 'Agreed investment', line.agreedInvestment)],
  };
  const formula = formulas[figure];
  return formula ? [...formula, part('=', meanings[figure]?.[0] ?? '', pence)] : [];
}

/** For the total: the same figure of every line. */
function linesOf(figure: string, code: string | null, made: Forecast, month: number): DrillRows[] {
  if (code !== null) return [];
  const value = (line: OutturnLine) =>
    figure === 'month' ? (line.months[month - 1] ?? 0) : ((line[figure as keyof OutturnLine] as number) ?? 0);
  return [
    {
      title: 'By line',
      register: null,
      rows: made.lines
        .map((line) => ({ key: line.code, label: line.name, about: line.code, pence: value(line) }))
        .filter((row) => row.pence !== 0),
    },
  ];
}

function rowsOf(figure: string, code: string | null, made: Forecast, snapshot: Snapshot, month: number): DrillRows[] {
  const here = (row: { year: string; lineCode: string }) =>
    row.year === made.year && (code === null || row.lineCode === code);
  const wants = (...figures: string[]) => figures.includes(figure);
  const lists: DrillRows[] = [];
  if (wants('agreedChanges', 'currentBudget', 'variance', 'agreedInvestment', 'netVariance')) {
    const investment = wants('agreedInvestment', 'netVariance');
    lists.push({
      title: investment ? 'Agreed investment' : 'Budget changes',
      register: 'budgetChanges',
      rows: snapshot.budgetChanges
        .filter((row) => here(row) && (row.kind === 'investment') === investment)
        .map((row) => ({
          key: `change ${row.id}`,
          label: row.note || row.reference,
          about: `${row.kind} · ${formatDate(row.effective)}${row.approved ? '' : ' · not approved, not counted'}`,
          pence: row.grossPence + row.incomePence,
        })),
    });
  }
  if (wants('actualToPeriod', 'outturn') || (wants('month') && month <= made.period)) {
    lists.push({
      title: 'Actuals',
      register: 'actuals',
      rows: snapshot.actuals
        .filter((row) => here(row) && row.period <= made.period && (figure !== 'month' || row.period === month))
        .sort((a, b) => a.period - b.period)
        .map((row) => ({
          key: `actual ${row.id}`,
          label: `P${row.period}${code === null ? ` ${row.lineCode}` : ''}`,
          about: row.source,
          pence: row.expenditurePence + row.incomePence,
        })),
    });
  }
  if (wants('committed', 'projected', 'adjustments', 'outturn', 'month')) {
    const kinds =
      figure === 'committed'
        ? ['committed']
        : figure === 'projected'
          ? ['projected']
          : figure === 'adjustments'
            ? ['accrual', 'one-off']
            : ['committed', 'projected', 'accrual', 'one-off'];
    lists.push({
      title: 'Forecast entries',
      register: 'forecastEntries',
      rows: snapshot.forecastEntries
        .filter((row) => here(row) && kinds.includes(row.kind) && (figure !== 'month' || row.period === month))
        .map((row) => ({
          key: `entry ${row.id}`,
          label: row.note || row.reference,
          about: `${row.kind} · P${row.period}`,
          pence: row.expenditurePence + row.incomePence,
        })),
    });
  }
  if (wants('adjustments', 'outturn')) {
    const onLine = (lineCode: string) => code === null || lineCode === code;
    lists.push({
      title: 'Counted pressures',
      register: 'pressures',
      rows: made.pressures.rows
        .filter((row) => onLine(row.lineCode) && row.counted)
        .map((row) => ({
          key: `pressure ${row.reference}`,
          label: row.name,
          about: row.reference,
          pence: row.expected,
        })),
    });
    const line = code === null ? made.total : made.lines.find((row) => row.code === code);
    const listed = lists.flatMap((list) => list.rows).reduce((sum, row) => sum + row.pence, 0);
    const rest = figure === 'adjustments' && line ? line.adjustments - listed : 0;
    if (rest !== 0) {
      lists.push({
        title: 'Levers, and savings slippage after the period',
        register: 'savings',
        rows: [{ key: 'rest', label: 'Adjustments that no entry or pressure makes', about: '', pence: rest }],
      });
    }
  }
  if (wants('committed', 'projected', 'outturn') && isPlacements(code, made)) lists.push(placementRows(figure, made));
  if (wants('netVariance') && code === null) {
    lists.push({
      title: 'Shared between funders',
      register: 'funderShares',
      rows: made.funders.map((row) => ({
        key: `funder ${row.code}`,
        label: row.name,
        about: formatShare(row.shareBasisPoints),
        pence: row.netVariance,
      })),
    });
  }
  return lists;
}

const isPlacements = (code: string | null, made: Forecast) =>
  code === null || made.lines.find((line) => line.code === code)?.service === 'placements';

/** Cost by group for the rest of the year, from the placement projection. */
function placementRows(figure: string, made: Forecast): DrillRows {
  const sums = new Map<string, { pence: number; days: number }>();
  const end = yearEnd(made.year);
  for (const step of made.placements.months) {
    const date = step.month.length === 7 ? `${step.month}-01` : step.month;
    if (date < yearStart(made.year) || date >= end || yearOf(date) !== made.year || periodOf(date) <= made.period)
      continue;
    for (const cell of step.groups) {
      const sum = sums.get(cell.group) ?? { pence: 0, days: 0 };
      sum.pence +=
        figure === 'committed'
          ? cell.committed
          : figure === 'projected'
            ? cell.projected
            : cell.committed + cell.projected - Math.abs(cell.contributions);
      sum.days += cell.childDays;
      sums.set(cell.group, sum);
    }
  }
  return {
    title: 'Placements still to be paid for this year, by group',
    register: 'placements',
    rows: [...sums].map(([group, sum]) => ({
      key: `group ${group}`,
      label: group,
      about: `${Math.round(sum.days).toLocaleString('en-GB')} child-days`,
      pence: Math.round(sum.pence),
    })),
  };
}
