import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../../db/store.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';

export const fixedClock = () => new Date('2024-02-10T09:00:00.000Z');

/** A folder of its own for a test, removed afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in a folder of its own, closed afterwards. */
export async function temporaryStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  const folder = temporaryFolder();
  const store = await openStore(join(folder, 'workspace.sqlite'), {
    clock: fixedClock,
    backupFolder: join(folder, 'backups'),
    who: 'tester',
    ...options,
  });
  onTestFinished(() => store.close());
  return store;
}

/** Two funders, two lines, one saving, one pressure, one group, one placement with a price. */
export function smallSnapshot(): Snapshot {
  const year = '2023/24';
  const line = {
    year,
    service: 'placements' as const,
    profile: null,
    method: 'placements' as const,
    funding: 'shared' as const,
    block: null,
    recurring: 1 as const,
  };
  return {
    ...emptySnapshot('Northshire', '2023-12-31'),
    funders: [
      { id: 1, code: 'A', name: 'Northshire' },
      { id: 2, code: 'B', name: 'Southshire' },
    ],
    funderShares: [
      { id: 1, funderCode: 'A', from: '2023-04-01', shareBasisPoints: 4416 },
      { id: 2, funderCode: 'B', from: '2023-04-01', shareBasisPoints: 5584 },
    ],
    budgetLines: [
      {
        id: 1,
        ...line,
        code: 'PLC',
        name: 'Placements',
        grossBudgetPence: 4_000_000_00,
        incomeBudgetPence: 0,
        position: 1,
      },
      {
        id: 2,
        ...line,
        code: 'STF',
        name: 'Staffing',
        grossBudgetPence: 9_000_000_00,
        incomeBudgetPence: -50_00,
        position: 2,
      },
    ],
    placementGroups: [
      {
        id: 1,
        code: 'IFA',
        name: 'Fostering – agency',
        careType: 'fostering',
        modelled: 1,
        lineName: null,
        position: 1,
      },
    ],
    placements: [
      {
        id: 7,
        reference: 'P1',
        childKey: 'ck1-0000',
        birthMonth: '2012-05-01',
        birthDate: null,
        uasc: 0,
        groupCode: 'IFA',
        provider: null,
        route: 'framework',
        start: '2023-05-04',
        end: null,
        expectedEnd: null,
        area: null,
        unitCode: null,
        shortBreak: 0,
        endReason: null,
      },
    ],
    placementPrices: [
      { id: 1, placementReference: 'P1', from: '2023-05-04', weeklyPence: 950_00, educationPence: 0, healthPence: 0 },
    ],
    savings: [
      {
        id: 1,
        year,
        reference: 'S1',
        name: 'Step down from residential',
        lineCode: 'PLC',
        programme: null,
        class: 'saving',
        targetPence: 100_000_00,
        fullYearEffectPence: 120_000_00,
        basis: 'in-year',
        recurring: 1,
        startPeriod: 3,
        delayMonths: 0,
        rampMonths: 0,
        rampShape: 'straight',
        deliveryPercent: 62.5,
        ownerRole: null,
        note: null,
      },
    ],
  };
}
