import { roundToTotal } from '../../../shared/finance/rounding.ts';
import { formatDate, formatPeriod, formatShare } from '../../../shared/format/format.ts';
import { leversOnLines } from '../../../shared/levers/definitions.ts';
import type { Forecast, OutturnLine } from '../../../shared/model/forecast.ts';
import { sum } from '../../../shared/model/money.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { yearLines } from '../../../shared/scenario/line-forecast.ts';
import { type LineRow, lineRows } from '../../../shared/scenario/line-rows.ts';
import { madeFrom } from '../../state/engine.ts';
import type { Drill } from '../../state/store.ts';

export type DrillPart = { sign: '' | '+' | '−' | '='; label: string; pence: number };
export type DrillRows = {
  title: string;
  register: RegisterName | null;
  rows: { key: string; label: string; about: string; pence: number }[];
  /** What is not in the rows and why. */
  note?: string;
};
/** Whose postings of the ledger stand behind a figure. */
export type PostingsOf = { year: string; lineCode: string; from: number; to: number };
export type DrillContent = {
  title: string;
  figure: string;
  pence: number;
  base: number | null;
  formula: DrillPart[];
  meaning: string;
  lists: DrillRows[];
  postings: PostingsOf | null;
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
  variance: ['Variance', 'Above zero is an overspend.'],
  agreedInvestment: [
    'Agreed investment',
    'Approved additional funding, shown beside the variance and not in the budget.',
  ],
  netVariance: ['Net variance', 'What is left after agreed additional investment.'],
  month: ['Month', 'Actual up to the period, forecast after it.'],
  budgetMonth: ['Budget of the month', 'Current budget by each line’s profile.'],
};

/** The formula and the rows behind one figure of the outturn table. */
export function drillContent(drill: Drill, result: Forecast, base: Forecast): DrillContent | null {
  const ofBase = drill.figure.startsWith('base ');
  const figure = drill.figure === 'change' ? 'outturn' : drill.figure.replace(/^base /, '');
  const made = ofBase ? base : result;
  const pick = (from: Forecast) =>
    drill.line === null ? from.total : from.lines.find((line) => line.code === drill.line);
  const line = pick(made);
  const from = madeFrom(made);
  if (!line || !from) return null;
  const was = pick(base);
  const [name, meaning] = meanings[figure] ?? [figure, ''];
  const month = drill.month ?? 0;
  const pence = amountOf(line, figure, month);
  const before = was ? amountOf(was, figure, month) : null;
  return {
    title: drill.line === null ? 'All lines' : line.name,
    figure: `${month > 0 ? `${formatPeriod(made.year, month)}${figure === 'budgetMonth' ? ', budget' : ''}` : name}${ofBase ? ', base' : ''}`,
    pence,
    base: before,
    formula: formulaOf(figure, line, pence),
    meaning,
    lists: [
      ...linesOf(figure, drill.line, made, month),
      ...rowsOf(figure, drill.line, made, from.snapshot, from.scenario, month),
    ].filter((list) => list.rows.length > 0 || list.note),
    postings: postingsOf(figure, drill.line, made, month),
  };
}

function postingsOf(figure: string, lineCode: string | null, made: Forecast, month: number): PostingsOf | null {
  if (lineCode === null || made.period === 0) return null;
  if (figure === 'actualToPeriod') return { year: made.year, lineCode, from: 1, to: made.period };
  return figure === 'month' && month <= made.period ? { year: made.year, lineCode, from: month, to: month } : null;
}

const amountOf = (line: OutturnLine, figure: string, month: number): number =>
  figure === 'month'
    ? (line.months[month - 1] ?? 0)
    : figure === 'budgetMonth'
      ? (line.budgetMonths[month - 1] ?? 0)
      : ((line[figure as keyof OutturnLine] as number | undefined) ?? 0);

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
  return [
    {
      title: 'By line',
      register: null,
      rows: made.lines
        .map((line) => ({ key: line.code, label: line.name, about: line.code, pence: amountOf(line, figure, month) }))
        .filter((row) => row.pence !== 0),
    },
  ];
}

function rowsOf(
  figure: string,
  code: string | null,
  made: Forecast,
  snapshot: Snapshot,
  scenario: Scenario,
  month: number,
): DrillRows[] {
  const here = (row: { year: string; lineCode: string }) =>
    row.year === made.year && (code === null || row.lineCode === code);
  const wants = (...figures: string[]) => figures.includes(figure);
  const lists: DrillRows[] = [];
  if (wants('agreedChanges', 'currentBudget', 'variance', 'agreedInvestment', 'netVariance')) {
    const investment = wants('agreedInvestment', 'netVariance');
    const uncounted = new Set(yearLines(snapshot, made.year).flatMap(({ budget }) => budget.uncounted));
    const changes = snapshot.budgetChanges.filter((row) => here(row) && (row.kind === 'investment') === investment);
    const left = changes.filter((row) => uncounted.has(row));
    lists.push({
      title: investment ? 'Agreed investment' : 'Budget changes',
      register: 'budgetChanges',
      rows: changes
        .filter((row) => !uncounted.has(row))
        .map((row) => ({
          key: `change ${row.id}`,
          label: row.note || row.reference,
          about: `${row.kind} · ${formatDate(row.effective)}`,
          pence: row.grossPence + row.incomePence,
        })),
      ...(left.length > 0 ? { note: notCounted(left.map((row) => row.note || row.reference)) } : {}),
    });
    if (investment)
      lists.push(
        fundingLevers(
          code,
          scenario,
          made,
          lists.flatMap((list) => list.rows),
        ),
      );
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
    lists.push(...forecastLists(figure, code, made, snapshot, scenario, month));
  }
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

const notCounted = (names: readonly string[]) =>
  `Not approved, or not dated in the year, and so not counted: ${names.join(', ')}.`;

/** Agreed funding that levers of the scenario add, which no row of the register holds. */
function fundingLevers(
  code: string | null,
  scenario: Scenario,
  made: Forecast,
  funded: readonly { pence: number }[],
): DrillRows {
  const line = code === null ? made.total : made.lines.find((row) => row.code === code);
  const pence = (line?.agreedInvestment ?? 0) - funded.reduce((sum, row) => sum + row.pence, 0);
  const names = leversOnLines(scenario.levers, 'funding').map((lever) => lever.name);
  return {
    title: 'Levers',
    register: null,
    rows: pence === 0 ? [] : [{ key: 'levers', label: names.join(', '), about: 'additional funding', pence }],
  };
}

const partLabels = { committed: 'committed', projected: 'projected', adjustments: 'adjustment' } as const;
const kindLists: { kinds: LineRow['kind'][]; title: string; register: RegisterName | null }[] = [
  {
    kinds: ['group', 'contributions', 'unit'],
    title: 'Placements still to be paid for this year',
    register: 'placements',
  },
  { kinds: ['method'], title: 'Rest of the year by the line’s method', register: 'budgetLines' },
  { kinds: ['entry'], title: 'Forecast entries', register: 'forecastEntries' },
  { kinds: ['saving'], title: 'Savings slippage after the period', register: 'savings' },
  { kinds: ['pressure'], title: 'Counted pressures after the period', register: 'pressures' },
  { kinds: ['lever'], title: 'One-off levers', register: null },
];

/** The rows that committed, projected and adjustments are made of: their sums are the figure, to the penny. */
function forecastLists(
  figure: string,
  code: string | null,
  made: Forecast,
  snapshot: Snapshot,
  scenario: Scenario,
  month: number,
): DrillRows[] {
  const all = figure === 'outturn' || figure === 'month';
  const rows = lineRows(snapshot, scenario, made).filter(
    (row) => (code === null || row.line === code) && (all || row.part === figure),
  );
  const line = code === null ? made.total : made.lines.find((each) => each.code === code);
  if (!line) return [];
  const exact = rows.map((row) => (figure === 'month' ? (row.months[month - 1] ?? 0) : sum(row.months)));
  const actual = snapshot.actuals.filter(
    (row) => row.year === made.year && row.period === month && (code === null || row.lineCode === code),
  );
  const total = {
    outturn: line.outturn - line.actualToPeriod,
    month:
      (line.months[month - 1] ?? 0) -
      (month <= made.period ? sum(actual.map((row) => row.expenditurePence + row.incomePence)) : 0),
    ...{ committed: line.committed, projected: line.projected, adjustments: line.adjustments },
  }[figure as 'outturn'];
  const pence = roundToTotal(exact, total);
  const shown = rows.map((row, at) => ({
    list: kindLists.findIndex(({ kinds }) => kinds.includes(row.kind)),
    key: row.key,
    label: row.label,
    about: all && !row.about.startsWith(row.part) ? `${partLabels[row.part]} · ${row.about}` : row.about,
    pence: pence[at] ?? 0,
  }));
  return kindLists.map(({ title, register }, at) => ({
    ...{ title, register },
    rows: shown.filter((row) => row.list === at && row.pence !== 0).map(({ list, ...row }) => row),
  }));
}
