import { expect, test } from 'vitest';
import { leverMatches } from '../../../shared/levers/lever-search.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { leverKinds } from '../../../shared/model/lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { leverTemplates } from '../../../shared/scenario/lever-templates.ts';
import { smallCouncil } from './small-council.ts';

const snapshot = smallCouncil();
const scenario = newScenario('Base', '2023/24', 6);
const base = forecast(snapshot, scenario);

test.each([
  ['demand', 'entrants-percent'],
  ['slip', 'saving-delay'],
  ['growth', 'entrants-percent'],
  ['inflation', 'price-uplift'],
  ['step down', 'moves'],
  ['occupancy', 'utilisation'],
  ['Price UPLIFT', 'price-uplift'],
] as const)('“%s” finds %s', (typed, kind) => {
  expect(leverKinds.filter((each) => leverMatches(each, typed))).toContain(kind);
});

test('every ready-made lever can be forecast, and those that act say what they change', () => {
  const made = leverTemplates(snapshot, '2023/24');
  expect(made.map(({ key }) => key)).toContain('savings-quarter');
  for (const { kind, start } of made) {
    const lever = { ...newLever(kind, 'x', '2024-01-01'), ...start };
    expect(Number.isInteger(forecast(snapshot, { ...scenario, levers: [lever] }).total.outturn)).toBe(true);
  }
  expect(leverTemplates({ ...snapshot, savings: [], pressures: [], placements: [] }, '2023/24')).toEqual([]);
});

test('a lever on several savings is the same as one on each of them, and one on all as one on every one', () => {
  const own = snapshot.savings.filter(({ year }) => year === '2023/24').map(({ reference }) => reference);
  const delay = (reference: string | null, references?: string[]) => ({
    ...newLever('saving-delay', `${reference}`, '2023-10-01'),
    ...{ value: 3, reference },
    ...(references ? { references } : {}),
  });
  const outturn = (levers: ReturnType<typeof delay>[]) => forecast(snapshot, { ...scenario, levers }).total.outturn;
  const each = outturn(own.map((reference) => delay(reference)));
  expect(own.length).toBeGreaterThan(1);
  expect(each).not.toBe(base.total.outturn);
  expect(outturn([delay(null, own)])).toBe(each);
  expect(outturn([delay(null, [])])).toBe(each);
  // One that names a saving nobody has is refused, not ignored.
  expect(() => outturn([delay(null, ['NONE'])])).toThrow(/“NONE”/);
  // One that names nothing at all still does nothing and says so.
  expect(outturn([delay(null)])).toBe(base.total.outturn);
});
