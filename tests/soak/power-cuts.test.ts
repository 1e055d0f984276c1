import { expect, test } from 'vitest';
import { cutPower, missed, powerModes, record } from '../support/power-cut/run.ts';
import { canTrace } from '../support/power-cut/trace.ts';

const states = 500 / powerModes.length;

test.skipIf(!canTrace()).each(powerModes)(
  `${states} power cuts during %s, and as many without flushes`,
  async (mode) => {
    const recording = await record(mode, 8, 2026);
    expect(missed(recording)).toEqual([]);
    const found = await cutPower(recording, states, 2026);
    const control = await cutPower(recording, states, 2026, false);
    const caught = control.lost.length + control.torn.length;
    console.log(`power cuts during ${mode}, seed 2026`, JSON.stringify(found), `without flushes ${caught} found`);
    expect(found).toMatchObject({ states, lost: [], torn: [] });
    expect(found.answered).toBeGreaterThan(states / 4);
    expect(caught).toBeGreaterThan(states / 10);
  },
);
