import { Tile } from '../../../renderer/components/parts/tile.tsx';
import type { States } from '../states.tsx';

export const states: States = {
  Overspend: {
    show: () => (
      <Tile label="Variance" value="+£3.21m" tone="over">
        2.1 % of the current budget
      </Tile>
    ),
  },
};
