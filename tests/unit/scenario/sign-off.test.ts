import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/model/lever.ts';
import { newScenario, type Scenario, scenarioSchema } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import {
  assumptionLog,
  refuseApprovedChange,
  reopenScenario,
  signOff,
  signOffText,
} from '../../../shared/scenario/sign-off.ts';
import { noteTexts, smallCouncil } from './small-council.ts';

const draft = newScenario('Base', '2023/24', 9);
const by = (status: Scenario['status'], role: string) => ({ status, role, at: '2024-01-10', note: '' });
const reviewed = signOff(draft, by('reviewed', 'Finance business partner'));
const approved = signOff(reviewed, by('approved', 'Section 151 officer'));

describe('sign-off', () => {
  test('goes from draft to reviewed to approved, each with its role and date', () => {
    expect(approved.status).toBe('approved');
    expect(approved.signOff?.map(({ status, role, at }) => [status, role, at])).toEqual([
      ['reviewed', 'Finance business partner', '2024-01-10'],
      ['approved', 'Section 151 officer', '2024-01-10'],
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
    expect(signOffText(reopenScenario(approved, 'Section 151 officer', '2024-02-01', 'pay award'))).toBe(
      'The scenario is a draft, neither reviewed nor approved: reopened by Section 151 officer on 1 Feb 2024 (pay award)',
    );
  });

  test('skips no state, needs a role, and one role does not sign twice', () => {
    expect(() => signOff(draft, by('approved', 'Section 151 officer'))).toThrow('reviewed first');
    expect(() => signOff(draft, by('reviewed', ' '))).toThrow('Say which role');
    expect(() => signOff(reviewed, by('approved', 'finance business partner '))).toThrow('another role approves');
    expect(() => signOff(approved, by('reviewed', 'Anyone'))).toThrow('Reopen it');
  });

  test('an approved scenario is frozen until it is reopened with a reason', () => {
    const lever = { ...newLever('price-uplift', 'p', '2024-01-01'), value: 3 };
    expect(() => refuseApprovedChange(approved, { ...approved, levers: [lever] })).toThrow(
      'levers and assumptions are frozen',
    );
    expect(() => refuseApprovedChange(approved, { ...approved, assumptions: { 'rag-amber': 1 } })).toThrow('frozen');
    expect(() => refuseApprovedChange(approved, { ...approved, status: 'draft' })).toThrow('frozen');
    expect(() => refuseApprovedChange(approved, { ...approved, notes: 'Taken to cabinet' })).not.toThrow();
    expect(() => refuseApprovedChange(reviewed, { ...reviewed, levers: [lever] })).not.toThrow();
    expect(() => reopenScenario(approved, 'Section 151 officer', '2024-01-12', '')).toThrow('reason');
    const reopened = reopenScenario(approved, 'Section 151 officer', '2024-01-12', 'late pay award');
    expect(reopened).toMatchObject({ status: 'draft' });
    expect(reopened.signOff?.at(-1)).toMatchObject({ status: 'draft', note: 'late pay award' });
    expect(() => refuseApprovedChange(approved, reopened)).not.toThrow();
    expect(() => reopenScenario(draft, 'Anyone', '2024-01-12', 'why')).toThrow('draft already');
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
