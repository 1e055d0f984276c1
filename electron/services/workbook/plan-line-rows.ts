import { roundHalfAway } from '../../../shared/model/money.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { movementLabels } from '../../../shared/plan/plan-labels.ts';
import type { MovementKind, PlanLineYear, PlanMovement, PlanYear } from '../../../shared/plan/plan-types.ts';
import { type Cell, columnName, money, moneyFormula, text } from './cells.ts';
import type { Inputs } from './inputs.ts';

/** First column of a year; before it stand name, reference, kind and funding. */
export const firstYearColumn = 5;
export const yearColumn = (at: number): string => columnName(firstYearColumn + at);
/** Words of the kind column on rows that are no movement. */
export const rowKinds = { opening: 'Opening', closing: 'Closing' } as const;

/** Row of the mean level of each index, by its code. */
export type LevelRows = ReadonlyMap<string, number>;

type Reason = {
  kind: MovementKind;
  label: string;
  reference: string | null;
  income: boolean;
  /** True where it takes out what happened once in the year before. */
  out: boolean;
  amounts: number[];
};

/** A line of the plan as rows: opening, each reason, closing, and of it expenditure and income; years across. */
export function planLineRows(
  years: readonly PlanYear[],
  code: string,
  data: Snapshot,
  inputs: Inputs,
  levels: LevelRows,
  start: number,
): { rows: (Cell | null)[][]; closing: number; proposals: { row: number; recurring: boolean[]; amounts: number[] }[] } {
  const own = years.map((year) => year.lines.find((line) => line.code === code) ?? null);
  const named = own.find((line) => line !== null);
  if (!named) return { rows: [], closing: start, proposals: [] };
  const reasons = reasonsOf(own, data, code);
  const expenditure = reasons.filter((reason) => !reason.income);
  const ordered = [...expenditure, ...reasons.filter((reason) => reason.income)];
  const first = start + 1;
  const rowOf = new Map(ordered.map((reason, at) => [reason, first + at]));
  const closing = first + ordered.length;
  const [spent, earned] = [closing + 1, closing + 2];
  const lastSpent = first + expenditure.length - 1;
  const cellOf = (reason: Reason, at: number): Cell => {
    const pence = reason.amounts[at] ?? 0;
    const formula = at === 0 ? null : formulaOf(reason, at);
    return formula === null ? money(pence) : moneyFormula(formula, pence);
  };
  const formulaOf = (reason: Reason, at: number): string | null => {
    const before = yearColumn(at - 1);
    const now = yearColumn(at);
    if (reason.kind.endsWith('-inflation') && reason.reference !== null) {
      const level = levels.get(reason.reference);
      const link = data.inflationLinks.find(
        (row) => row.appliesTo === 'line' && row.target === code && row.indexCode === reason.reference,
      );
      if (level === undefined || !link) return null;
      const out = ordered
        .filter((each) => each.out && each.income === reason.income)
        .map((each) => `+${now}${rowOf.get(each)}`)
        .join('');
      const base = `${before}${reason.income ? earned : spent}${out}`;
      // Whole pence, as the model takes them: a live base may hold fractions of one.
      return `ROUND(ROUND(${base},2)*${link.sharePercent}/100*ROUND(${now}$${level}/${before}$${level}-1,12),2)`;
    }
    if (reason.kind === 'proposals' && reason.reference !== null) return proposalFormula(reason.reference, at);
    if (reason.out) {
      const source = ordered.find(
        (each) => each.kind === 'proposals' && each.reference === reason.reference && each.income === reason.income,
      );
      if (source && (reason.amounts[at] ?? 0) !== 0) return `-${before}${rowOf.get(source)}`;
    }
    return null;
  };
  const proposalFormula = (reference: string, at: number): string | null => {
    const confidence = inputs.cell('proposal-confidence', reference);
    const year = years[at]?.year;
    const amount = data.proposalAmounts.find((row) => row.proposalReference === reference && row.year === year);
    const reason = ordered.find((each) => each.kind === 'proposals' && each.reference === reference);
    if (confidence === null || !amount || (reason?.amounts[at] ?? 0) === 0) return null;
    return `ROUND(${amount.amountPence / 100}*${confidence}/100,2)`;
  };
  const across = (cell: (line: PlanLineYear | null, at: number) => Cell) => own.map(cell);
  const rows: (Cell | null)[][] = [
    [
      text(named.name, 'totalText'),
      text(code, 'totalText'),
      text(rowKinds.opening, 'totalText'),
      text(null, 'totalText'),
      ...across((line, at) =>
        at === 0
          ? money(line?.opening ?? 0, 'moneyTotal')
          : moneyFormula(`${yearColumn(at - 1)}${closing}`, line?.opening ?? 0, 'moneyTotal'),
      ),
    ],
    ...ordered.map((reason) => [
      text(reason.label),
      text(reason.reference),
      text(movementLabels[reason.kind]),
      text(reason.income ? 'income' : null),
      ...own.map((_, at) => cellOf(reason, at)),
    ]),
    [
      text(`Cost of ${named.name}`, 'totalText'),
      text(code, 'totalText'),
      text(rowKinds.closing, 'totalText'),
      text(named.funding, 'totalText'),
      ...across((line, at) => {
        const column = yearColumn(at);
        return moneyFormula(`SUM(${column}${start}:${column}${closing - 1})`, line?.closing ?? 0, 'moneyTotal');
      }),
    ],
    [
      ...part('of which expenditure'),
      ...across((line, at) => {
        const pence = line?.expenditure ?? 0;
        return at === 0
          ? moneyFormula(`${yearColumn(0)}${closing}-${yearColumn(0)}${earned}`, pence)
          : moneyFormula(running(at, spent, first, lastSpent), pence);
      }),
    ],
    [
      ...part('of which income'),
      ...across((line, at) => {
        const pence = line?.income ?? 0;
        return at === 0 ? money(pence) : moneyFormula(running(at, earned, lastSpent + 1, closing - 1), pence);
      }),
    ],
  ];
  const proposals = ordered
    .filter((reason) => reason.kind === 'proposals')
    .map((reason) => ({
      row: rowOf.get(reason) ?? 0,
      amounts: reason.amounts,
      recurring: own.map((line) => line?.movements.find((item) => sameReason(item, reason))?.recurring ?? true),
    }));
  return { rows, closing, proposals };
}

const part = (label: string): (Cell | null)[] => [text(label, 'note'), null, null, null];

/** A year's expenditure or income: the year before's with the year's rows of its kind. */
function running(at: number, own: number, from: number, to: number): string {
  const before = `${yearColumn(at - 1)}${own}`;
  const column = yearColumn(at);
  return to < from ? before : `${before}+SUM(${column}${from}:${column}${to})`;
}

const sameReason = (item: PlanMovement, reason: Reason) =>
  item.kind === reason.kind &&
  item.label === reason.label &&
  item.reference === reason.reference &&
  item.income === reason.income;

/** Every reason of a line over the years, each once; an index that acts on it stands there though it be nought. */
function reasonsOf(own: readonly (PlanLineYear | null)[], data: Snapshot, code: string): Reason[] {
  const found: Reason[] = [];
  own.forEach((line, at) => {
    for (const item of line?.movements ?? []) {
      const out =
        item.kind === 'one-offs' &&
        (own[at - 1]?.once ?? []).some(
          (each) => each.label === item.label && each.reference === item.reference && each.income === item.income,
        );
      let reason = found.find((each) => sameReason(item, each) && each.out === out);
      if (!reason) {
        const { kind, label, reference, income } = item;
        reason = { kind, label, reference, income, out, amounts: own.map(() => 0) };
        found.push(reason);
      }
      reason.amounts[at] = roundHalfAway((reason.amounts[at] ?? 0) + item.amount);
    }
  });
  // A placements line is costed from the projection: an index acts on its groups, in Outturn.
  if (own.some((line) => line?.method === 'placements')) return found;
  for (const link of data.inflationLinks.filter((row) => row.appliesTo === 'line' && row.target === code)) {
    const index = data.inflationIndices.find((row) => row.code === link.indexCode);
    if (!index) continue;
    const kind = `${index.kind}-inflation` as const;
    if (found.some((reason) => reason.kind === kind && reason.reference === index.code)) continue;
    const income = index.kind === 'income';
    found.push({
      ...{ kind, label: index.name, reference: index.code, income, out: false },
      amounts: own.map(() => 0),
    });
  }
  return found;
}
