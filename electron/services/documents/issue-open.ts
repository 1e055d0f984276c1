import { createHash } from 'node:crypto';
import { issuePeriod } from '../../../db/issued-periods.ts';
import type { Store } from '../../../db/store.ts';
import { ledgerCheck } from '../../../shared/checks/ledger.ts';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import type { Forecast, IssuedPeriod } from '../../../shared/model/forecast.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { blockingNotes } from '../../../shared/scenario/forecast-notes.ts';
import { outturnRiskOf } from '../../../shared/scenario/outturn-risk.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';

/** Issues the period of a scenario on the data of a store. */
export function issueOpen(
  store: Store,
  snapshot: Snapshot,
  scenario: Scenario,
  why: string | null = null,
): IssuedPeriod {
  const inputSha256 = createHash('sha256').update(canonicalJson({ snapshot, scenario })).digest('hex');
  const document = forecast(snapshot, scenario);
  // A month that is missing is told by the forecast itself, of the period that is issued.
  const openChecks = [
    ...blockingNotes(document),
    ...runChecks(snapshot).flatMap(({ severity, message, code }) =>
      severity === 'block' && code !== ledgerCheck ? [message] : [],
    ),
  ];
  if (document.askedPeriod !== undefined) {
    throw new OutturnError(
      'invalid-input',
      `Period ${scenario.period} of ${scenario.year} cannot be issued: the ledger holds actuals to ${document.period === 0 ? 'no period' : `period ${document.period}`}. Import the actuals first, or issue period ${document.period}.`,
      { year: scenario.year, period: scenario.period },
    );
  }
  return issuePeriod(store, {
    ...{ scenario: scenario.name, inputSha256, openChecks, why },
    document: { ...document, ...rangeOf(snapshot, scenario, document) },
  });
}
/** The range a forecast is issued with, so that it can be scored when the year closes; none of a closed year. */
function rangeOf(snapshot: Snapshot, scenario: Scenario, document: Forecast): Pick<Forecast, 'range'> {
  if (document.period >= 12) return {};
  const { p10, p50, p90 } = outturnRiskOf(snapshot, scenario, document, [], 2000).outturn;
  return { range: { p10: Math.round(p10), p50: Math.round(p50), p90: Math.round(p90) } };
}
