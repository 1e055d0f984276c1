import { expect, test } from 'vitest';
import { forecastDocumentSchema } from '../../../build/api/forecast-schema.ts';
import { forecastDocument } from '../../../electron/services/exports/forecast-document.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const exported = (year: string, period: number) => {
  const scenario = {
    ...newScenario('Base', year, period),
    levers: [{ ...newLever('price-uplift', 'a', '2024-01-01'), value: 3 }],
    assumptions: { 'rag-amber': 0.5 },
  };
  return JSON.parse(JSON.stringify(forecastDocument(forecast(snapshot, scenario), scenario)));
};

test.each([
  ['2022/23', 12],
  ['2023/24', 9],
  ['2023/24', 0],
] as const)('the export of %s P%s has the form the schema tells, no field more or less', (year, period) => {
  const document = exported(year, period);
  expect(forecastDocumentSchema.safeParse(document).error?.issues ?? []).toEqual([]);
  expect(forecastDocumentSchema.safeParse({ ...document, extra: 1 }).success).toBe(false);
  expect(
    forecastDocumentSchema.safeParse({ ...document, lines: [{ ...document.lines[0], outturn: 1.5 }] }).success,
  ).toBe(false);
});
