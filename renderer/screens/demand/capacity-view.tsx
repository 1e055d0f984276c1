import { useMemo } from 'react';
import { sufficiencyGap } from '../../../shared/demand/capacity.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { monthText, one, seriesColours, whole } from './demand-figures.ts';
import { householdsOf } from './households.ts';

type Props = { snapshot: Snapshot; scenario: Scenario; names: ReadonlyMap<string, string> };

/** Places held against children expected, group by group; and the households of carers behind the fostering places. */
export function CapacityView({ snapshot, scenario, names }: Props) {
  const gap = useMemo(() => sufficiencyGap(demandOf(snapshot, scenario), snapshot.capacityUnits), [snapshot, scenario]);
  const groups = [...new Set(gap.map((row) => row.group))];
  const months = [...new Set(gap.map((row) => row.month))];
  const at = (group: string, month: string) => gap.find((row) => row.group === group && row.month === month);
  const year = months[Math.min(11, months.length - 1)] ?? '';
  const short = groups.map((group) => ({ group, gap: at(group, year)?.gap ?? 0 })).sort((a, b) => b.gap - a.gap);
  const worst = short[0];
  const finding = !worst
    ? 'No places are held'
    : worst.gap > 0.05
      ? `${names.get(worst.group) ?? worst.group} is ${one(worst.gap)} places short of its own and block places by ${monthText(year)}`
      : `Places suffice in every group by ${monthText(year)}`;
  // Now, in half a year, in one and in two: what fits beside the levers; the chart and its table have every month.
  const ends = months.filter((_, index) => [0, 5, 11, 23].includes(index));
  return (
    <>
      {groups.length === 0 ? (
        <StateView title="No capacity held">
          Add homes, flats, foster and block places in the Capacity register (Data and checks) to see the sufficiency
          gap.
        </StateView>
      ) : (
        <>
          <div className="charts short tall">
            <LinesCard
              finding={finding}
              caption="Children less usable places; above zero, children are placed with others"
              head="Month"
              labels={months.map(monthText)}
              series={groups.map((group, index) => ({
                label: names.get(group) ?? group,
                values: months.map((month) => at(group, month)?.gap ?? null),
                colour: seriesColours[index % seriesColours.length] ?? '--series-6',
              }))}
              format={one}
              axis={whole}
            />
          </div>
          <section className="card table-card" aria-label="Sufficiency gap">
            <FigureTable
              name="Children, places and the gap, by group"
              head="Group"
              columns={[
                { key: 'places', label: 'Places' },
                { key: 'usable', label: 'Usable', title: 'Places × utilisation' },
                ...ends.map((month, index) => ({
                  key: month,
                  label: monthText(month),
                  title: 'Children (gap)',
                  divider: index === 0,
                })),
              ]}
              rows={groups.map((group) => ({
                key: group,
                label: names.get(group) ?? group,
                cells: [
                  { text: whole(at(group, months[0] ?? '')?.places ?? 0) },
                  { text: one(at(group, months[0] ?? '')?.usable ?? 0) },
                  ...ends.map((month) => {
                    const row = at(group, month);
                    const over = row ? row.gap : 0;
                    return {
                      text: row ? `${one(row.children)} (${over > 0 ? '+' : ''}${one(over)})` : '–',
                      tone: over > 0.05 ? ('over' as const) : ('' as const),
                      title: over > 0 ? 'Places are short' : 'Places stand empty',
                    };
                  }),
                ],
              }))}
            />
          </section>
        </>
      )}
      <HouseholdsPart snapshot={snapshot} />
    </>
  );
}

/** Fostering households: approvals and closures rolled forward beside what was printed. */
function HouseholdsPart({ snapshot }: { snapshot: Snapshot }) {
  const households = useMemo(() => householdsOf(snapshot), [snapshot]);
  if (!households) return null;
  const { months, approved, closed, printed, computed, shift } = households;
  const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const net = sum(approved) - sum(closed);
  const said = {
    '0': 'the printed row agrees',
    '1': 'the printed row is one month late',
    '-1': 'the printed row is one month early',
    null: 'the printed row differs',
  }[String(shift)];
  const row = (values: readonly (number | null)[]) =>
    values.map((value) => ({ text: value === null ? '' : formatNumber(value) }));
  return (
    <section className="card table-card" aria-label="Fostering households">
      <h2 className="card-title">
        Fostering households: {net >= 0 ? '+' : '−'}
        {whole(Math.abs(net))} over {months.length} months; {said}
      </h2>
      <FigureTable
        name="Fostering households by month"
        head="Month"
        columns={months.map((month) => ({ key: month, label: monthText(month) }))}
        rows={[
          { key: 'approved', label: 'Approved', cells: row(approved) },
          { key: 'closed', label: 'Closed', cells: row(closed) },
          { key: 'computed', label: 'Rolled forward', kind: 'total' as const, cells: row(computed) },
          {
            key: 'printed',
            label: 'As printed',
            kind: 'sub' as const,
            cells: printed.map((value, index) => ({
              text: value === null ? '' : formatNumber(value),
              tone: value !== null && value !== computed[index] ? ('over' as const) : ('' as const),
            })),
          },
        ]}
      />
    </section>
  );
}
