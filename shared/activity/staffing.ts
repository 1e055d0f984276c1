/** Posts: employed + agency + uncovered = posts, and what each costs (docs/model.md §22). Pence a year. */
import type { CivilDate } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import type { StaffingPost } from '../model/registers.ts';

export type TeamPosition = {
  team: string;
  on: CivilDate;
  managed: boolean;
  posts: number;
  employed: number;
  agency: number;
  /** Vacant posts nobody fills; below nought: more agency workers than vacant posts. */
  uncovered: number;
  vacantPercent: number | null;
  agencyPercent: number | null;
  premium: Pence | null;
  /** Cost of employees and of agency workers, pay award in; null where the cost of a post is not said. */
  employees: Pence | null;
  agencyCost: Pence | null;
  /** What agency workers cost beyond employees, and what uncovered posts leave unspent. */
  agencyPremium: Pence | null;
  unspent: Pence | null;
  payAward: Pence | null;
  /** Employees who leave in a year at this turnover. */
  leavers: number | null;
  source: string;
  row: number;
};

/** The latest position of each team. */
export function teamPositions(rows: readonly StaffingPost[]): TeamPosition[] {
  const latest = new Map<string, StaffingPost>();
  for (const row of rows) {
    const known = latest.get(row.team);
    if (!known || known.on <= row.on) latest.set(row.team, row);
  }
  return [...latest.values()].map(positionOf);
}

function positionOf(row: StaffingPost): TeamPosition {
  const employed = row.posts - row.vacant;
  const uncovered = row.vacant - row.agency;
  const award = (row.payAwardPercent ?? 0) / 100;
  const post = row.costPence === null ? null : row.costPence * (1 + award);
  const of = (cost: number | null, people: number) => (cost === null ? null : Math.round(cost * people));
  return {
    ...{ team: row.team, on: row.on, managed: row.managed === 1, posts: row.posts, employed, agency: row.agency },
    ...{ uncovered, premium: row.premiumPence, source: row.source, row: row.id },
    vacantPercent: row.posts > 0 ? (row.vacant / row.posts) * 100 : null,
    agencyPercent: row.posts > 0 ? (row.agency / row.posts) * 100 : null,
    employees: of(post, employed),
    agencyCost: of(post === null ? null : post + (row.premiumPence ?? 0), row.agency),
    agencyPremium: of(row.premiumPence, row.agency),
    unspent: of(post, Math.max(0, uncovered)),
    payAward: row.costPence === null || row.payAwardPercent === null ? null : of(row.costPence * award, employed),
    leavers: row.turnoverPercent === null ? null : (employed * row.turnoverPercent) / 100,
  };
}
