import { CheckCheck, FastForward } from 'lucide-react';
import { addYears } from '../../../shared/model/calendar.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { approveProposals } from '../../../shared/plan/approve-proposals.ts';
import { openNextYear } from '../../../shared/plan/next-year.ts';
import { countText } from '../../components/parts/money.ts';
import { today } from '../../components/scenario/today.ts';
import { asFailure } from '../../state/bridge.ts';
import { applyEdits } from '../../state/edits.ts';
import { notify, set } from '../../state/store.ts';

type Edits = Parameters<typeof applyEdits>[0];

/** Enters edits as one undo step, or says why not. */
async function enter(edits: Edits, why: string, label: string, done: string): Promise<void> {
  const failure = await applyEdits(edits, why, label);
  notify(failure ? failure.message : done, failure ? 'bad' : 'good');
}

function approve(snapshot: Snapshot): void {
  try {
    const edits = approveProposals(snapshot, null, today());
    set({
      question: {
        title: 'Agreed proposals into the budget?',
        text: `${countText(edits.length, 'budget change')} would be entered, approved today, each under its proposal’s reference. The plan then counts them as budget and no longer as proposals. It can be undone.`,
        yes: 'Into the budget',
        run: () =>
          void enter(
            edits,
            'Agreed proposals of the plan',
            'Agreed proposals into the budget',
            `${countText(edits.length, 'budget change')} entered.`,
          ),
      },
    });
  } catch (error) {
    notify(asFailure(error).message, 'info');
  }
}

function roll(snapshot: Snapshot, year: string): void {
  const next = addYears(year, 1);
  try {
    const reached = Math.max(0, ...snapshot.actuals.filter((row) => row.year === year).map((row) => row.period));
    const { edits, notes } = openNextYear(snapshot, year, reached < 12);
    if (edits.length === 0) {
      notify(`${next} has everything that ${year} brings into it.`, 'info');
      return;
    }
    set({
      question: {
        title: `Roll ${year} forward into ${next}?`,
        text: `${countText(edits.length, 'row')} would be entered: base budgets, full-year effects of savings, recurring pressures and stated costs. ${notes.join('. ')}${notes.length > 0 ? '. ' : ''}It can be undone.`,
        yes: 'Roll forward',
        run: () =>
          void enter(
            edits,
            `${year} rolled forward`,
            `Roll ${year} forward into ${next}`,
            `${countText(edits.length, 'row')} entered into ${next}.`,
          ),
      },
    });
  } catch (error) {
    notify(asFailure(error).message, 'bad');
  }
}

/** What the plan does to the budget: agreed proposals become changes of it, and a year opens the next. */
export function PlanActions({ snapshot, year }: { snapshot: Snapshot; year: string }) {
  return (
    <div className="row wrap">
      <button type="button" className="button small" onClick={() => approve(snapshot)}>
        <CheckCheck size={14} aria-hidden="true" /> Agreed proposals into the budget…
      </button>
      <button type="button" className="button small" onClick={() => roll(snapshot, year)}>
        <FastForward size={14} aria-hidden="true" /> Roll {year} forward…
      </button>
    </div>
  );
}
