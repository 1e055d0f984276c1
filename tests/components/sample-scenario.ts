import sample from 'virtual:sample-council';
import { set } from '../../renderer/state/store.ts';
import { newLever } from '../../shared/levers/new-lever.ts';
import type { Forecast } from '../../shared/model/forecast.ts';
import { newScenario, type Scenario } from '../../shared/model/scenario.ts';
import { forecast } from '../../shared/scenario/forecast.ts';

export { sample };

/** A what-if on the sample council: prices up, entrants down, a saving late, and a lever that is off. */
export function sampleScenario(): Scenario {
  const made = newScenario('Step-down and slower savings', '2023/24', 9);
  made.levers = [
    { ...newLever('price-uplift', 'a', '2024-01-01'), name: 'Residential price', value: 4 },
    { ...newLever('entrants-percent', 'b', '2024-01-01'), name: 'Fewer entrants', value: -8, rampMonths: 3 },
    { ...newLever('saving-delay', 'c', '2024-01-01'), name: 'Savings start later', value: 3 },
    { ...newLever('one-off', 'd', '2024-01-01'), name: 'Legal costs', value: 120_000, on: false },
  ];
  return made;
}

let made: { base: Forecast; result: Forecast } | null = null;

/** The base and the what-if, forecast once for all states. */
export function sampleForecasts(): { base: Forecast; result: Forecast } {
  const scenario = sampleScenario();
  made ??= { base: forecast(sample, { ...scenario, levers: [] }), result: forecast(sample, scenario) };
  return made;
}

/** Puts the sample council and the what-if into the store, as the window has them once they are open. */
export function openSample(): void {
  const open = {
    id: 'sample',
    scenario: sampleScenario(),
    fileName: 'Step-down and slower savings.outturn',
    unsaved: false,
    savedAt: null,
    dataNotice: null,
  };
  set({ stage: 'ready', snapshot: sample, open: open as never, ...sampleForecasts() });
}
