import { basename, join } from 'node:path';
import { engineVersion } from '../../../shared/model/engine.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import { createChoices } from '../documents/choices.ts';
import type { Session } from '../documents/session.ts';

type Methods = 'appInformation' | 'openExternal' | 'choices' | 'choiceKeep';

export function applicationHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
): Pick<Handlers, Methods> {
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
    openExternal: async ({ url }) => ({ opened: await context.desktop.openExternal(url) }),
  };
}
