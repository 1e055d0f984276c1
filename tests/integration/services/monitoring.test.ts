import { expect, onTestFinished, test } from 'vitest';
import { startedServices, temporaryFolder } from './services-helpers.ts';

test('the window issues a period, is refused its actuals, and reopens it for a reason', async () => {
  const { handlers, close } = startedServices(temporaryFolder());
  onTestFinished(close);
  await handlers.sampleLoad({});
  await expect(handlers.periodIssue({})).rejects.toMatchObject({ code: 'checks-open' });
  const issued = await handlers.periodIssue({ why: 'The scores are for the risk manager' });
  expect(issued).toMatchObject({ year: '2023/24', period: 9, reopenedAt: null });
  const snapshot = await handlers.snapshot({});
  const actual = snapshot.actuals.find((row) => row.year === '2023/24' && row.period === 9);
  const edit = {
    op: 'update' as const,
    register: 'actuals' as const,
    id: actual?.id ?? 0,
    values: { expenditurePence: 1 },
  };
  await expect(handlers.applyEdits({ edits: [edit], why: null })).rejects.toMatchObject({ code: 'period-issued' });
  expect(await handlers.snapshot({})).toEqual(snapshot);
  await handlers.periodReopen({ year: '2023/24', period: 9, why: 'late invoice' });
  await expect(handlers.applyEdits({ edits: [edit], why: null })).resolves.toMatchObject({
    changed: [{ register: 'actuals' }],
  });
  expect(await handlers.issuedPeriods({})).toMatchObject([
    { id: issued.id, reopenedWhy: 'late invoice', document: { period: 9 } },
  ]);
});
