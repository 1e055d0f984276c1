import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario, type Scenario, scenarioSchema, scenarioStatuses } from '../../../shared/model/scenario.ts';
import {
  changedScenario,
  lapsed,
  refuseApprovedChange,
  reopenScenario,
  signedText,
  signScenario,
} from '../../../shared/scenario/approval.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { assumptionLog, signOffText } from '../../../shared/scenario/sign-off.ts';
import { summariseForecast } from '../../../shared/scenario-file/document.ts';
import { noteTexts, smallCouncil } from './small-council.ts';

const draft = newScenario('Base', '2023/24', 9);
const signed = (scenario: Scenario, status: 'reviewed' | 'approved', role: string, person: string) =>
  signScenario(scenario, {
    status,
    role,
    person,
    at: '2024-01-10',
    reason: 'looked through',
    fingerprint: 'f'.repeat(64),
  });
const prepared = { ...draft, preparedBy: 'p.smart' };
const reviewed = signed(prepared, 'reviewed', 'Finance business partner', 'r.eader');
const approved = signed(reviewed, 'approved', 'Section 151 officer', 'a.pprover');
const lever = { ...newLever('price-uplift', 'p', '2024-01-01'), value: 3 };
const change = { person: 'p.smart', at: '2024-01-12', by: 'a change in the window' };

describe('sign-off', () => {
  test('goes from draft to reviewed to approved, each with its role, person, date, reason and what was signed', () => {
    expect(approved.status).toBe('approved');
    expect(approved.signOff?.map(({ status, role, person, note }) => [status, role, person, note])).toEqual([
      ['reviewed', 'Finance business partner', 'r.eader', 'looked through'],
      ['approved', 'Section 151 officer', 'a.pprover', 'looked through'],
    ]);
    expect(scenarioSchema.parse(approved)).toEqual(approved);
    expect(scenarioSchema.parse(draft)).toEqual(draft);
  });

  test('is said in one line, and by every forecast once it has been signed', () => {
    expect(signOffText(draft)).toBe('The scenario is a draft, neither reviewed nor approved');
    const line =
      'The scenario is approved: reviewed by Finance business partner on 10 Jan 2024; approved by Section 151 officer on 10 Jan 2024';
    expect(signOffText(approved)).toBe(line);
    expect(noteTexts(forecast(smallCouncil(), approved).notes)).toContain(line);
    expect(noteTexts(forecast(smallCouncil(), draft).notes).join()).not.toContain('reviewed');
    const step = { role: 'Section 151 officer', person: 'a.pprover', at: '2024-02-01', reason: 'pay award' };
    expect(signOffText(reopenScenario(approved, step))).toBe(
      'The scenario is a draft, neither reviewed nor approved: reopened by Section 151 officer on 1 Feb 2024 (pay award)',
    );
  });

  test('skips no state, needs a role and a reason, and three people in their roles', () => {
    expect(() => signed(prepared, 'approved', 'Section 151 officer', 'a.pprover')).toThrow('reviewed first');
    expect(() => signed(prepared, 'reviewed', ' ', 'r.eader')).toThrow('Say which role');
    const step = { status: 'reviewed', role: 'Partner', person: 'x', at: '2024-01-10', fingerprint: '' } as const;
    expect(() => signScenario(prepared, { ...step, reason: '  ' })).toThrow('Give the reason');
    expect(() => signed(prepared, 'reviewed', 'Partner', 'P.Smart ')).toThrow('prepared under this account');
    expect(() => signed(reviewed, 'approved', 'Section 151 officer', 'p.smart')).toThrow('prepared under this account');
    expect(() => signed(reviewed, 'approved', 'Section 151 officer', 'r.eader')).toThrow('reviewed under this account');
    expect(() => signed(reviewed, 'approved', 'finance business partner ', 'a.pprover')).toThrow(
      'another role approves',
    );
    expect(() => signed(approved, 'reviewed', 'Anyone', 'x')).toThrow('Reopen it');
    expect(() => reopenScenario(draft, { role: 'A', person: 'x', at: '2024-01-12', reason: 'why' })).toThrow(
      'draft already',
    );
    expect(() => reopenScenario(approved, { role: 'A', person: 'x', at: '2024-01-12', reason: '' })).toThrow('reason');
  });

  test('the window freezes what was approved; whatever changes it all the same makes a draft with the approval in its history', () => {
    expect(() => refuseApprovedChange(approved, { ...approved, levers: [lever] })).toThrow(
      'levers and assumptions are frozen',
    );
    expect(() => refuseApprovedChange(approved, { ...approved, notes: 'Taken to cabinet' })).not.toThrow();
    const changed = changedScenario(approved, { ...approved, levers: [lever] }, change);
    expect(changed).toMatchObject({ status: 'draft', preparedBy: 'p.smart' });
    expect(changed.signOff?.slice(0, 2)).toEqual(approved.signOff);
    expect(changed.signOff?.at(-1)).toMatchObject({ status: 'draft', role: 'Approval', person: 'p.smart' });
    expect(changedScenario(approved, { ...approved, notes: 'Taken to cabinet' }, change).status).toBe('approved');
    expect(lapsed(approved, change).status).toBe('draft');
    expect(lapsed(draft, change)).toBe(draft);
  });

  test('nobody signs by changing: whatever a change says of the sign-off is not taken', () => {
    const anything = fc.record({
      status: fc.constantFrom(...scenarioStatuses),
      preparedBy: fc.string({ maxLength: 20 }),
      signOff: fc.constant([{ status: 'approved', role: 'Forged', at: '2024-01-01', note: 'x' }]),
      levers: fc.constantFrom([], [lever]),
      notes: fc.string({ maxLength: 20 }),
      seed: fc.constantFrom(7, 8),
      period: fc.constantFrom(8, 9),
    });
    fc.assert(
      fc.property(fc.constantFrom(prepared, reviewed, approved), anything, (before, given) => {
        const after = changedScenario(before, { ...before, ...given } as unknown as Scenario, change);
        expect(JSON.stringify(after)).not.toContain('Forged');
        const same = given.levers.length === 0 && given.seed === before.seed && given.period === before.period;
        expect(after.status).toBe(same ? before.status : 'draft');
        expect(after.preparedBy).toBe('p.smart');
        expect(after.signOff?.slice(0, before.signOff?.length ?? 0) ?? []).toEqual(before.signOff ?? []);
        expect(scenarioSchema.safeParse(after).success).toBe(true);
      }),
    );
  });

  test('what is signed covers data, levers, assumptions and results, and neither name nor notes', () => {
    const content = { snapshotSha256: 'a', scenario: draft, results: null };
    const text = signedText(content);
    expect(signedText({ ...content, scenario: { ...draft, name: 'B', notes: 'n', status: 'approved' } })).toBe(text);
    for (const other of [
      { ...content, snapshotSha256: 'b' },
      { ...content, scenario: { ...draft, levers: [lever] } },
      { ...content, scenario: { ...draft, assumptions: { 'rag-amber': 1 } } },
      { ...content, scenario: { ...draft, seed: 8 } },
      { ...content, results: summariseForecast(forecast(smallCouncil(), draft), 7) },
    ]) {
      expect(signedText(other)).not.toBe(text);
    }
  });
});

describe('assumption log', () => {
  test('lists every assumption with its origin, what the scenario changes, and overdue reviews', () => {
    const snapshot = smallCouncil();
    const log = assumptionLog(
      {
        ...snapshot,
        assumptions: [
          {
            id: 1,
            key: 'rag-amber',
            value: 0.6,
            unit: 'share',
            source: 'board',
            ownerRole: 'Partner',
            confidence: 'low',
            review: '2024-01-01',
          },
        ],
      },
      { ...draft, assumptions: { 'rag-green': 0.9, 'rag-amber': 0.6 } },
      '2024-02-01',
    );
    const of = (key: string) => log.find((row) => row.key === key);
    expect(of('rag-amber')).toMatchObject({
      base: 0.6,
      value: 0.6,
      changed: false,
      origin: 'data',
      overdue: true,
      confidence: 'low',
      source: 'board',
    });
    expect(of('rag-green')).toMatchObject({ base: 1, value: 0.9, changed: true, origin: 'scenario', overdue: false });
    expect(of('discount-rate')).toMatchObject({ base: 3.5, value: 3.5, origin: 'default', unit: '%' });
    expect(log.map((row) => row.key)).toEqual([...log.map((row) => row.key)].sort());
  });
});
