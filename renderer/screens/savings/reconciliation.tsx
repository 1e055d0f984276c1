import { sayMoney } from '../../../shared/format/format.ts';
import type { SavingsForecast } from '../../../shared/model/forecast.ts';
import { moneyText, signedText, tone } from '../../components/parts/money.ts';
import { Tile } from '../../components/parts/tile.tsx';
import { useStore } from '../../state/store.ts';

/** Ratings against the target, and what they come to in the outturn. */
export function Reconciliation(props: { savings: SavingsForecast }) {
  const unit = useStore((state) => state.unit);
  const base = useStore((state) => state.base?.savings);
  const { savings } = props;
  const gap = savings.ratedLessTarget - savings.overDelivery;
  const change = base ? savings.slippage - base.slippage : 0;
  return (
    <>
      <section className="tiles" aria-label="Headline figures">
        <Tile label="Target" value={moneyText(savings.target, unit)}>
          <span className="quiet">
            {savings.overDelivery > 0 ? `${sayMoney(savings.overDelivery)} over-delivery` : 'of the year'}
          </span>
        </Tile>
        <Tile label="Green" value={moneyText(savings.green, unit)} tone="under">
          <span className="quiet">● sure</span>
        </Tile>
        <Tile label="Amber" value={moneyText(savings.amber, unit)}>
          <span className="quiet">▲ weighted</span>
        </Tile>
        <Tile label="Red" value={moneyText(savings.red, unit)} tone="over">
          <span className="quiet">■ not expected</span>
        </Tile>
        <Tile label="Expected" value={moneyText(savings.expected, unit)}>
          <span className="quiet">of {moneyText(savings.planned, unit)} planned this year</span>
        </Tile>
        <Tile label="Slippage" value={signedText(savings.slippage, unit)} tone={tone(savings.slippage)}>
          {change === 0 ? (
            <span className="quiet">in the outturn once</span>
          ) : (
            <span className={tone(change)}>
              {change > 0 ? '▲' : '▼'} {sayMoney(Math.abs(change))} on base
            </span>
          )}
        </Tile>
      </section>
      {Math.abs(gap) >= 1 ? (
        <div className="banner">
          Red, amber, green and not assessed come to {sayMoney(Math.abs(gap))} {gap < 0 ? 'less' : 'more'} than the
          target. Settle the ratings in RAG history.
        </div>
      ) : null}
    </>
  );
}
