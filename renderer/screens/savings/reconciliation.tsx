import { savingsTiles } from '../../../shared/headline/savings.ts';
import { sizeText } from '../../../shared/headline/sentence.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { HeadlineTiles } from '../../components/parts/tile.tsx';
import { useStore } from '../../state/store.ts';

/** Ratings against the target, and what they come to in the outturn. */
export function Reconciliation({ result }: { result: Forecast }) {
  const unit = useStore((state) => state.unit);
  const base = useStore((state) => state.base?.savings ?? null);
  const { savings } = result;
  const gap = savings.ratedLessTarget - savings.overDelivery;
  return (
    <>
      <HeadlineTiles tiles={savingsTiles(result, base, unit)} />
      {Math.abs(gap) >= 1 ? (
        <div className="banner">
          Red, amber, green and not assessed add up to {sizeText(gap, unit)} {gap < 0 ? 'less' : 'more'} than the
          target. Correct the ratings in RAG history.
        </div>
      ) : null}
    </>
  );
}
