import { expect, test } from 'vitest';
import { cutPower, missed, powerModes, record } from '../../support/power-cut/run.ts';
import { canTrace } from '../../support/power-cut/trace.ts';

/** The short run; `npm run soak` does 500 states. Needs strace, which sees every call however it is made. */
test.skipIf(!canTrace()).concurrent.each(powerModes)(
  'a power cut during %s loses nothing that was answered; without flushes the same cuts are caught',
  { timeout: 240_000 },
  async (mode) => {
    const states = mode === 'migrate' ? 9 : 15;
    const recording = await record(mode, 3, 7);
    expect(missed(recording)).toEqual([]);
    const found = await cutPower(recording, states, 7);
    const control = await cutPower(recording, states, 7, false);
    console.log('power cuts', JSON.stringify(found), 'without flushes', control.lost.length + control.torn.length);
    expect(found).toMatchObject({ states, lost: [], torn: [] });
    expect(found.answered).toBeGreaterThan(0);
    expect(control.lost.length + control.torn.length).toBeGreaterThan(0);
  },
);
