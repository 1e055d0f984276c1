import { useMemo } from 'react';
import { formatNumber } from '../../../shared/format/format.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { BarsCard } from '../../components/charts/bars-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { useStore } from '../../state/store.ts';

const routes = ['in-house', 'block', 'framework', 'spot'] as const;
const routeColours = ['--series-1', '--series-3', '--series-2', '--series-5'];

/** Children by route within each group on the data date, groups in register order. */
export function routeMix(snapshot: Snapshot): { group: string; name: string; counts: number[] }[] {
  const counts = new Map<string, number[]>();
  for (const row of snapshot.placements) {
    if (row.shortBreak === 1 || row.start > snapshot.dataDate || (row.end !== null && row.end <= snapshot.dataDate))
      continue;
    const list = counts.get(row.groupCode) ?? [0, 0, 0, 0];
    const at = routes.indexOf(row.route);
    list[at] = (list[at] ?? 0) + 1;
    counts.set(row.groupCode, list);
  }
  return [...snapshot.placementGroups]
    .sort((a, b) => a.position - b.position)
    .map((group) => ({ group: group.code, name: group.name, counts: counts.get(group.code) ?? [0, 0, 0, 0] }))
    .filter((entry) => entry.counts.some((count) => count > 0));
}

/** What a child costs by group now and for a newcomer, and how the places are bought. */
export function UnitCosts() {
  const snapshot = useStore((state) => state.snapshot);
  const result = useStore((state) => state.result);
  const mix = useMemo(() => (snapshot ? routeMix(snapshot) : []), [snapshot]);
  if (!snapshot || mix.length === 0) return null;
  const costs = new Map((result?.placements.unitCosts ?? []).map((row) => [row.group, row]));
  const pounds = (pence: number | undefined) =>
    pence === undefined || pence === 0 ? '–' : formatNumber(pence / 100, 0);
  const all = mix.reduce((sum, entry) => sum + entry.counts.reduce((total, count) => total + count, 0), 0);
  const spot = mix.reduce((sum, entry) => sum + (entry.counts[3] ?? 0), 0);
  const own = mix.reduce((sum, entry) => sum + (entry.counts[0] ?? 0), 0);
  return (
    <div className="charts short">
      <section className="card table-card" aria-label="Unit costs">
        <FigureTable
          name="Unit costs by group, £ a week"
          head="£ a week"
          columns={[
            { key: 'children', label: 'Children' },
            { key: 'mean', label: 'Mean', title: 'Mean weekly price of children placed on the data date' },
            {
              key: 'starter',
              label: 'Starter',
              title: 'Mean weekly price of placements begun in the reference window: what a newcomer costs',
            },
            { key: 'year', label: 'A year, £’000', title: 'Mean × 52.14 × children' },
          ]}
          rows={mix.map((entry) => {
            const cost = costs.get(entry.group);
            const children = entry.counts.reduce((sum, count) => sum + count, 0);
            return {
              key: entry.group,
              label: entry.name,
              cells: [
                { text: formatNumber(children) },
                { text: pounds(cost?.meanWeekly) },
                {
                  text: pounds(cost?.starterWeekly),
                  tone: cost && cost.starterWeekly > cost.meanWeekly * 1.02 ? ('over' as const) : ('' as const),
                },
                { text: cost ? formatNumber((cost.meanWeekly * 365 * children) / 7 / 100_000) : '–' },
              ],
            };
          })}
        />
      </section>
      <BarsCard
        finding={`${Math.round((100 * own) / all)} % of children are in-house; ${spot === 0 ? 'none is' : `${spot} ${spot === 1 ? 'is' : 'are'}`} spot purchased`}
        caption="Children on the data date by group and route"
        head="Group"
        horizontal
        labels={mix.map((entry) => entry.name)}
        series={routes
          .map((route, index) => ({
            label: route,
            colour: routeColours[index] ?? '--series-6',
            values: mix.map((entry) => entry.counts[index] ?? 0),
          }))
          .filter((entry) => entry.values.some((value) => value > 0))}
        format={(value) => formatNumber(value)}
      />
    </div>
  );
}
