import { useMemo, useState } from 'react';
import type { Partner } from '../../../shared/finance/joint-funding.ts';
import { formatNumber, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { type FundingView, fundingView } from '../../../shared/scenario/funding-view.ts';
import { BarsCard } from '../../components/charts/bars-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { NumberEntry } from '../../components/levers/number-entry.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { Tile } from '../../components/parts/tile.tsx';

type Props = { snapshot: Snapshot; scenario: Scenario; result: Forecast; unit: MoneyUnit };
const partnerNames: Record<Partner, string> = { education: 'Education', health: 'Health', other: 'Other partners' };
const percent = (value: number | null, places = 1) => (value === null ? '–' : `${formatNumber(value, places)} %`);

/** The contract sum over years: growth, whether next year's base suffices, what was taken out beforehand. */
export function YearsView({ snapshot, scenario, result, unit }: Props) {
  const view = useMemo(() => fundingView(snapshot, scenario, result), [snapshot, scenario, result]);
  const { years, nextYear, topSlice, inflation } = view;
  if (years.length === 0)
    return (
      <StateView title="No contract sum held">
        Add its items under Contract sum, or import them in Data and checks.
      </StateView>
    );
  const last = years.at(-1);
  const finding =
    last && last.growth !== null
      ? `${last.year}: ${last.growth >= 0 ? 'up' : 'down'} ${sayMoney(Math.abs(last.growth))}, ${percent(last.growthPercent)} on the year before`
      : `${years[0]?.year}: ${sayMoney(years[0]?.contractSum ?? 0)}`;
  return (
    <>
      <section className="tiles" aria-label="Headline figures">
        <Tile
          label={nextYear ? `${nextYear.year} against this outturn` : 'Next year'}
          value={nextYear ? signedText(nextYear.difference, unit) : '–'}
          tone={nextYear?.short ? 'over' : nextYear ? 'under' : ''}
        >
          <span className="quiet">
            {nextYear
              ? nextYear.short
                ? 'more than next year’s base'
                : 'within next year’s base'
              : 'no items held for it yet'}
          </span>
        </Tile>
        <Tile label="Taken out beforehand" value={moneyText(topSlice.topSliced, unit)}>
          <span className="quiet">top-sliced savings</span>
        </Tile>
        <Tile label="Expected beyond it" value={signedText(topSlice.beyond, unit)} tone={tone(-topSlice.beyond)}>
          <span className="quiet">of {moneyText(topSlice.expected, unit)} savings expected</span>
        </Tile>
        <Tile
          label="Inflation not funded"
          value={inflation ? moneyText(inflation.gap, unit) : '–'}
          tone={tone(inflation?.gap)}
        >
          <span className="quiet">
            {inflation
              ? `${inflation.funded} % funded, CPI ${inflation.cpi} %`
              : 'enter the assumptions for price inflation and CPI'}
          </span>
        </Tile>
      </section>
      {years.length > 1 ? (
        <div className="charts short">
          <BarsCard
            finding={finding}
            caption={`Contract sum by year: approved, and business cases that wait; ${unitLabel[unit]}`}
            head="Year"
            labels={years.map((row) => row.year)}
            series={[
              { label: 'Contract sum', values: years.map((row) => row.contractSum), colour: '--series-1' },
              { label: 'Waiting', values: years.map((row) => row.maximum - row.contractSum), colour: '--series-2' },
            ]}
            format={(pence) => moneyText(pence, unit)}
          />
        </div>
      ) : null}
      <section className="card table-card" aria-label="Contract sum by year">
        <FigureTable
          name={`Contract sum by year, ${unitLabel[unit]}`}
          head="Year"
          columns={[
            { key: 'sum', label: 'Contract sum' },
            { key: 'growth', label: 'Growth' },
            { key: 'percent', label: '%' },
            { key: 'recurring', label: 'Recurring base', divider: true },
            { key: 'maximum', label: 'With every case', quiet: true },
          ]}
          rows={years.map((row) => ({
            key: row.year,
            label: row.year,
            cells: [
              { text: moneyText(row.contractSum, unit) },
              { text: signedText(row.growth, unit) },
              { text: percent(row.growthPercent) },
              { text: moneyText(row.recurringBase, unit) },
              { text: moneyText(row.maximum, unit) },
            ],
          }))}
        />
      </section>
      <Reserves view={view} unit={unit} />
    </>
  );
}

function Reserves({ view, unit }: { view: FundingView; unit: MoneyUnit }) {
  return (
    <section className="card table-card" aria-label="Placement reserve">
      <h2 className="card-title">
        A placement reserve of {view.reserves[0]?.percent ?? 10} % would cover{' '}
        {percent(view.reserves[0]?.coverPercent ?? null, 0)} of this year’s placements variance
      </h2>
      <FigureTable
        name={`Placement reserve, ${unitLabel[unit]}`}
        head="Of the gross placements budget"
        columns={[
          { key: 'amount', label: 'Reserve' },
          { key: 'cover', label: 'Covers of the variance' },
        ]}
        rows={view.reserves.map((row) => ({
          key: String(row.percent),
          label: `${row.percent} %`,
          cells: [{ text: moneyText(row.amount, unit) }, { text: percent(row.coverPercent, 0) }],
        }))}
      />
    </section>
  );
}

/** What partners have agreed, been invoiced and dispute; and what other areas' shares would bring. */
export function JointFundingSummaryView({ snapshot, scenario, result, unit }: Props) {
  const [benchmarks, setBenchmarks] = useState<Partial<Record<Partner, number>>>({});
  const { jointFunding } = useMemo(
    () => fundingView(snapshot, scenario, result, [], benchmarks),
    [snapshot, scenario, result, benchmarks],
  );
  if (jointFunding.partners.length === 0)
    return (
      <StateView title="No jointly funded packages this year">
        Add packages under Packages: what is bought, the partner, the share agreed, invoiced and disputed.
      </StateView>
    );
  const { gapToBenchmark } = jointFunding;
  return (
    <>
      <section className="tiles" aria-label="Headline figures">
        <Tile label="Cost of the packages" value={moneyText(jointFunding.gross, unit)} />
        <Tile label="Agreed by partners" value={moneyText(jointFunding.agreed, unit)}>
          <span className="quiet">
            {percent(jointFunding.gross ? (jointFunding.agreed / jointFunding.gross) * 100 : null)} of the cost
          </span>
        </Tile>
        <Tile label="Not invoiced yet" value={moneyText(jointFunding.notInvoiced, unit)} />
        <Tile
          label="Disputed"
          value={moneyText(jointFunding.disputed, unit)}
          tone={jointFunding.disputed > 0 ? 'over' : ''}
        />
        <Tile label="At benchmark shares" value={signedText(gapToBenchmark, unit)}>
          <span className="quiet">{gapToBenchmark > 0 ? 'more than is agreed' : 'nothing more'}</span>
        </Tile>
      </section>
      <section className="card table-card" aria-label="Joint funding by partner">
        <FigureTable
          name={`Joint funding by partner, ${unitLabel[unit]}`}
          head="Partner"
          columns={[
            { key: 'packages', label: 'Packages' },
            { key: 'gross', label: 'Cost' },
            { key: 'agreed', label: 'Agreed' },
            { key: 'share', label: 'Share' },
            { key: 'invoiced', label: 'Invoiced', divider: true },
            { key: 'disputed', label: 'Disputed' },
            { key: 'received', label: 'Received' },
            { key: 'notInvoiced', label: 'To invoice' },
            { key: 'benchmark', label: 'Benchmark', quiet: true, divider: true },
            { key: 'gap', label: 'Gap' },
          ]}
          rows={jointFunding.partners.map((row) => ({
            key: row.partner,
            label: partnerNames[row.partner],
            cells: [
              { text: formatNumber(row.packages) },
              { text: moneyText(row.gross, unit) },
              { text: moneyText(row.agreed, unit) },
              { text: percent(row.agreedPercent) },
              { text: moneyText(row.invoiced, unit) },
              { text: moneyText(row.disputed, unit), tone: row.disputed > 0 ? ('over' as const) : ('' as const) },
              { text: moneyText(row.received, unit) },
              { text: moneyText(row.notInvoiced, unit) },
              { text: percent(row.benchmarkPercent) },
              { text: signedText(row.gapToBenchmark, unit) },
            ],
          }))}
        />
      </section>
      <div className="row wrap">
        <span className="small quiet">What if partners paid, per cent of the cost:</span>
        {jointFunding.partners.map((row) => (
          <div key={row.partner} className="row small">
            <span aria-hidden="true">{partnerNames[row.partner]}</span>
            <NumberEntry
              label={`${partnerNames[row.partner]}, per cent`}
              value={row.benchmarkPercent}
              minimum={0}
              maximum={100}
              text={percent(row.benchmarkPercent)}
              onChange={(value) => setBenchmarks((earlier) => ({ ...earlier, [row.partner]: value }))}
            />
          </div>
        ))}
      </div>
      {jointFunding.questioned.length > 0 ? (
        <section className="card notes" aria-label="Packages in question">
          <h2>In question</h2>
          <ul>
            {jointFunding.questioned.map((row) => (
              <li key={`${row.reference} ${row.reason}`}>
                {row.reference}: {row.reason}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
