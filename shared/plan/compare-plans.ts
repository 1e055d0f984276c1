import type { YearLabel } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import { type MovementKind, movementKinds, type Plan, type PlanYear } from './plan-types.ts';

/** Two plans in one year: what the difference in cost is made of, and the difference in gap. Parts sum to the penny. */
export type PlanYearDifference = {
  year: YearLabel;
  opening: Pence;
  movements: { kind: MovementKind; amount: Pence }[];
  closing: Pence;
  funding: Pence;
  gap: Pence;
  lines: { code: string; name: string; amount: Pence }[];
};

/** The second plan less the first, for the years that both have. opening + movements = closing; closing by line too. */
export function comparePlans(first: Plan, second: Plan): PlanYearDifference[] {
  return second.years.flatMap((b) => {
    const a = first.years.find((year) => year.year === b.year);
    return a ? [between(a, b)] : [];
  });
}

function between(a: PlanYear, b: PlanYear): PlanYearDifference {
  const of = (year: PlanYear, kind: MovementKind) => year.movements.find((item) => item.kind === kind)?.amount ?? 0;
  const names = new Map([...a.lines, ...b.lines].map((line) => [line.code, line.name]));
  const closing = (year: PlanYear, code: string) => year.lines.find((line) => line.code === code)?.closing ?? 0;
  return {
    year: b.year,
    opening: b.opening - a.opening,
    movements: movementKinds
      .map((kind) => ({ kind, amount: of(b, kind) - of(a, kind) }))
      .filter((item) => item.amount !== 0),
    closing: b.closing - a.closing,
    funding: b.funding.total - a.funding.total,
    gap: b.gap - a.gap,
    lines: [...names]
      .map(([code, name]) => ({ code, name, amount: closing(b, code) - closing(a, code) }))
      .filter((line) => line.amount !== 0),
  };
}
