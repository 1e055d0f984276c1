import { formatMoney, formatNumber, sayMoney } from '../../../shared/format/format.ts';
import { riskSentence, riskTiles } from '../../../shared/headline/risk.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { RangedFigure } from '../../../shared/scenario/outturn-risk.ts';
import { priceRiskKey } from '../../../shared/scenario/price-risk.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { NumberEntry } from '../../components/levers/number-entry.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { HeadlineTiles } from '../../components/parts/tile.tsx';
import { useOutturnRisk } from '../../state/outturn-risk.ts';
import { changeScenario } from '../../state/scenario.ts';
import { useStore } from '../../state/store.ts';
import { SimulationStatus } from '../demand/simulation-status.tsx';

/** How sure is the outturn: demand, prices, savings and pressures drawn together; P80, and the chance of an overspend. */
export function RiskView({ result }: { result: Forecast }) {
  const unit = useStore((state) => state.unit);
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const { risk, running, failure, simulation } = useOutturnRisk();
  const status = simulation ? (
    <div className="row wrap">
      <SimulationStatus simulation={simulation} method={result.method} />
    </div>
  ) : null;
  if (!risk)
    return (
      <>
        {status}
        {failure && !simulation ? (
          <StateView title="The risk could not be simulated">{failure.message}</StateView>
        ) : (
          <StateView busy={running} title="Simulating the outturn ten thousand times…">
            Children, prices, savings not yet confirmed and pressures vary together.
          </StateView>
        )}
      </>
    );
  const budget = result.total.currentBudget;
  const label = (at: number) => `${at} %`;
  // How much prices vary stands below, where it is set.
  const figureRow = (key: string, label: string, { figure, p10, p50, p90 }: RangedFigure) => ({
    key,
    label,
    cells: [figure, p10, p50, p90].map((pence) => ({ text: signedText(pence, unit), tone: toneOf(pence) })),
  });
  const notes = risk.notes.filter((note) => note.code !== 'price-risk').map(({ text }) => text);
  const finding = riskSentence(risk, unit).text;
  return (
    <>
      <HeadlineTiles tiles={riskTiles(risk, unit)} stale={running ? ['chance', 'p80', 'range', 'reserve'] : []} />
      {status}
      <div className="charts short tall">
        <LinesCard
          finding={finding}
          caption={`Variance against the current budget of ${sayMoney(budget)} that the outturn stays at or below, by chance; ${formatNumber(risk.draws)} simulated years, seed ${scenario?.seed ?? ''}, ${unitLabel[unit]}${running ? '; being brought up to date' : ''}`}
          head="Chance"
          labels={risk.percentiles.map((_, at) => label(at))}
          series={[
            { label: 'Variance', values: risk.percentiles, colour: '--accent' },
            {
              label: 'Forecast',
              values: risk.percentiles.map(() => risk.figure),
              colour: '--base',
              dashed: true,
            },
            { label: 'P80', values: risk.percentiles.map(() => risk.p80), colour: '--over', dashed: true },
          ]}
          everyLabel={10}
          format={(pence) => formatMoney(pence, unit)}
          axis={(pence) => formatMoney(pence, unit)}
        />
      </div>
      <section className="card table-card wide-names" aria-label="The forecast and the risk-weighted forecast">
        <FigureTable
          name={`Variance and the range of the same items, ${unitLabel[unit]}`}
          head="Figure"
          columns={[
            { key: 'figure', label: 'Variance' },
            { key: 'p10', label: 'P10', title: 'One time in ten it is below this' },
            { key: 'p50', label: 'P50', title: 'As often above as below' },
            { key: 'p90', label: 'P90', title: 'One time in ten it is above this' },
          ]}
          rows={[
            figureRow('forecast', 'The forecast', risk),
            figureRow(
              'weighted',
              'The risk-weighted forecast, with pressures not counted at their expected value',
              risk.riskWeighted,
            ),
          ]}
        />
        <p className="quiet small">
          Pressures not counted in the forecast: {sayMoney(risk.notCounted.expected)} expected,{' '}
          {sayMoney(risk.notCounted.worst)} at worst.
        </p>
      </section>
      <section className="card table-card wide-names" aria-label="Where the risk comes from">
        <FigureTable
          name={`Each source of risk alone, ${unitLabel[unit]}`}
          head="Source, the others unchanged"
          columns={[
            { key: 'p10', label: 'P10', title: 'One time in ten it is below this' },
            { key: 'mean', label: 'Mean' },
            { key: 'p90', label: 'P90', title: 'One time in ten it is above this' },
            { key: 'width', label: 'P10 to P90' },
          ]}
          rows={risk.components.map((part) => ({
            key: part.key,
            label: part.label,
            cells: [
              { text: signedText(part.p10, unit), tone: toneOf(part.p10) },
              { text: signedText(part.mean, unit), tone: toneOf(part.mean) },
              { text: signedText(part.p90, unit), tone: toneOf(part.p90) },
              { text: moneyText(part.p90 - part.p10, unit) },
            ],
          }))}
        />
      </section>
      {snapshot && scenario ? (
        <div className="row wrap small">
          <span aria-hidden="true">Prices a year ahead vary by (standard deviation)</span>
          <NumberEntry
            label="Standard deviation of prices, per cent"
            value={Math.round(risk.price.yearPercent * 10) / 10}
            minimum={0}
            maximum={50}
            text={`${formatNumber(risk.price.yearPercent, 1)} %`}
            onChange={(value) =>
              changeScenario(`set the price risk to ${value} %`, (before) => ({
                ...before,
                assumptions: { ...before.assumptions, [priceRiskKey]: value },
              }))
            }
          />
          <span className="quiet">{priceBasis[risk.price.basis]}; less the nearer the month</span>
        </div>
      ) : null}
      {notes.length > 0 ? <p className="quiet small">{notes.join('. ')}.</p> : null}
    </>
  );
}

const priceBasis = {
  set: 'as set here',
  'own history': 'measured from the council’s own prices',
  assumed: 'assumed: there are too few prices to measure it',
} as const;

/** No colour for what is shown as nothing: under half a thousand. */
const toneOf = (pence: number) => (Math.abs(pence) < 50_000 ? '' : tone(pence));
