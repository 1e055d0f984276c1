import { expect, test } from 'vitest';
import { killModes } from '../../support/after-kill.ts';
import { killWhile } from '../../support/kills.ts';

/** The short run; `npm run soak` does 500. The modes run beside each other: most of each is waiting. */
test.concurrent.each(killModes)(
  'kills during %s: whole files, and every acknowledged change is there',
  async (mode) => {
    const count = mode === 'open' ? 1 : 2;
    const result = await killWhile(mode, count, 31);
    console.log('kills', JSON.stringify(result));
    expect(result).toMatchObject({ kills: count, lost: [], torn: [] });
  },
);
