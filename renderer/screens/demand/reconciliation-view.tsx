import { useMemo, useState } from 'react';
import { type FlowCell, reconcile } from '../../../shared/demand/history/reconciliation.ts';
import type { UascChoice } from '../../../shared/demand/history/stock.ts';
import { spansOf } from '../../../shared/demand/prepare.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { addDays, addMonths, monthStart } from '../../../shared/model/calendar.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { NotesList } from '../../components/parts/notes-list.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { monthText, whole } from './demand-figures.ts';
import { GroupChoice } from './group-choice.tsx';
import { TableFrame } from './table-frame.tsx';

type Props = { snapshot: Snapshot; names: ReadonlyMap<string, string> };

/** Opening, flows and closing of every month, counted apart, with what they leave unexplained; and the printed counts beside. */
export function ReconciliationView({ snapshot, names }: Props) {
  const [uasc, setUasc] = useState<UascChoice>('all');
  const [group, setGroup] = useState('');
  const [span, setSpan] = useState(12);
  const hasPlacements = snapshot.placements.length > 0;
  const made = useMemo(() => {
    if (!hasPlacements) return null;
    const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
    // The last whole month: a month the data end within has no closing yet.
    const last = monthStart(addDays(addMonths(addDays(snapshot.dataDate, 1), -1), 0));
    return {
      ordered,
      months: reconcile(spans, ordered.length, addMonths(last, 1 - span), last, uasc),
      notes: spans.notes,
    };
  }, [snapshot, hasPlacements, uasc, span]);
  const stated = useMemo(
    () =>
      new Map(
        snapshot.demandSeries
          .filter((row) => row.measure === 'stock' && row.uasc === uasc && row.band === '*')
          .filter((row) => row.groupCode === (group || '*') && row.value !== null)
          .map((row) => [row.month, row.value ?? 0]),
      ),
    [snapshot, uasc, group],
  );
  if (!made)
    return (
      <StateView title="Nothing to reconcile">
        Reconciliation counts single placements. Import placements or SSDA903 returns in Data and checks.
      </StateView>
    );
  const at = made.ordered.findIndex((row) => row.code === group);
  const cells = made.months.map((month) => ({ month: month.month, cell: at < 0 ? month.total : month.groups[at] }));
  const sum = (key: keyof FlowCell) => cells.reduce((total, { cell }) => total + (cell?.[key] ?? 0), 0);
  const residual = sum('residual');
  const flows: (keyof FlowCell)[] = ['entrants', 'moversIn', 'moversOut', 'leavers', 'birthdays'];
  const text = (value: number, sign = 1) => (value === 0 ? '–' : formatNumber(value * sign));
  const signs: Partial<Record<keyof FlowCell, number>> = { moversOut: -1, leavers: -1, birthdays: -1 };
  return (
    <>
      <TableFrame
        name="Reconciliation"
        choices={
          <>
            <Segments<UascChoice>
              name="Unaccompanied children"
              value={uasc}
              onChange={setUasc}
              choices={[
                { value: 'all', label: 'All' },
                { value: 'excluded', label: 'Without UASC' },
                { value: 'only', label: 'UASC only' },
              ]}
            />
            <GroupChoice value={group} groups={made.ordered.map((row) => row.code)} names={names} onChange={setGroup} />
            <Segments
              name="Months"
              value={String(span) as '12' | '24' | '36'}
              onChange={(value) => setSpan(Number(value))}
              choices={[
                { value: '12', label: '12 months' },
                { value: '24', label: '24' },
                { value: '36', label: '36' },
              ]}
            />
            <span className={`chip ${residual === 0 ? 'good' : 'bad'}`}>
              {residual === 0 ? '✓ flows explain every change' : `▲ ${formatNumber(residual)} unexplained`}
            </span>
          </>
        }
      >
        <FigureTable
          name="Children: opening, flows and closing by month"
          head="Month"
          columns={[
            { key: 'opening', label: 'Opening' },
            { key: 'entrants', label: '+ Entering' },
            { key: 'moversIn', label: '+ Moving in' },
            { key: 'moversOut', label: '− Moving out' },
            { key: 'leavers', label: '− Leaving' },
            { key: 'birthdays', label: '− Turning 18' },
            { key: 'closing', label: '= Closing', title: 'Counted on its own, not summed' },
            { key: 'residual', label: 'Residual', title: 'Closing less opening and flows', divider: true },
            {
              key: 'stated',
              label: 'Stated',
              title: 'Monthly counts held for the same day',
              quiet: true,
              divider: true,
            },
            { key: 'gap', label: 'Counted less stated', quiet: true },
          ]}
          rows={[
            ...cells.map(({ month, cell }) => {
              const printed = stated.get(month);
              const gap = printed === undefined || !cell ? null : cell.closing - printed;
              return {
                key: month,
                label: monthText(month),
                cells: [
                  { text: whole(cell?.opening ?? 0) },
                  ...flows.map((key) => ({ text: text(cell?.[key] ?? 0, signs[key]) })),
                  { text: whole(cell?.closing ?? 0) },
                  { text: text(cell?.residual ?? 0), tone: cell?.residual ? ('over' as const) : ('quiet' as const) },
                  { text: printed === undefined ? '' : whole(printed) },
                  { text: gap === null ? '' : text(gap), tone: gap ? ('over' as const) : ('quiet' as const) },
                ],
              };
            }),
            {
              key: 'total',
              label: 'Whole span',
              kind: 'total' as const,
              cells: [
                { text: whole(cells[0]?.cell?.opening ?? 0) },
                ...flows.map((key) => ({ text: text(sum(key), signs[key]) })),
                { text: whole(cells.at(-1)?.cell?.closing ?? 0) },
                { text: text(residual) },
                { text: '' },
                { text: '' },
              ],
            },
          ]}
        />
      </TableFrame>
      <NotesList label="What was put right in the spans" heading="What was put right on reading" notes={made.notes} />
    </>
  );
}
