import { formatDate } from '../format/format.ts';
import type { CivilDate } from '../model/calendar.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assumptionTitle } from './assumption-names.ts';
import { type AssumptionKey, changedAssumptions, forecastAssumptions } from './assumption-values.ts';

/** An assumption as the log shows it (Aqua Book): value, source, owner, confidence, review, and what the scenario makes of it. */
export type LoggedAssumption = {
  key: string;
  /** What an officer calls it. */
  name: string;
  meaning: string;
  unit: string;
  /** The data's value, else the program's default; null where there is neither. */
  base: number | null;
  /** What the forecast uses. */
  value: number | null;
  changed: boolean;
  source: string | null;
  ownerRole: string | null;
  confidence: 'high' | 'medium' | 'low' | null;
  review: CivilDate | null;
  /** The review date has passed. */
  overdue: boolean;
  origin: 'scenario' | 'data' | 'default';
};

/** Every assumption a forecast stands on, in key order: the data's, the program's defaults and the scenario's own. */
export function assumptionLog(snapshot: Snapshot, scenario: Scenario, today: CivilDate): LoggedAssumption[] {
  const changed = new Set(changedAssumptions(snapshot, scenario).map((row) => row.key));
  const keys = new Set([
    ...Object.keys(forecastAssumptions),
    ...snapshot.assumptions.map((row) => row.key),
    ...Object.keys(scenario.assumptions),
  ]);
  return [...keys].sort().map((key): LoggedAssumption => {
    const row = snapshot.assumptions.find((each) => each.key === key);
    const standard = key in forecastAssumptions ? forecastAssumptions[key as AssumptionKey] : null;
    const base = row?.value ?? standard?.value ?? null;
    return {
      key,
      name: assumptionTitle(key, snapshot),
      meaning: standard?.meaning ?? '',
      unit: row?.unit ?? standard?.unit ?? '',
      base,
      value: scenario.assumptions[key] ?? base,
      changed: changed.has(key),
      source: row?.source ?? null,
      ownerRole: row?.ownerRole ?? null,
      confidence: row?.confidence ?? null,
      review: row?.review ?? null,
      overdue: row?.review != null && row.review < today,
      origin: changed.has(key) ? 'scenario' : row ? 'data' : 'default',
    };
  });
}

/** Where a scenario stands in its sign-off, in one line: who by role, and when. */
export function signOffText({ status, signOff: steps = [] }: Pick<Scenario, 'status' | 'signOff'>): string {
  const said = { draft: 'reopened', reviewed: 'reviewed', approved: 'approved' };
  const lastOpen = steps.findLastIndex((step) => step.status === 'draft');
  const stages = steps.slice(Math.max(0, lastOpen)).map((step) => {
    const why = step.status === 'draft' && step.note ? ` (${step.note})` : '';
    return `${said[step.status]} by ${step.role} on ${formatDate(step.at)}${why}`;
  });
  const now = {
    draft: 'a draft, neither reviewed nor approved',
    reviewed: 'reviewed, not approved',
    approved: 'approved',
  };
  return `The scenario is ${now[status]}${stages.length > 0 ? `: ${stages.join('; ')}` : ''}`;
}
