import { createHash } from 'node:crypto';
import type { Store } from '../../../db/store.ts';
import {
  forgetTextMarks,
  isAbout,
  keepTextAnswer,
  listTextAnswers,
  type TextAnswer,
} from '../../../db/text-answers.ts';
import { type Finding, OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { personalKindLabels } from '../../../shared/personal-text/identifiers.ts';
import { type TextQuestion, textQuestions, withTextsWithheld } from '../../../shared/personal-text/watch-snapshot.ts';

/** A question and the answer that holds; null while it is open. `id` names it for one session: it is not kept. */
export type AskedText = TextQuestion & { id: string; answer: 'nobody' | 'needed' | null };

/** The last answer that is about a text; null where there is none. */
const answerOf = (answers: readonly TextAnswer[], place: string, text: string) =>
  answers.findLast((one) => isAbout(one, place, text))?.answer ?? null;

const idOf = (place: string, text: string) =>
  createHash('sha256').update(`${place}\n${text}`).digest('hex').slice(0, 16);

/**
 * Every text that may name somebody, with its answer. `own`: the data are those of the store, so that an answer about a
 * text which is there no more forgets it.
 */
export function askedTexts(store: Store, snapshot: Snapshot, scenario: Scenario | null, own: boolean): AskedText[] {
  const answers = listTextAnswers(store);
  const asked = textQuestions(snapshot, scenario).map((question) => ({
    ...question,
    id: idOf(question.place, question.text),
    answer: answerOf(answers, question.place, question.text),
  }));
  if (own) {
    const gone = answers.filter(
      (one) =>
        one.mark !== null &&
        !one.place.startsWith('scenario.') &&
        !asked.some(({ place, text }) => isAbout(one, place, text)),
    );
    forgetTextMarks(
      store,
      gone.map(({ id }) => id),
    );
  }
  return asked;
}

/** Answers a question of these data. Throws `invalid-input` without a role and a reason, or when it is not asked. */
export function answerText(
  store: Store,
  asked: readonly AskedText[],
  { id, answer, role, reason }: { id: string; answer: 'nobody' | 'needed'; role: string; reason: string },
): void {
  const question = asked.find((one) => one.id === id);
  if (!question)
    throw new OutturnError('invalid-input', 'That text is no longer there, or has been changed. Look again.');
  if (role.trim() === '' || reason.trim() === '') {
    throw new OutturnError('invalid-input', 'Give your role and the reason: both are kept with the answer.');
  }
  const { place, text, kinds } = question;
  keepTextAnswer(store, { place, text, kinds, answer, role: role.trim(), reason: reason.trim() });
}

/**
 * The data and the scenario as they may be published: what was answered as needed here is withheld. Throws
 * `text-unanswered` while a text that may name somebody has no answer. Without a store nothing has been answered.
 */
export function publishableTexts(
  store: Store | null,
  snapshot: Snapshot,
  scenario: Scenario,
): { snapshot: Snapshot; scenario: Scenario } {
  const answers = store ? listTextAnswers(store) : [];
  const asked = textQuestions(snapshot, scenario);
  const open = asked.filter(({ place, text }) => answerOf(answers, place, text) === null);
  if (open.length > 0) {
    const where = [...new Set(open.map(({ label }) => label))];
    const named = `${where.slice(0, 3).join('; ')}${where.length > 3 ? ` and ${where.length - 3} more` : ''}`;
    throw new OutturnError(
      'text-unanswered',
      `${open.length === 1 ? '1 text' : `${open.length} texts`} may tell who somebody is (${named}), so nothing was published. Change them, or answer for each whether it names anybody: Exports, “Text that may name somebody”, or: outturn texts.`,
      { open: open.length },
    );
  }
  const needed = new Set(
    asked
      .filter(({ place, text }) => answerOf(answers, place, text) === 'needed')
      .map(({ place, text }) => `${place} ${text}`),
  );
  if (needed.size === 0) return { snapshot, scenario };
  return withTextsWithheld(snapshot, scenario, (place, text) => needed.has(`${place} ${text}`));
}

/** Open questions as the checks show them, one for a column: the grid marks the rows. The texts are not repeated. */
export function textFindings(asked: readonly AskedText[]): Finding[] {
  const open = Map.groupBy(
    asked.filter(({ answer }) => answer === null),
    ({ label }) => label,
  );
  return [...open].map(([label, questions]): Finding => {
    const kinds = [...new Set(questions.flatMap((one) => one.kinds))].map((kind) => personalKindLabels[kind]);
    return {
      code: 'personal-text',
      severity: 'warn',
      message: `${label}: ${questions.length === 1 ? '1 text' : `${questions.length} texts`} may hold ${kinds.join(', ')}. Nothing is published until each is changed, or answered under Exports.`,
      register: questions[0]?.register ?? null,
      rows: questions.flatMap((one) => one.rows),
      figures: {},
      suggestion: null,
    };
  });
}
