import { useMemo } from 'react';
import type { DemandProjection } from '../../../shared/demand/projection.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { addDays } from '../../../shared/model/calendar.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { gapByGroup } from '../../../shared/sufficiency/gap.ts';
import { datedProjects } from '../../../shared/sufficiency/programme.ts';
import type { Sufficiency } from '../../../shared/sufficiency/sufficiency.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { Tile } from '../../components/parts/tile.tsx';
import { useStore } from '../../state/store.ts';
import { monthText, seriesColours, whole } from '../demand/demand-figures.ts';

type Props = { made: Sufficiency & { projection: DemandProjection }; snapshot: Snapshot };
const signed = (value: number) => `${value > 0.05 ? '+' : ''}${whole(value)}`;
const typeLabels = { fostering: 'Fostering', residential: 'Residential', supported: 'Supported', other: 'Other' };

/** What is needed by type, the gap of every group with places, and the ages behind it. */
export function GapPart({ made, snapshot }: Props) {
  const levers = useStore((state) => state.open?.scenario.levers);
  const names = new Map(snapshot.placementGroups.map((group) => [group.code, group.name]));
  const months = useMemo(() => {
    const ends = made.projection.months.map(({ end }) => addDays(end, -1)).filter((end) => end <= made.on);
    return gapByGroup(made.projection, snapshot.capacityUnits, datedProjects(snapshot.capacityProgramme, levers), ends);
  }, [made, snapshot, levers]);
  const ends = [...new Set(months.map((cell) => cell.on))];
  const groups = [...new Set(months.map((cell) => cell.group))];
  const worst = [...made.gaps].sort((a, b) => b.gap - a.gap)[0];
  const finding = !worst
    ? 'No places are held in Capacity'
    : worst.gap > 0.05
      ? `${names.get(worst.group) ?? worst.group} is ${whole(worst.gap)} places short by ${formatDate(made.on)}`
      : `Places suffice in every group by ${formatDate(made.on)}`;
  return (
    <>
      <section className="tiles" aria-label="Need by type">
        {made.needs.map((need) => (
          <Tile
            key={need.type}
            label={`${typeLabels[need.type]} places needed`}
            value={signed(need.need)}
            tone={need.gap > 0.05 ? 'over' : ''}
          >
            <span className="quiet">
              growth {signed(need.growth)}, unmet {whole(need.unmet)}
              {need.unmetRange ? ` (${need.unmetRange.p10} to ${need.unmetRange.p90} a year)` : ''}; opening{' '}
              {whole(need.opening.expected)}
            </span>
          </Tile>
        ))}
      </section>
      {groups.length > 0 ? (
        <div className="charts short tall">
          <LinesCard
            finding={finding}
            caption="Children less usable places and the programme; above zero, places are short"
            head="Month"
            labels={ends.map(monthText)}
            series={groups.map((group, index) => ({
              label: names.get(group) ?? group,
              values: ends.map((on) => months.find((cell) => cell.group === group && cell.on === on)?.gap ?? null),
              colour: seriesColours[index % seriesColours.length] ?? '--series-6',
            }))}
            format={whole}
            axis={whole}
          />
        </div>
      ) : null}
      <section className="card table-card" aria-label="Gap by group">
        <FigureTable
          name={`Children, places and the gap by ${formatDate(made.on)}`}
          head="Group"
          columns={[
            { key: 'children', label: 'Children' },
            { key: 'places', label: 'Places' },
            { key: 'usable', label: 'Usable', title: 'Places × utilisation' },
            { key: 'sure', label: 'Opening, sure', title: 'Programme places whose chance is 100 %' },
            { key: 'expected', label: 'Expected', title: 'Each programme place by its chance' },
            { key: 'gap', label: 'Gap', title: 'Children less usable places and the expected programme' },
          ]}
          rows={made.gaps.map((cell) => ({
            key: cell.group,
            label: names.get(cell.group) ?? cell.group,
            cells: [
              ...[cell.children, cell.places, cell.usable, cell.programme.sure, cell.programme.expected].map(
                (value) => ({
                  text: whole(value),
                }),
              ),
              { text: signed(cell.gap), tone: cell.gap > 0.05 ? ('over' as const) : ('' as const) },
            ],
          }))}
        />
      </section>
      <section className="card table-card" aria-label="Children by age">
        <FigureTable
          name="Children by age now and then"
          head="Age"
          columns={[
            { key: 'now', label: formatDate(made.dataDate) },
            { key: 'then', label: formatDate(made.on) },
            { key: 'growth', label: 'Growth' },
          ]}
          rows={made.byBand.map((band) => ({
            key: band.band,
            label: band.label,
            cells: [
              { text: whole(band.now) },
              { text: band.then === null ? '–' : whole(band.then) },
              { text: band.growth === null ? '–' : `${band.growth > 0 ? '+' : ''}${formatNumber(band.growth)}` },
            ],
          }))}
        />
      </section>
    </>
  );
}
