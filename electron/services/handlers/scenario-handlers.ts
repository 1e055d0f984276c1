import { basename } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { refuseApprovedChange } from '../../../shared/scenario/sign-off.ts';
import { type Desk, recoverable } from '../documents/desk.ts';
import { newDocument } from '../documents/open-document.ts';
import { discardWorkingCopy, openScenario } from '../documents/open-scenario.ts';
import { recentFiles } from '../documents/recent-files.ts';
import { saveScenario, saveScenarioAs } from '../documents/save-scenario.ts';
import { recordPath } from '../documents/working-copy.ts';
import { scenarioFilters } from '../files/file-names.ts';
import { readScenarioFile } from '../scenario-files/scenario-file.ts';
import type { HandlerContext, Handlers } from './handler-context.ts';

type Methods =
  | 'scenarioCurrent'
  | 'scenarioNew'
  | 'scenarioUpdate'
  | 'scenarioOpen'
  | 'scenarioOpenToken'
  | 'scenarioSave'
  | 'scenarioSaveAs'
  | 'scenarioTakeOver'
  | 'recentFiles'
  | 'recovered'
  | 'recoveredDiscard'
  | 'passphraseSet'
  | 'compareOpen';

export function scenarioHandlers(context: HandlerContext, desk: () => Promise<Desk>): Pick<Handlers, Methods> {
  const { desktop, paths } = context;
  /** Opens by path, one document operation after the other. */
  const open = async (path: string, passphrase: string | null) => {
    const here = await desk();
    await here.inTurn(() => openScenario(here, context, path, passphrase));
    return here.show();
  };
  /** A file chosen while its passphrase was not known: asked again without the dialog. */
  let chosenBefore: string | null = null;
  let comparedBefore: { path: string; token: string } | null = null;

  return {
    scenarioCurrent: async () => (await desk()).show(),
    async scenarioNew({ name, year, period }) {
      const here = await desk();
      await here.inTurn(() => here.replace(newDocument(newScenario(name, year, period), here.own, false)));
      return here.show();
    },
    async scenarioUpdate({ scenario, of }) {
      const here = await desk();
      if (of !== undefined && of !== here.document().id) {
        throw new OutturnError(
          'scenario-closed',
          `The last change of “${scenario.name}” came when another scenario was open already, and was not kept.`,
        );
      }
      refuseApprovedChange(here.document().scenario, scenario);
      here.document().scenario = scenario;
      here.scenarioChanged();
      await here.kept();
      return here.show();
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
      const here = await desk();
      return (await here.inTurn(() => saveScenario(here, context, onConflict))) ? here.show() : null;
    },
    async scenarioSaveAs() {
      const here = await desk();
      return (await here.inTurn(() => saveScenarioAs(here, context))) ? here.show() : null;
    },
    async scenarioTakeOver() {
      const here = await desk();
      here.lock(true);
      return here.show();
    },
    recentFiles: async () => recentFiles(paths.profile, desktop),
    async recovered() {
      return recoverable(await desk(), paths.profile).map((copy) => ({
        token: desktop.tokenOfPath(recordPath(paths.profile, copy.id), 'scenario-open'),
        name: copy.path === null ? copy.scenario.name : basename(copy.path),
        changedAt: copy.changedAt,
      }));
    },
    async recoveredDiscard({ token }) {
      discardWorkingCopy(await desk(), paths.profile, desktop.pathOfToken(token, 'scenario-open'));
      return {};
    },
    async passphraseSet({ current, passphrase }) {
      const here = await desk();
      const document = here.document();
      if (document.passphrase !== current) {
        throw new OutturnError(
          'wrong-passphrase',
          document.passphrase === null
            ? 'This scenario is not protected by a passphrase, so there is none to give. Nothing was changed.'
            : 'That is not the passphrase of this scenario. Nothing was changed.',
        );
      }
      if (passphrase === current) return here.show();
      document.passphrase = passphrase;
      document.protectionChanged = true;
      return here.show();
    },
    async compareOpen({ token, passphrase = null, own = false }) {
      const chosen = await toCompare(token, passphrase, own);
      if (chosen === null) return null;
      comparedBefore = chosen;
      const held = own ? (await desk()).document().passphrase : null;
      const { document } = await readScenarioFile(chosen.path, passphrase ?? held);
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
      const { path } = (await desk()).document();
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
