import { ChooseMany } from '../../../renderer/components/levers/choose-many.tsx';
import { groupTargets } from '../../../renderer/components/levers/targets.ts';
import { sample } from '../sample-scenario.ts';
import { Kept, type States } from '../states.tsx';

export const states: States = {
  'None chosen means all': {
    show: () => (
      <Kept<readonly string[]> start={[]}>
        {(chosen, keep) => (
          <ChooseMany label="Groups" all="All groups" targets={groupTargets(sample)} chosen={chosen} onChange={keep} />
        )}
      </Kept>
    ),
  },
};
