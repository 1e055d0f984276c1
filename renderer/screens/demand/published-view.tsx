import { useMemo } from 'react';
import { publishedMonths } from '../../../shared/demand/published-demand.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { monthText, whole } from './demand-figures.ts';
import { methodName } from './method-names.ts';

type Props = { result: Forecast; snapshot: Snapshot; scenario: Scenario; names: ReadonlyMap<string, string> };
const shown = (value: number | null | undefined) => (value === null || value === undefined ? 'c' : whole(value));

/** The projection as it can be published: whole children at month ends, small numbers withheld, no flows. */
export function PublishedView({ result, snapshot, scenario, names }: Props) {
  const months = useMemo(() => publishedMonths(demandOf(snapshot, scenario)), [snapshot, scenario]);
  const quarters = months.filter((_, index) => index === 0 || index % 3 === 2);
  const columns = quarters.map(({ on }) => ({ key: on, label: monthText(on) }));
  const groups = Object.keys(months[0]?.groups ?? {});
  const [first, last] = [months[0], months.at(-1)];
  return (
    <>
      <div className="charts short tall">
        <LinesCard
          finding={`${shown(first?.total)} children on ${formatDate(first?.on ?? '')}, ${shown(last?.total)} expected on ${formatDate(last?.on ?? '')}`}
          caption={`All children at the end of each month; method ${methodName(result.method).toLowerCase()}, data to ${formatDate(snapshot.dataDate)}`}
          head="Month"
          labels={months.map(({ on }) => monthText(on))}
          series={[{ label: 'All children', values: months.map(({ total }) => total), colour: '--series-1' }]}
          format={whole}
          axis={whole}
        />
      </div>
      <section className="card table-card" aria-label="Children, for publication">
        <FigureTable
          name="Children at the end of each quarter, for publication"
          head="Children"
          columns={columns}
          rows={[
            ...groups.map((code) => ({
              key: code,
              label: names.get(code) ?? code,
              cells: quarters.map((month) => ({ text: shown(month.groups[code]) })),
            })),
            {
              key: 'all',
              label: 'All children',
              kind: 'total' as const,
              cells: quarters.map(({ total }) => ({ text: shown(total) })),
            },
            ...bands.map((band) => ({
              key: band.code,
              label: `Aged ${band.label}`,
              cells: quarters.map((month) => ({ text: shown(month.bands[band.code]) })),
            })),
          ]}
        />
      </section>
      <p className="quiet small">
        c = withheld: fewer than 5 children, or a number that would give them away. Copying or saving the table takes
        what is shown.
      </p>
    </>
  );
}
