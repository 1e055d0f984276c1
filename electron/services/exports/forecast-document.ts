import { createHash } from 'node:crypto';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';

/** A forecast for other tools: money in whole pence, income negative; its form is `docs/api/forecast.schema.json`. */
export function forecastDocument(forecast: Forecast, scenario: Scenario): Record<string, unknown> {
  return { format: 'outturn-forecast', version: 2, scenario: { ...scenario }, ...forecast };
}

/** Names a template or a reporting tool may use of an export. */
export function exportFields(
  forecast: Forecast,
  scenario: Scenario,
  name: string,
  kind: string,
  now: Date,
): Record<string, string> {
  const inputs = JSON.stringify([
    forecast.dataDate,
    forecast.lines,
    scenario.levers,
    scenario.assumptions,
    scenario.method,
    scenario.seed,
  ]);
  return {
    council: forecast.council,
    year: forecast.year,
    period: String(forecast.period),
    scenario: scenario.name,
    // Short, and the same for the same assumptions and figures: a changed forecast never takes an old one's name.
    version: createHash('sha256').update(inputs).digest('hex').slice(0, 8),
    date: now.toISOString().slice(0, 10),
    kind,
    name: name.replace(/\.[^.]*$/, ''),
    extension: name.split('.').at(-1) ?? '',
  };
}
