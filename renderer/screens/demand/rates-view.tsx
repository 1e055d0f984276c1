import { useMemo, useState } from 'react';
import { rateEditKey } from '../../../shared/demand/history/rate-edits.ts';
import { type RateRow, rateTable } from '../../../shared/demand/history/rate-table.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { assumption } from '../../../shared/scenario/assumption-values.ts';
import { demandInput } from '../../../shared/scenario/demand-cache.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { asFailure } from '../../state/bridge.ts';
import { changeScenario } from '../../state/scenario.ts';
import { GroupChoice } from './group-choice.tsx';
import { RateDialog } from './rate-dialog.tsx';
import { daysOfYear, kindOf, perYear, type RateKind, rateName, rateText } from './rate-text.ts';
import { TableFrame } from './table-frame.tsx';

type Props = { snapshot: Snapshot; scenario: Scenario; names: ReadonlyMap<string, string> };
const windows = [6, 12, 18, 24, 36];

/** Every rate the projection uses, with what it was measured on and how sure it is; each can be set, with a reason. */
export function RatesView({ snapshot, scenario, names }: Props) {
  const [kind, setKind] = useState<RateKind>('leaving');
  const [group, setGroup] = useState('');
  const [chosen, setChosen] = useState<RateRow | null>(null);
  const months = assumption(snapshot, scenario, 'reference-months');
  const kappa = assumption(snapshot, scenario, 'kappa-days');
  const seasonal = assumption(snapshot, scenario, 'seasonal-entrants') > 0;
  // Levers change what is projected, not what was measured.
  const { assumptions } = scenario;
  const key = JSON.stringify(assumptions);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the assumptions
  const table = useMemo(() => {
    try {
      return { ...rateTable(demandInput(snapshot, { ...scenario, levers: [] })), failure: null };
    } catch (error) {
      return { rows: [] as RateRow[], window: null, failure: asFailure(error).message };
    }
  }, [snapshot, key]);
  if (table.failure) return <StateView title="The rates could not be measured">{table.failure}</StateView>;
  const order = [...names.keys()];
  const rows = table.rows
    .filter((row) => kindOf(row) === kind && (group === '' || row.group === group))
    .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
  const unit = kind === 'entering' ? 'children a year' : 'per 100 child-years';
  const edited = table.rows.filter((row) => row.edited).length;
  const setAssumption = (name: string, value: number, label: string) =>
    changeScenario(label, (before) => ({ ...before, assumptions: { ...before.assumptions, [name]: value } }));
  return (
    <>
      <TableFrame
        name="Rates"
        wide
        description={`${table.window ? `${formatDate(table.window.from)} to ${formatDate(table.window.to)}. ` : ''}${table.rows.length} rates${edited > 0 ? `, ${edited} set by hand` : ''}. Enter on a rate to set it; the reason goes with the scenario.`}
        choices={
          <>
            <Segments<RateKind>
              name="Kind of rate"
              value={kind}
              onChange={setKind}
              choices={[
                { value: 'leaving', label: 'Leaving care' },
                { value: 'moves', label: 'Moves' },
                { value: 'entering', label: 'Entering' },
              ]}
            />
            <GroupChoice
              value={group}
              groups={[...new Set(table.rows.map((row) => row.group))]}
              names={names}
              onChange={setGroup}
            />
            <label className="row small">
              <span className="quiet">Measured on</span>
              <select
                className="input register-choice"
                value={months}
                onChange={(event) =>
                  setAssumption(
                    'reference-months',
                    Number(event.target.value),
                    `measure rates on ${event.target.value} months`,
                  )
                }
              >
                {[...new Set([...windows, months])]
                  .sort((a, b) => a - b)
                  .map((count) => (
                    <option key={count} value={count}>
                      last {count} months
                    </option>
                  ))}
              </select>
            </label>
            {kind === 'entering' ? (
              <label
                className="row small"
                title="Each calendar month brings its share of the entrants of the whole years held, two at least"
              >
                <input
                  type="checkbox"
                  checked={seasonal}
                  onChange={(event) =>
                    setAssumption(
                      'seasonal-entrants',
                      event.target.checked ? 1 : 0,
                      event.target.checked ? 'let entrants follow the seasons' : 'let entrants come evenly',
                    )
                  }
                />
                <span className="quiet">By season</span>
              </label>
            ) : null}
            <label className="row small">
              <span className="quiet">Weight of the group’s rate</span>
              <select
                className="input register-choice"
                value={kappa}
                onChange={(event) =>
                  setAssumption('kappa-days', Number(event.target.value), 'change the weight of the group’s rates')
                }
              >
                {[...new Set([0, 365, 1095, 3650, kappa])]
                  .sort((a, b) => a - b)
                  .map((days) => (
                    <option key={days} value={days}>
                      {days === 0 ? 'none' : `${formatNumber(days / 365, days % 365 ? 1 : 0)} child-years`}
                    </option>
                  ))}
              </select>
            </label>
          </>
        }
      >
        <FigureTable
          name={`Rates, ${unit}`}
          head={kind === 'entering' ? 'Entering' : 'From → to'}
          columns={[
            { key: 'events', label: 'Events', title: 'Seen in the window' },
            {
              key: 'exposure',
              label: kind === 'entering' ? 'Days' : 'Child-years',
              title: 'How long children were there to leave or move',
            },
            { key: 'rate', label: unit, title: 'What the projection uses' },
            { key: 'low', label: '95 % from', quiet: true },
            { key: 'high', label: 'to', quiet: true },
            { key: 'parent', label: 'Group, all ages', quiet: true, divider: true },
            { key: 'set', label: 'Note', title: 'Set by hand, or measured on fewer than five events' },
          ]}
          onOpen={(rowKey) => setChosen(rows.find((row) => rateEditKey(editOf(row)) === rowKey) ?? null)}
          rows={rows.map((row) => ({
            key: rateEditKey(editOf(row)),
            label: rateName(row, names),
            cells: [
              { text: formatNumber(row.events) },
              {
                text: formatNumber(
                  kind === 'entering' ? row.exposureDays : row.exposureDays / daysOfYear,
                  kind === 'entering' ? 0 : 1,
                ),
              },
              { text: rateText(perYear(row, row.perDay)), ...(row.edited ? { title: 'Set by hand' } : {}) },
              { text: row.low95 === null ? '–' : rateText(perYear(row, row.low95)) },
              { text: row.high95 === null ? '–' : rateText(perYear(row, row.high95)) },
              { text: row.parentPerDay === null ? '–' : rateText(perYear(row, row.parentPerDay)) },
              {
                text: row.edited ? '✎ set' : row.events < 5 ? 'few' : '',
                tone: row.edited ? ('' as const) : ('quiet' as const),
              },
            ],
          }))}
        />
        {rows.length === 0 ? (
          <StateView title="No such rate">Nothing was seen of this kind in the window.</StateView>
        ) : null}
      </TableFrame>
      {chosen ? (
        <RateDialog
          row={chosen}
          name={rateName(chosen, names)}
          snapshot={snapshot}
          scenario={scenario}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </>
  );
}

/** The cell and direction of a row, as the assumption that sets it is named. */
export const editOf = (row: RateRow) => ({ band: row.band, group: row.group, to: row.to === 'exit' ? null : row.to });
