import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from './store.ts';

/** What somebody has said of a text that may name somebody: it names nobody, or it is needed here and never published. */
export type TextAnswer = {
  id: number;
  /** The column it stands in, such as `pressures.note`. */
  place: string;
  kinds: string[];
  /** Salt and keyed hash that the text is known again by; null once no such text is held. The text itself is not kept. */
  mark: string | null;
  answer: 'nobody' | 'needed';
  role: string;
  reason: string;
  who: string;
  answeredAt: string;
};

/** Every answer, oldest first; a later one on the same text holds. */
export function listTextAnswers(store: Store): TextAnswer[] {
  const query = store.query.selectFrom('text_answers').selectAll().orderBy('id');
  return store.rows(query).map((row) => ({
    id: Number(row.id),
    place: row.place,
    kinds: row.kinds.split(' '),
    mark: row.mark,
    answer: row.answer as TextAnswer['answer'],
    role: row.role,
    reason: row.reason,
    who: row.who,
    answeredAt: row.answered_at,
  }));
}

const hashed = (salt: string, place: string, text: string) =>
  createHmac('sha256', Buffer.from(salt, 'hex')).update(`${place}\n${text}`).digest();

/** True when the answer is about this text in this column. */
export function isAbout({ mark, place: own }: TextAnswer, place: string, text: string): boolean {
  if (mark === null || own !== place) return false;
  const [salt = '', hash = ''] = mark.split(':');
  return timingSafeEqual(hashed(salt, place, text), Buffer.from(hash, 'hex'));
}

/** Keeps an answer, without the text. */
export function keepTextAnswer(
  store: Store,
  {
    place,
    text,
    kinds,
    ...rest
  }: Pick<TextAnswer, 'place' | 'kinds' | 'answer' | 'role' | 'reason'> & { text: string },
): void {
  const at = store.now();
  const salt = randomBytes(16).toString('hex');
  const row = {
    ...rest,
    place,
    kinds: kinds.join(' '),
    mark: `${salt}:${hashed(salt, place, text).toString('hex')}`,
    who: store.who,
    answered_at: at,
    created_at: at,
    updated_at: at,
  };
  store.run(store.query.insertInto('text_answers').values(row));
}

/** Forgets what the text of an answer was known by: the text is no longer held, and nobody shall be able to try names on it. */
export function forgetTextMarks(store: Store, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const at = store.now();
  store.run(store.query.updateTable('text_answers').set({ mark: null, updated_at: at }).where('id', 'in', ids));
}
