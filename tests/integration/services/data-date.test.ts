import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { patchSnapshot } from '../../../shared/model/patch-snapshot.ts';
import { startedServices, temporaryFolder } from './services-helpers.ts';

test('an edit that moves the data date says to when, and nothing else need be read again', async () => {
  const { handlers, close } = startedServices(join(temporaryFolder(), 'profile'));
  onTestFinished(close);
  const [begun, later] = ['2023-06-01', '2023-11-30'];
  const values = {
    ...{ reference: 'P1', childKey: 'a', birthMonth: '2012-05-01', uasc: 0, groupCode: 'IFA', provider: 'One' },
    ...{ route: 'spot', start: begun, end: null, area: '', shortBreak: 0 },
  };
  const group = { code: 'IFA', name: 'Agency fostering', careType: 'fostering', modelled: 1, position: 1 };
  const insert = await handlers.applyEdits({
    edits: [
      { op: 'insert', register: 'placementGroups', values: group },
      { op: 'insert', register: 'placements', values },
    ],
    why: null,
  });
  expect(insert).toMatchObject({ dataDate: begun });
  const before = await handlers.snapshot({});
  const id = before.placements[0]?.id ?? 0;
  const update = (values: Record<string, string>) =>
    handlers.applyEdits({ edits: [{ op: 'update', register: 'placements', id, values }], why: null });

  const moved = await update({ end: later });
  expect(moved).toMatchObject({ dataDate: later });
  expect(moved).not.toHaveProperty('beyond');
  expect(await handlers.snapshot({})).toEqual({ ...patchSnapshot(before, moved.changed), dataDate: later });
  expect(await update({ provider: 'Another' })).not.toHaveProperty('dataDate');
  // Back and forth again.
  await handlers.undo({});
  expect(await handlers.undo({})).toMatchObject({ dataDate: begun });
  expect(await handlers.redo({})).toMatchObject({ dataDate: later });
});
