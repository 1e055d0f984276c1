import { basename, join } from 'node:path';
import { engineVersion } from '../../../shared/model/engine.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import { createChoices } from '../documents/choices.ts';
import type { Session } from '../documents/session.ts';
import { newVersion } from '../network/new-version.ts';
import { noPolicy } from '../policy/policy.ts';

type Methods = 'appInformation' | 'newVersion' | 'openExternal' | 'choices' | 'choiceKeep';

export function applicationHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
): Pick<Handlers, Methods> {
  /** Looked once a start. */
  let looked: ReturnType<typeof newVersion> | null = null;
  const choices = createChoices(join(context.paths.profile, 'choices.json'));
  return {
    choices: async () => choices.all(),
    async choiceKeep({ key, value }) {
      await choices.keep(key, value);
      return {};
    },
    appInformation: async () => ({
      version: context.version,
      engineVersion,
      // The name is enough to say where data live; the page is never given a path it could send back.
      dataFolder: basename(context.paths.profile),
      platform: process.platform,
      synthetic: (await currentSession()).snapshot().synthetic,
    }),
    newVersion: () => (looked ??= newVersion(context.policy?.policy ?? noPolicy, context.version, context.network)),
    openExternal: async ({ url }) => ({ opened: await context.desktop.openExternal(url) }),
  };
}
