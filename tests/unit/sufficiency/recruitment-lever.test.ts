import { expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const scenario = newScenario('Base', '2023/24', 9);
const snapshot = sampleSnapshot();
const more = { ...newLever('recruitment', 'r', '2023-04-01'), value: 100 };
const last = (made: ReturnType<typeof forecast>, group: string) =>
  made.placements.months.at(-1)?.groups.find((cell) => cell.group === group)?.stock ?? 0;

test('twice the enquiries move children from agencies into new in-house places, and with them the price', () => {
  const [base, recruited] = [forecast(snapshot, scenario), forecast(snapshot, { ...scenario, levers: [more] })];
  const gained = last(recruited, 'FOSTER-INHOUSE') - last(base, 'FOSTER-INHOUSE');
  expect(gained).toBeGreaterThan(10);
  expect(last(base, 'FOSTER-IFA') - last(recruited, 'FOSTER-IFA')).toBeGreaterThan(10);
  expect(recruited.total.outturn).toBeLessThan(base.total.outturn);
  // It is the carers lever of 19 approvals a year, six months later: the pipeline says no days in stage.
  const carers = { ...newLever('carers', 'r', '2023-10-01'), value: 19 };
  const same = forecast(snapshot, { ...scenario, levers: [carers] });
  expect(same.total.outturn).toBe(recruited.total.outturn);
});

test('without a year of enquiries and approvals it does nothing, and says so', () => {
  const bare = { ...snapshot, fosteringPipeline: [] };
  const made = forecast(bare, { ...scenario, levers: [more] });
  expect(made.total.outturn).toBe(forecast(bare, scenario).total.outturn);
  expect(made.notes.map(({ text }) => text).join(' ')).toContain('no year of enquiries with approvals is held');
});
