import { useMemo, useState } from 'react';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { totalsOf } from '../../../shared/model/child-totals.ts';
import type { ExtraColumn } from '../../components/grid/extra-column.ts';
import type { GridRow } from '../../components/grid/grid-edits.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { get, useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { priceOn } from './present-prices.ts';
import { UnitCosts } from './unit-costs.tsx';

const hidden = ['birthDate', 'endReason', 'shortBreak', 'expectedEnd', 'unitCode', 'area'];

const priceColumn = (key: string, header: string, part: 'weeklyPence' | 'contributions'): ExtraColumn => ({
  key,
  header,
  help:
    part === 'weeklyPence'
      ? 'Weekly price in force on the data date'
      : 'Education and health contributions a week on the data date',
  width: 110,
  value: (row) => {
    const snapshot = get().snapshot;
    const price = snapshot ? priceOn(snapshot, String(row.reference ?? '')) : null;
    if (!price) return null;
    return part === 'weeklyPence' ? price.weeklyPence : price.educationPence + price.healthPence;
  },
  text: (value) => (typeof value === 'number' ? formatNumber(value / 100, value % 100 === 0 ? 0 : 2) : '–'),
  total: true,
});
const extra: readonly ExtraColumn[] = [
  priceColumn('price now', 'Price a week', 'weeklyPence'),
  priceColumn('contributions now', 'Contributions', 'contributions'),
];
const noExtra: readonly ExtraColumn[] = [];
const everything = () => true;

/** Who is where at what price? */
export default function PlacementsScreen() {
  const snapshot = useStore((state) => state.snapshot);
  const [view, show] = useView('/placements');
  const [open, setOpen] = useState(true);
  const date = snapshot?.dataDate ?? '';
  const current = useMemo(
    () => (row: GridRow) =>
      row.start !== null && String(row.start) <= date && (row.end === null || String(row.end) > date),
    [date],
  );
  const present = useMemo(
    () => (snapshot?.placements ?? []).filter((row) => current(row as unknown as GridRow)).length,
    [snapshot, current],
  );
  return (
    <>
      <ScreenHead
        title="Placements"
        description={
          snapshot && snapshot.placements.length > 0
            ? `${formatNumber(present)} open on ${formatDate(date)} of ${formatNumber(snapshot.placements.length)} held`
            : snapshot && totalsOf(snapshot)
              ? 'no rows of children: the file was saved without them, to share'
              : ''
        }
      >
        <Segments name="Register" value={view} choices={viewLists['/placements']} onChange={show} />
      </ScreenHead>
      {view === 'placements' ? <UnitCosts /> : null}
      <RegisterGrid
        key={view}
        register={view}
        {...(view === 'placements' && open ? { filter: current } : { filter: everything })}
        hidden={hidden}
        extra={view === 'placements' ? extra : noExtra}
        tools={
          view === 'placements' ? (
            <Segments
              name="Which placements"
              value={open ? 'open' : 'all'}
              choices={[
                { value: 'open', label: 'Open now' },
                { value: 'all', label: 'All' },
              ]}
              onChange={(value) => setOpen(value === 'open')}
            />
          ) : null
        }
      />
    </>
  );
}
