import { expect, test } from 'vitest';
import type { IssuedPeriod } from '../../../shared/model/forecast.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { monthEnd } from '../../../shared/scenario/month-end.ts';
import { smallCouncil } from './small-council.ts';

const year = '2023/24';
const snapshot = smallCouncil();
const at = '2024-01-10T09:00:00Z';

function steps(more: Partial<Parameters<typeof monthEnd>[0]> = {}, period = 9, data = snapshot) {
  const scenario = newScenario('P9', year, period);
  const result = forecast(data, scenario);
  const made = monthEnd({
    ...{ snapshot: data, scenario, result, findings: [], issued: [], lastImport: at, lastExport: null },
    ...more,
  });
  return Object.fromEntries(made.map((step) => [step.key, step]));
}
const issue = (reopenedAt: string | null) =>
  ({
    year,
    period: 9,
    at,
    who: 'a.tester',
    reopenedAt,
    reopenedWho: 'b.tester',
    reopenedWhy: 'late invoice',
  }) as IssuedPeriod;

test('a month that is complete may be issued; who and when stand beside what is done', () => {
  expect(steps()).toMatchObject({
    import: { state: 'done', at },
    reconcile: { state: 'done' },
    check: { state: 'done' },
    issue: { state: 'open' },
    publish: { state: 'later' },
    'roll-forward': { state: 'later' },
  });
  expect(steps({ issued: [issue(null)], lastExport: '2024-01-10T10:00:00Z' })).toMatchObject({
    issue: { state: 'done', who: 'a.tester', at },
    publish: { state: 'done' },
  });
  // What was written before the issue is not what was issued.
  expect(steps({ issued: [issue(null)], lastExport: '2024-01-09T10:00:00Z' }).publish?.state).toBe('open');
});

test('a period reopened is open again with its reason, and everything after it waits', () => {
  const open = steps({ issued: [issue('2024-01-12T09:00:00Z')] });
  expect(open.issue).toMatchObject({ state: 'open', about: 'reopened: late invoice', who: 'b.tester' });
  expect(open.publish?.state).toBe('later');
});

test('no step that would misstate a figure can be passed over: a month or a line that is missing holds the issue', () => {
  expect(steps({}, 10)).toMatchObject({
    import: { state: 'open' },
    reconcile: { state: 'later' },
    issue: { state: 'later' },
  });
  const lacking = {
    ...snapshot,
    actuals: snapshot.actuals.filter((row) => !(row.lineCode === 'STAFF' && row.period === 9)),
  };
  const gap = steps({}, 9, lacking);
  expect(gap).toMatchObject({ import: { state: 'done' }, reconcile: { state: 'open' }, issue: { state: 'later' } });
  expect(gap.reconcile?.about).toContain('P9');
});
