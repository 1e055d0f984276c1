import { listIssuedPeriods, reopenPeriod } from '../../../db/issued-periods.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Handlers } from '../context/handler-context.ts';
import { issueOpen } from '../documents/issue-open.ts';
import type { Session } from '../documents/session.ts';

type Methods = 'periodIssue' | 'periodReopen' | 'issuedPeriods';

/** Monitoring by period: issue, reopen, and what was issued. Periods are issued from the local copy only. */
export function monitoringHandlers(currentSession: () => Promise<Session>): Pick<Handlers, Methods> {
  return {
    async periodIssue({ why }) {
      const session = await currentSession();
      if (session.document().base === 'file') {
        throw new OutturnError(
          'invalid-input',
          'The open scenario stands on the data of its own file. Periods are issued from the local copy: start a new scenario on it first.',
        );
      }
      return issueOpen(session.workspace, session.snapshot(), session.document().scenario, why ?? null);
    },
    periodReopen: async ({ year, period, why }) => reopenPeriod((await currentSession()).workspace, year, period, why),
    issuedPeriods: async () => listIssuedPeriods((await currentSession()).workspace),
  };
}
