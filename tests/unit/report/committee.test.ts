import { expect, test } from 'vitest';
import { type PackText, registers } from '../../../shared/model/registers.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { audienceInformation } from '../../../shared/report/audience.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { redacted } from '../../../shared/report/committee.ts';
import { audiences } from '../../../shared/report/document.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { rows } from '../scenario/small-council.ts';

const given = (part: PackText['part'], text: string, more: Partial<PackText> = {}): Partial<PackText> => ({
  ...{ audience: 'all', part, year: '2023/24', period: 9, position: 1, text, exempt: 0 },
  ...more,
});
const texts = rows('packTexts', [
  given('climate', 'None.'),
  given('recommendations', 'Members are asked to note the forecast.'),
  given('issues and choices', 'The price of one provider is 9,999.', { exempt: 1 }),
  given('financial', 'As set out.'),
  given('next steps', 'Provisional outturn in May 2024.'),
  given('background', 'For scrutiny only.', { audience: 'scrutiny' }),
  given('legal', 'Of another period.', { period: 8 }),
]);
const input = {
  ...{ forecast: forecast(sampleSnapshot(), newScenario('Base', '2023/24', 9)), base: null, interval: null, risks: [] },
  ...{ scenario: newScenario('Base', '2023/24', 9), findings: [], groupNames: {}, preparedOn: '2024-02-10', texts },
};

test('officers’ texts stand round the figures in the order of a committee’s paper, for their audience and period', () => {
  const titles = buildReport(input, 'scrutiny').sections.map(({ title }) => title);
  expect(titles.slice(0, 6)).toEqual([
    ...['Purpose', 'Executive summary', 'Recommendations', 'Background', 'Issues and choices', 'Forecast outturn'],
  ]);
  expect(titles.slice(-2)).toEqual(['Next steps', 'Implications']);
  const implied = buildReport(input, 'strategic').sections.find(({ title }) => title === 'Implications');
  expect(
    implied?.blocks.map((block) =>
      block.kind === 'table' || block.kind === 'chart' ? '' : 'text' in block ? block.text : '',
    ),
  ).toEqual([...['Financial', 'As set out.', 'Climate', 'None.']]);
});

test.each(audiences)(
  '%s: an exempt paragraph is in the exempt paper, and in its public twin only a notice',
  (audience) => {
    const said = JSON.stringify(buildReport(input, audience));
    expect(said.includes('9,999')).toBe(!audienceInformation[audience].public);
    expect(said.includes(redacted)).toBe(audienceInformation[audience].public);
  },
);

test('the register of texts knows every audience', () => {
  expect(registers.packTexts.columns.audience.choices).toEqual(['all', ...audiences]);
});
