import { expect, onTestFinished, test } from 'vitest';
import { newLever } from '../../../shared/model/lever.ts';
import { reopenScenario, signOff } from '../../../shared/scenario/sign-off.ts';
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

test('an approved scenario keeps its levers until it is reopened', async () => {
  const { handlers, close } = startedServices(temporaryFolder());
  onTestFinished(close);
  await handlers.sampleLoad({});
  const { scenario } = await handlers.scenarioCurrent({});
  const step = (status: 'reviewed' | 'approved', role: string) => ({ status, role, at: '2024-02-10', note: '' });
  const approved = signOff(signOff(scenario, step('reviewed', 'Partner')), step('approved', 'Section 151 officer'));
  await handlers.scenarioUpdate({ scenario: approved });
  const levers = [{ ...newLever('price-uplift', 'l', '2024-01-01'), value: 2 }];
  await expect(handlers.scenarioUpdate({ scenario: { ...approved, levers } })).rejects.toMatchObject({
    code: 'scenario-approved',
  });
  const reopened = reopenScenario(approved, 'Section 151 officer', '2024-02-11', 'pay award');
  await handlers.scenarioUpdate({ scenario: reopened });
  expect((await handlers.scenarioUpdate({ scenario: { ...reopened, levers } })).scenario.levers).toHaveLength(1);
});
