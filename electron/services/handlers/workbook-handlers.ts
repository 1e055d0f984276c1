import { OutturnError } from '../../../shared/model/problem.ts';
import { changedScenario } from '../../../shared/scenario/approval.ts';
import { changeBy, type HandlerContext, type Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { readWorkbookInputs, requireSameData, type WorkbookChanges } from '../workbook/read-workbook-inputs.ts';

type Methods = 'workbookRead' | 'workbookApply';

/** A workbook changed elsewhere comes back as levers and assumptions: first listed, then applied. */
export function workbookHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
): Pick<Handlers, Methods> {
  const { desktop, paths } = context;
  /** The last workbook read: what was listed is what is applied, whatever becomes of the file. */
  let last: { token: string; read: WorkbookChanges } | null = null;
  return {
    async workbookRead() {
      const filters = [{ name: 'Excel workbook', extensions: ['xlsx'] }];
      const chosen = (await desktop.showOpen('workbook-open', filters, false))?.[0] ?? null;
      if (chosen === null) return null;
      const session = await currentSession();
      const read = await readWorkbookInputs(chosen.path, paths.worker);
      requireSameData(read, session.snapshot());
      last = { token: chosen.token, read };
      const { name, scenario, changes, exported } = read;
      const { levers, assumptions, year, period, method } = session.document().scenario;
      const open = JSON.stringify({ levers, assumptions, year, period, method });
      const before = JSON.stringify({
        levers: exported.levers,
        assumptions: exported.assumptions,
        year: exported.year,
        period: exported.period,
        method: exported.method,
      });
      return { token: chosen.token, name, scenario, sameScenario: open === before, changes };
    },
    async workbookApply({ token }) {
      if (last?.token !== token)
        throw new OutturnError('forbidden', 'That workbook is no longer at hand. Choose it again.');
      const session = await currentSession();
      requireSameData(last.read, session.snapshot());
      const { levers, assumptions, year, period, method, seed } = last.read.scenario;
      const document = session.document();
      const read = { ...document.scenario, levers, assumptions, year, period, method, seed };
      const change = changeBy(context, 'a workbook that was read back');
      session.apply({ type: 'scenario', scenario: changedScenario(document.scenario, read, change) });
      last = null;
      await session.kept();
      return session.show();
    },
  };
}
