import { basename } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { changedScenario, refuseApprovedChange, reopenScenario } from '../../../shared/scenario/approval.ts';
import { agreed, changeBy, type HandlerContext, type Handlers, oneLine } from '../context/handler-context.ts';
import { newDocument } from '../documents/open-document.ts';
import { discardWorkingCopy, openScenario } from '../documents/open-scenario.ts';
import { recentFiles } from '../documents/recent-files.ts';
import { saveScenario, saveScenarioAs } from '../documents/save-scenario.ts';
import { recoverable, type Session } from '../documents/session.ts';
import { shareScenario } from '../documents/share-scenario.ts';
import { signOnData } from '../documents/sign-scenario.ts';
import { isLocked, recordPath } from '../documents/working-copy.ts';
import { scenarioFilters } from '../files/file-names.ts';
import { leavesRowsOut, readScenarioFile } from '../scenario-files/scenario-file.ts';

type Methods =
  | 'scenarioCurrent'
  | 'scenarioNew'
  | 'scenarioUpdate'
  | 'scenarioSign'
  | 'scenarioReopen'
  | 'scenarioOpen'
  | 'scenarioOpenToken'
  | 'scenarioSave'
  | 'scenarioSaveAs'
  | 'scenarioShare'
  | 'scenarioTakeOver'
  | 'recentFiles'
  | 'recovered'
  | 'recoveredDiscard'
  | 'passphraseSet'
  | 'compareOpen';

const closed = (name: string) =>
  new OutturnError(
    'scenario-closed',
    `The last change of “${name}” came when another scenario was open already, and was not kept.`,
  );

export function scenarioHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
): Pick<Handlers, Methods> {
  const { desktop, paths } = context;
  /** Opens by path, one document operation after the other. */
  const open = async (path: string, passphrase: string | null) => {
    const session = await currentSession();
    // A file under a passphrase has said so already when the passphrase is asked for.
    if (passphrase === null && (await leavesRowsOut(path))) {
      await agreed(context, {
        message: `“${basename(path)}” holds no rows of children. Open it?`,
        detail:
          'It was saved to share, with counts, rates and prices by age band and placement group in their place. Outturn, range and children are those of the file it was made from; no figure can be followed to a child, and nothing can be measured or tested on the past anew.',
        button: 'Open',
      });
    }
    await session.inTurn(() => openScenario(session, context, path, passphrase));
    return session.show();
  };
  /** A file chosen while its passphrase was not known: asked again without the dialog. */
  let chosenBefore: string | null = null;
  let comparedBefore: { path: string; token: string } | null = null;

  return {
    scenarioCurrent: async () => (await currentSession()).show(),
    async scenarioNew({ name, year, period }) {
      const session = await currentSession();
      await session.inTurn(() => session.replace(newDocument(newScenario(name, year, period), session.own, false)));
      return session.show();
    },
    async scenarioUpdate({ scenario, of }) {
      const session = await currentSession();
      if (of !== undefined && of !== session.document().id) {
        throw closed(scenario.name);
      }
      refuseApprovedChange(session.document().scenario, scenario);
      const change = changeBy(context, 'a change in the window');
      session.apply({ type: 'scenario', scenario: changedScenario(session.document().scenario, scenario, change) });
      await session.kept();
      return session.show();
    },
    async scenarioSign({ status, role, reason }) {
      const session = await currentSession();
      const { scenario, id } = session.document();
      const { person, at } = changeBy(context, '');
      const sign = () =>
        signOnData(session.snapshot(), session.document().scenario, { status, role, reason, person, at });
      // What is wrong with it is said before anybody is asked.
      sign();
      const word = status === 'reviewed' ? 'reviewed' : 'approved';
      await agreed(context, {
        message: `Mark “${scenario.name}” as ${word}?`,
        detail: `By ${oneLine(role)}, under the account ${person}: ${oneLine(reason)}\nIts data, levers, assumptions and results are fixed as they are now.`,
        button: `Mark as ${word}`,
      });
      if (session.document().id !== id) throw closed(scenario.name);
      session.apply({ type: 'scenario', scenario: sign() });
      await session.kept();
      return session.show();
    },
    async scenarioReopen({ role, reason }) {
      const session = await currentSession();
      const { scenario, id } = session.document();
      const { person, at } = changeBy(context, '');
      const reopen = () => reopenScenario(session.document().scenario, { role, reason, person, at });
      reopen();
      await agreed(context, {
        message: `Reopen “${scenario.name}” as a draft?`,
        detail: `It is ${scenario.status}. By ${oneLine(role)}, under the account ${person}: ${oneLine(reason)}`,
        button: 'Reopen',
      });
      if (session.document().id !== id) throw closed(scenario.name);
      session.apply({ type: 'scenario', scenario: reopen() });
      await session.kept();
      return session.show();
    },
    async scenarioOpen({ passphrase }) {
      const again = passphrase === null ? null : chosenBefore;
      const path = again ?? (await desktop.showOpen('scenario-open', scenarioFilters, false))?.[0]?.path ?? null;
      chosenBefore = path;
      if (path === null) return null;
      const opened = await open(path, passphrase);
      chosenBefore = null;
      return opened;
    },
    scenarioOpenToken: async ({ token, passphrase }) => open(desktop.pathOfToken(token, 'scenario-open'), passphrase),
    async scenarioSave({ onConflict }) {
      const session = await currentSession();
      return (await session.inTurn(() => saveScenario(session, context, onConflict))) ? session.show() : null;
    },
    async scenarioSaveAs() {
      const session = await currentSession();
      return (await session.inTurn(() => saveScenarioAs(session, context))) ? session.show() : null;
    },
    async scenarioShare({ rows }) {
      const session = await currentSession();
      const saved = await session.inTurn(() => shareScenario(session, context, rows));
      return saved === null ? null : { saved };
    },
    async scenarioTakeOver() {
      const session = await currentSession();
      session.lock(true);
      return session.show();
    },
    recentFiles: async () => recentFiles(paths.profile, desktop),
    async recovered() {
      return recoverable(await currentSession(), paths.profile).map((copy) => ({
        token: desktop.tokenOfPath(recordPath(paths.profile, copy.id), 'scenario-open'),
        name: copy.path !== null ? basename(copy.path) : isLocked(copy) ? 'Protected work' : copy.scenario.name,
        changedAt: copy.changedAt,
      }));
    },
    async recoveredDiscard({ token }) {
      discardWorkingCopy(await currentSession(), paths.profile, desktop.pathOfToken(token, 'scenario-open'));
      return {};
    },
    async passphraseSet({ current, passphrase }) {
      const session = await currentSession();
      const document = session.document();
      if (document.passphrase !== current) {
        throw new OutturnError(
          'wrong-passphrase',
          document.passphrase === null
            ? 'This scenario is not protected by a passphrase, so there is none to give. Nothing was changed.'
            : 'That is not the passphrase of this scenario. Nothing was changed.',
        );
      }
      if (passphrase === current) return session.show();
      const file = document.path === null ? document.scenario.name : basename(document.path);
      await agreed(
        context,
        passphrase === null
          ? {
              message: `Take the passphrase off “${file}”?`,
              detail: 'From the next save on anybody who has the file can read it.',
              button: 'Take it off',
            }
          : {
              message: `${current === null ? 'Protect' : 'Change the passphrase of'} “${file}”?`,
              detail:
                'From the next save on it opens with the new passphrase only. It is kept nowhere: whoever forgets it cannot read the file.',
              button: current === null ? 'Protect' : 'Change',
            },
      );
      if (session.document().id !== document.id) throw closed(document.scenario.name);
      session.apply({ type: 'passphrase', passphrase });
      return session.show();
    },
    async compareOpen({ token, passphrase = null, own = false }) {
      const chosen = await toCompare(token, passphrase, own);
      if (chosen === null) return null;
      comparedBefore = chosen;
      const passphraseInUse = own ? (await currentSession()).document().passphrase : null;
      const { document } = await readScenarioFile(chosen.path, passphrase ?? passphraseInUse);
      comparedBefore = null;
      return {
        token: chosen.token,
        name: own ? `${basename(chosen.path)} on the disk` : basename(chosen.path),
        scenario: document.scenario,
        snapshot: document.snapshot,
      };
    },
  };

  /** The file to compare: told by its token, the open scenario's own, the one whose passphrase was asked for, or chosen now. */
  async function toCompare(token: string | null, passphrase: string | null, own: boolean) {
    if (token !== null) return { path: pathToCompare(token), token };
    if (own) {
      const { path } = (await currentSession()).document();
      return path === null ? null : { path, token: desktop.tokenOfPath(path, 'compare-open') };
    }
    if (passphrase !== null && comparedBefore) return comparedBefore;
    return (await desktop.showOpen('compare-open', scenarioFilters, false))?.[0] ?? null;
  }

  /** A recent file may be compared too: its token was given for opening. */
  function pathToCompare(token: string): string {
    try {
      return desktop.pathOfToken(token, 'compare-open');
    } catch {
      return desktop.pathOfToken(token, 'scenario-open');
    }
  }
}
