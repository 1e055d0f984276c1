import type { Contradiction } from '../../../shared/checks/contradictions.ts';
import { type SettleAnswer, settle, withUpdates } from '../../../shared/checks/settle.ts';
import { sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { asFailure } from '../../state/bridge.ts';
import { runForecast } from '../../state/engine.ts';

/** What settling so would do to the forecast, in words; `refused` when it may not be done. */
export type SettleEffect = { sentences: string[]; refused: boolean };

const signed = (pence: number) => `${pence > 0 ? '+' : ''}${sayMoney(pence)}`;

/** Works the forecast out as it would be. Reason, name and day need not be given yet. */
export function settleEffect(
  snapshot: Snapshot,
  scenario: Scenario,
  now: Forecast,
  contradiction: Contradiction,
  answer: SettleAnswer,
): SettleEffect {
  try {
    const edits = settle(snapshot, contradiction, { ...answer, reason: 'to see', by: 'to see', on: '2000-01-01' });
    const cell = edits.find((edit) => edit.op === 'update' && !['settlements', 'statedFacts'].includes(edit.register));
    if (!cell) return { sentences: ['No cell of the data changes; outputs list it as settled.'], refused: false };
    const after = runForecast(withUpdates(snapshot, edits), scenario).forecast;
    const moved = after.total.outturn - now.total.outturn;
    const sentences = [
      moved === 0
        ? `The outturn of ${now.year} stays at ${sayMoney(now.total.outturn)}.`
        : `The outturn of ${now.year} moves by ${signed(moved)} to ${sayMoney(after.total.outturn)}.`,
    ];
    for (const funder of after.funders) {
      const before = now.funders.find((each) => each.code === funder.code);
      const by = funder.netVariance - (before?.netVariance ?? 0);
      if (by !== 0) sentences.push(`${funder.code} bears ${signed(by)} of the net variance.`);
    }
    return { sentences, refused: false };
  } catch (error) {
    return { sentences: [asFailure(error).message], refused: true };
  }
}
