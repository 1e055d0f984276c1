import { ScreenHead } from '../../../renderer/components/parts/screen-head.tsx';
import { UnitChoice } from '../../../renderer/components/parts/unit-choice.tsx';
import type { States } from '../states.tsx';

export const states: States = {
  'With its choices': {
    show: () => (
      <ScreenHead title="Outturn" description="P9 2023/24">
        <UnitChoice />
      </ScreenHead>
    ),
  },
};
