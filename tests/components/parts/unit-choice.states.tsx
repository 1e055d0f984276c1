import { UnitChoice } from '../../../renderer/components/parts/unit-choice.tsx';
import type { States } from '../states.tsx';

export const states: States = { 'Thousands at first': { show: () => <UnitChoice /> } };
