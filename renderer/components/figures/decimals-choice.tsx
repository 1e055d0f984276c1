import { formatNumber } from '../../../shared/format/format.ts';
import { childrenText } from '../../../shared/headline/demand.ts';
import { setDecimals, useStore } from '../../state/store.ts';

/** How children are written: whole, or with the decimal they are worked out with where the officer asks for it. */
export function useChildren(): (children: number) => string {
  const decimals = useStore((state) => state.decimals);
  return decimals ? (children) => formatNumber(children, 1) : childrenText;
}

export function DecimalsChoice() {
  const decimals = useStore((state) => state.decimals);
  return (
    <label className="row small">
      <input type="checkbox" checked={decimals} onChange={(event) => setDecimals(event.target.checked)} />
      One decimal
    </label>
  );
}
