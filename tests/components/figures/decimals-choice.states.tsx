import { DecimalsChoice, useChildren } from '../../../renderer/components/figures/decimals-choice.tsx';
import type { States } from '../states.tsx';

function Chosen() {
  const children = useChildren();
  return (
    <>
      <DecimalsChoice />
      <p data-testid="children">{children(172.6)}</p>
    </>
  );
}

export const states: States = { 'Whole at first': { show: () => <Chosen /> } };
