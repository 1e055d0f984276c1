import { personalKindLabels } from '../../../shared/personal-text/identifiers.ts';
import { watchText } from '../../../shared/personal-text/watch-text.ts';
import type { Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { answerText, askedTexts } from '../publication/answer-texts.ts';

/** Text that may tell who somebody is: where it stands, and what people have answered. Answers are held in the local copy. */
export function textHandlers(currentSession: () => Promise<Session>): Pick<Handlers, 'textQuestions' | 'textAnswer'> {
  const asked = async () => {
    const session = await currentSession();
    const { scenario, base } = session.document();
    return { session, asked: askedTexts(session.workspace, session.snapshot(), scenario, base === 'workspace') };
  };
  const shown = async () =>
    (await asked()).asked.map(({ kinds, place: _, ...one }) => ({
      ...one,
      rows: one.rows.slice(0, 100),
      kinds: kinds.map((kind) => personalKindLabels[kind]),
      found: watchText(one.text).map(({ from, to }) => ({ from, to })),
    }));
  return {
    textQuestions: shown,
    async textAnswer(given) {
      const { session, asked: questions } = await asked();
      answerText(session.workspace, questions, given);
      return shown();
    },
  };
}
