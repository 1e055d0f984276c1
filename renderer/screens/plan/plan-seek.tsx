import { type FormEvent, useState } from 'react';
import { formatDate, sayMoney } from '../../../shared/format/format.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { addDays } from '../../../shared/model/calendar.ts';
import type { LeverKind } from '../../../shared/model/lever.ts';
import type { Failure } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { Plan, PlanYear } from '../../../shared/plan/plan-types.ts';
import type { GoalSeekResult } from '../../../shared/scenario/goal-seek.ts';
import { readAmount } from '../../components/goal/read-amount.ts';
import { valueText } from '../../components/levers/base-value.ts';
import { inBackground, stopBackground } from '../../state/background.ts';
import { asFailure } from '../../state/bridge.ts';
import { addLever, changeLever } from '../../state/scenario.ts';
import { notify } from '../../state/store.ts';

/** Kinds of lever that act by themselves, with nothing more to choose. */
const kinds: readonly LeverKind[] = ['entrants-percent', 'exits-percent', 'price-uplift', 'duration-weeks'];

type Props = { plan: Plan; year: PlanYear; snapshot: Snapshot; scenario: Scenario };

/** What must one assumption be for a year to balance, such as the growth in entrants? Solved in the background. */
export function PlanSeek({ plan, year, snapshot, scenario }: Props) {
  const [picked, setPicked] = useState<string>(kinds[0] ?? '');
  const [typed, setTyped] = useState('0');
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<GoalSeekResult | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const own = scenario.levers.find((lever) => lever.id === picked);
  const kind = kinds.find((each) => each === picked) ?? kinds[0] ?? 'price-uplift';
  const lever = own ?? newLever(kind, 'plan-seek', addDays(snapshot.dataDate, 1));
  const target = readAmount(typed);
  const fresh = () => {
    setFound(null);
    setFailure(null);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (target === null) return;
    fresh();
    setBusy(true);
    try {
      const goal = { lever, year: year.year, gap: target };
      setFound(await inBackground('planSeek', snapshot, { scenario, years: plan.years.length, goal }));
    } catch (error) {
      setFailure(asFailure(error));
    }
    setBusy(false);
  };
  const take = () => {
    if (!found) return;
    const { step } = leverDefinitions[lever.kind];
    const value = Number(found.value.toFixed(step >= 1 ? 2 : 4));
    if (own) changeLever(own.id, { value, on: true }, `solve “${own.name}” for the gap of ${year.year}`);
    else addLever(kind, { value, from: lever.from });
    notify(`“${lever.name}” set to ${valueText(lever, value)}.`, 'good');
    fresh();
  };
  const value = found ? valueText(lever, found.value) : '';
  return (
    <form
      className="card row wrap plan-seek"
      aria-label={`Solve for ${year.year}`}
      onSubmit={(event) => void submit(event)}
    >
      <span>What must</span>
      <select
        className="input"
        aria-label="Assumption that may move"
        value={picked}
        onChange={(event) => {
          setPicked(event.target.value);
          fresh();
        }}
      >
        {kinds.map((each) => (
          <option key={each} value={each}>
            {leverDefinitions[each].label}
          </option>
        ))}
        {scenario.levers.map((each) => (
          <option key={each.id} value={each.id}>
            Lever: {each.name || leverDefinitions[each.kind].label}
          </option>
        ))}
      </select>
      <span>be for {year.year} to have a gap of</span>
      <input
        className={`input number${target === null ? ' invalid' : ''}`}
        aria-label="Gap wanted"
        aria-invalid={target === null}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          fresh();
        }}
      />
      {busy ? (
        <button
          type="button"
          className="button"
          onClick={() => {
            stopBackground('planSeek');
            setBusy(false);
          }}
        >
          Stop
        </button>
      ) : (
        <button type="submit" className="button" disabled={target === null}>
          Solve
        </button>
      )}
      {target === null ? <span className="quiet small">Type an amount such as £1.2m, 365k or 0.</span> : null}
      {found ? (
        <span role="status" className={`row wrap ${found.found ? 'under strong' : 'over strong'}`}>
          {found.found
            ? `${value} from ${formatDate(lever.from)} brings it to ${sayMoney(found.achieved)}.`
            : `Out of reach: it goes from ${sayMoney(found.reach.low)} to ${sayMoney(found.reach.high)}; nearest at ${value}.`}
          <button type="button" className="button small primary" onClick={take}>
            {found.found ? 'Use this value' : 'Use the nearest'}
          </button>
        </span>
      ) : null}
      {failure ? (
        <span role="alert" className="over">
          {failure.message}
        </span>
      ) : null}
    </form>
  );
}
