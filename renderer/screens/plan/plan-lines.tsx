import { useMemo } from 'react';
import type { MoneyUnit } from '../../../shared/format/format.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { rowTotal, treeRows } from '../../../shared/plan/line-tree.ts';
import type { Plan, PlanYear } from '../../../shared/plan/plan-types.ts';
import { type FigureRow, FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';

/** Every line over the years, under its services and divisions with their subtotals. */
export function PlanLines(props: {
  plan: Plan;
  snapshot: Snapshot;
  unit: MoneyUnit;
  onOpen: (row: string, year: string) => void;
}) {
  const { plan, snapshot, unit } = props;
  const names = useMemo(() => {
    const all = new Map(plan.years.flatMap((year) => year.lines.map((line) => [line.code, line.name] as const)));
    return [...all].map(([code, name]) => ({ code, name }));
  }, [plan]);
  const rows = useMemo(
    () => treeRows(snapshot.lineGroups, snapshot.lineGroupMembers, names),
    [snapshot.lineGroups, snapshot.lineGroupMembers, names],
  );
  const closing = (year: PlanYear) => (code: string) => year.lines.find((line) => line.code === code)?.closing ?? 0;
  const made: FigureRow[] = rows.map((row) => ({
    key: row.key,
    label: `${'\u2003'.repeat(row.depth)}${row.name}`,
    ...(row.isGroup ? { kind: 'group' as const } : {}),
    cells: plan.years.map((year) => ({ text: moneyText(rowTotal(row, closing(year)), unit) })),
  }));
  return (
    <section className="card table-card" aria-label="The plan line by line">
      <FigureTable
        name={`Cost of every line, ${unitLabel[unit]}`}
        head="Line"
        columns={plan.years.map(({ year }) => ({ key: year, label: year }))}
        onOpen={props.onOpen}
        rows={[
          ...made,
          {
            key: 'total',
            label: 'Total',
            kind: 'total',
            cells: plan.years.map((year) => ({ text: moneyText(year.closing, unit) })),
          },
        ]}
      />
    </section>
  );
}
