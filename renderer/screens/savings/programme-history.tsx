import { useMemo, useState } from 'react';
import { carryForward, programmeHistory, ratingHistory } from '../../../shared/finance/savings-history.ts';
import { formatMoney, sayMoney } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { ragWeights } from '../../../shared/scenario/savings-forecast.ts';
import { BarsCard } from '../../components/charts/bars-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { ChoiceField } from '../../components/parts/fields.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { useStore } from '../../state/store.ts';
import { RunRateTable } from './run-rate-table.tsx';

/** How the whole programme has been rated period by period, and what next year has to find again. */
export function ProgrammeHistory({ snapshot, scenario }: { snapshot: Snapshot; scenario: Scenario }) {
  const unit = useStore((state) => state.unit);
  const [saving, setSaving] = useState('');
  const savings = snapshot.savings.filter((row) => row.year === scenario.year);
  const points = useMemo(
    () =>
      saving === ''
        ? programmeHistory(snapshot, scenario.year)
        : ratingHistory(snapshot.savingRatings, { year: scenario.year, reference: saving }),
    [snapshot, scenario.year, saving],
  );
  const gap = useMemo(
    () => carryForward(snapshot, scenario.year, scenario.period, ragWeights(snapshot, scenario)),
    [snapshot, scenario],
  );
  const last = points.at(-1);
  const choice = (
    <ChoiceField
      label="Ratings of"
      value={saving}
      choices={[['', 'The whole programme'], ...savings.map((row) => [row.reference, row.name] as const)]}
      onChange={setSaving}
    />
  );
  if (!last && saving !== '')
    return (
      <>
        {choice}
        <StateView title="Not rated yet">This saving has no red, amber or green in any period.</StateView>
      </>
    );
  if (!last)
    return (
      <StateView title="Nothing rated yet">
        Enter red, amber and green by period under RAG history, or import the tracker in Data and checks.
      </StateView>
    );
  const said = last.moved
    ? `Since the rating before, green moved by ${sayMoney(last.moved.green)} and red by ${sayMoney(last.moved.red)}`
    : `P${last.period}: ${sayMoney(last.green)} green, ${sayMoney(last.amber)} amber, ${sayMoney(last.red)} red`;
  const gaps = gap.rows.filter((row) => row.gap !== 0);
  return (
    <>
      {choice}
      <div className="charts short">
        <BarsCard
          finding={said}
          caption={`Savings of ${scenario.year} by rating at each period, ${unitLabel[unit]}`}
          head="Period"
          labels={points.map((point) => `P${point.period}`)}
          series={[
            { label: 'Green', values: points.map((point) => point.green), colour: '--under-fill' },
            { label: 'Amber', values: points.map((point) => point.amber), colour: '--warn-fill' },
            { label: 'Red', values: points.map((point) => point.red), colour: '--over-fill' },
            { label: 'Not assessed', values: points.map((point) => point.unassessed), colour: '--base-fill' },
          ]}
          format={(pence) => formatMoney(pence, unit)}
        />
      </div>
      <section className="card table-card" aria-label="Ratings by period">
        <FigureTable
          name={`Ratings by period, ${unitLabel[unit]}`}
          head="Period"
          columns={[
            { key: 'green', label: 'Green' },
            { key: 'amber', label: 'Amber' },
            { key: 'red', label: 'Red' },
            { key: 'none', label: 'Not assessed' },
            { key: 'mitigation', label: 'Mitigation', title: 'Apart: never a saving', quiet: true, divider: true },
            { key: 'oneOff', label: 'One-off', quiet: true },
            { key: 'movedGreen', label: 'Green moved', divider: true },
            { key: 'movedRed', label: 'Red moved' },
          ]}
          rows={points.map((point) => ({
            key: String(point.period),
            label: `P${point.period}`,
            cells: [
              { text: moneyText(point.green, unit) },
              { text: moneyText(point.amber, unit) },
              { text: moneyText(point.red, unit) },
              { text: moneyText(point.unassessed, unit) },
              { text: moneyText(point.mitigation, unit) },
              { text: moneyText(point.oneOff, unit) },
              { text: signedText(point.moved?.green, unit), tone: tone(-(point.moved?.green ?? 0)) },
              { text: signedText(point.moved?.red, unit), tone: tone(point.moved?.red) },
            ],
          }))}
        />
      </section>
      <RunRateTable snapshot={snapshot} scenario={scenario} />
      <section className="card table-card wide-names" aria-label="Carry-forward gap">
        <h2 className="card-title">
          {gap.gap === 0
            ? 'Every recurring saving is secured into next year'
            : `${sayMoney(gap.gap)} of recurring savings is to be found again next year`}
        </h2>
        {gaps.length > 0 ? (
          <FigureTable
            name={`Carry-forward gap, ${unitLabel[unit]}`}
            head="Saving"
            columns={[
              { key: 'full', label: 'Full-year effect' },
              { key: 'recurring', label: 'Expected to recur' },
              { key: 'gap', label: 'Gap' },
            ]}
            rows={[
              ...gaps.map((row) => ({
                key: row.reference,
                label: row.name,
                cells: [
                  { text: moneyText(row.fullYear, unit) },
                  { text: moneyText(row.recurring, unit) },
                  { text: moneyText(row.gap, unit), tone: tone(row.gap) },
                ],
              })),
              {
                key: 'total',
                label: 'All',
                kind: 'total' as const,
                cells: [
                  {
                    text: moneyText(
                      gaps.reduce((sum, row) => sum + row.fullYear, 0),
                      unit,
                    ),
                  },
                  {
                    text: moneyText(
                      gaps.reduce((sum, row) => sum + row.recurring, 0),
                      unit,
                    ),
                  },
                  { text: moneyText(gap.gap, unit) },
                ],
              },
            ]}
          />
        ) : null}
      </section>
    </>
  );
}
