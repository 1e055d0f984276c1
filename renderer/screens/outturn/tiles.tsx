import { outturnTiles, sharesText } from '../../../shared/headline/outturn.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { HeadlineTiles } from '../../components/parts/tile.tsx';
import type { RiskState } from '../../state/outturn-risk.ts';
import { useStore } from '../../state/store.ts';

/** The figures an officer is asked for first. */
export function Tiles(props: { result: Forecast; base: Forecast; risk: RiskState }) {
  const unit = useStore((state) => state.unit);
  const { result, base, risk } = props;
  const { done, total } = risk.simulation?.running ?? { done: 0, total: null };
  const range = {
    risk: risk.risk,
    stale: risk.stale,
    running: risk.running,
    failed: risk.failure !== null,
    done: total ? done / total : null,
  };
  const shares = sharesText(result);
  return (
    <HeadlineTiles
      tiles={outturnTiles(result, base, range, unit)}
      stale={risk.stale || risk.running ? ['range'] : []}
      titles={shares ? { 'net-variance': `Shared ${shares}` } : {}}
    />
  );
}
