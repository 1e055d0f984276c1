import { LeversPanel } from '../../../renderer/components/levers/levers-panel.tsx';
import { get, set } from '../../../renderer/state/store.ts';
import { openSample } from '../sample-scenario.ts';
import type { States } from '../states.tsx';

export const states: States = {
  'Four levers, one off': {
    before: () => {
      openSample();
      set({ effects: { a: 91_000_000, b: -38_000_000, c: 12_500_000 } });
    },
    show: () => <LeversPanel />,
  },
  'No lever yet': {
    before: () => {
      openSample();
      const { open, base } = get();
      if (open) set({ open: { ...open, scenario: { ...open.scenario, levers: [] } }, result: base });
    },
    show: () => <LeversPanel />,
  },
  'Effects being worked out': { before: openSample, show: () => <LeversPanel /> },
};
