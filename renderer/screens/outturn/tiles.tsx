import { formatMoney, formatNumber, formatShare, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { moneyText, signedText, tone } from '../../components/parts/money.ts';
import { Tile } from '../../components/parts/tile.tsx';
import type { RiskState } from '../../state/outturn-risk.ts';
import { useStore } from '../../state/store.ts';

/** A change against the base in words and with an arrow, so that colour is not the only sign. */
function Change(props: { pence: number }) {
  const unit = useStore((state) => state.unit);
  if (props.pence === 0) return <span className="quiet">as base</span>;
  return (
    <span className={tone(props.pence)}>
      {props.pence > 0 ? '▲' : '▼'} {moneyText(Math.abs(props.pence), unit)}{' '}
      {props.pence > 0 ? 'over base' : 'under base'}
    </span>
  );
}

/** The 80 % range of the variance in £m; while it is drawn, how far it is. */
function LikelyRange({ state }: { state: RiskState }) {
  const { risk, stale, running, failure, simulation } = state;
  const { done, total } = simulation?.running ?? { done: 0, total: null };
  const progress = total ? `drawing, ${Math.round((100 * done) / total)} %` : running ? 'drawing…' : null;
  if (!risk)
    return (
      <Tile label="Likely range" value="–">
        <span className="quiet">{failure ? 'could not be drawn' : (progress ?? 'not drawn')}</span>
      </Tile>
    );
  const [low, high] = [formatMoney(risk.p10, 'millions', 1), formatMoney(risk.p90, 'millions', 1)];
  return (
    <Tile label="Likely range" value={`${risk.p10 < 0 ? `${low} to ${high}` : `${low}–${high}`}m`}>
      <span className="quiet">
        {progress ??
          (stale
            ? 'before the last change'
            : risk.notCounted.expected === 0
              ? '8 draws in 10 end here'
              : `8 draws in 10; pressures not counted add ${sayMoney(risk.notCounted.expected)} by their odds`)}
      </span>
    </Tile>
  );
}

/** The figures an officer is asked for first. */
export function Tiles(props: { result: Forecast; base: Forecast; risk: RiskState }) {
  const unit = useStore((state) => state.unit);
  const { result, base, risk } = props;
  const total = result.total;
  const share = total.currentBudget === 0 ? null : (100 * total.variance) / total.currentBudget;
  const shares = result.funders.map((funder) => `${funder.name} ${formatShare(funder.shareBasisPoints)}`).join(', ');
  // The first word of a funder's name where that tells them apart: North, West; else its code.
  const first = (name: string) => name.split(' ')[0] ?? name;
  const apart = new Set(result.funders.map((funder) => first(funder.name))).size === result.funders.length;
  const brief = (funder: { code: string; name: string }) => (apart ? first(funder.name) : funder.code);
  return (
    <section className="tiles" aria-label="Headline figures">
      <Tile label="Current budget" value={moneyText(total.currentBudget, unit)}>
        <span className="quiet">
          {total.agreedChanges === 0 ? 'no changes agreed' : `${signedText(total.agreedChanges, unit)} agreed in year`}
        </span>
      </Tile>
      <Tile label="Forecast outturn" value={moneyText(total.outturn, unit)}>
        <Change pence={total.outturn - base.total.outturn} />
      </Tile>
      <Tile label="Variance" value={signedText(total.variance, unit)} tone={tone(total.variance)}>
        <span className="quiet">
          {share === null
            ? 'no budget'
            : `${formatNumber(Math.abs(share), 1)} % ${total.variance > 0 ? 'over' : 'under'} budget`}
        </span>
      </Tile>
      <Tile label="Net variance" value={signedText(total.netVariance, unit)} tone={tone(total.netVariance)}>
        <span className="quiet" {...(shares ? { title: `Shared ${shares}` } : {})}>
          {total.agreedInvestment === 0 ? '' : `after ${sayMoney(total.agreedInvestment)} agreed · `}
          {result.funders.map((funder) => `${brief(funder)}\u00a0${moneyText(funder.netVariance, unit)}`).join(' · ') ||
            'no funders held'}
        </span>
      </Tile>
      {result.period < 12 ? <LikelyRange state={risk} /> : null}
    </section>
  );
}
