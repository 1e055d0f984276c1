import { navigate } from 'wouter/use-hash-location';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { type RolledForward, rollForward } from '../../../shared/scenario/roll-forward.ts';
import { countText } from '../../components/parts/money.ts';
import { asFailure } from '../../state/bridge.ts';
import { startFrom } from '../../state/commands.ts';
import { changeScenario } from '../../state/scenario.ts';
import { get, notify, set } from '../../state/store.ts';

/**
 * Takes the open scenario one period on. A period the ledger has not begun is refused: its figures would be those of the
 * period before. An approved scenario stays where it was approved; the next period is a draft of its own.
 */
export function rollOn(): void {
  const { snapshot, open } = get();
  if (!snapshot || !open) return;
  const { scenario } = open;
  let rolled: RolledForward;
  try {
    rolled = rollForward(snapshot, scenario);
  } catch (error) {
    notify(asFailure(error).message, 'bad');
    return;
  }
  const { period } = rolled.scenario;
  if (!rolled.begun) {
    notify(
      `Not rolled forward: there are no actuals for P${period} yet, so the forecast stays at P${scenario.period}. Import the ledger of P${period} first.`,
      'bad',
      { label: 'Import…', run: () => navigate('/data/imports') },
    );
    return;
  }
  if (scenario.status !== 'approved') {
    if (changeScenario(`roll forward to P${period}`, () => rolled.scenario)) tell(rolled);
    return;
  }
  set({
    question: {
      title: `“${scenario.name}” is approved at P${scenario.period}`,
      text: `It stays as it was approved. P${period} begins as a new draft with the same levers and assumptions.`,
      yes: `Start P${period} as a draft`,
      run: () => void startNext(scenario, rolled),
    },
  });
}

async function startNext(scenario: Scenario, rolled: RolledForward): Promise<void> {
  const { period } = rolled.scenario;
  const name = `${scenario.name.replace(/ P\d+$/, '')} P${period}`;
  if (await startFrom(scenario, name, period)) tell(rolled);
}

/** Says what the new period took the place of, or which lines it lacks. */
function tell({ scenario, withoutActuals, replaced }: RolledForward): void {
  const { period } = scenario;
  const missing = withoutActuals.length;
  if (missing > 0) {
    notify(
      `P${period} is not complete: ${countText(missing, 'line')} ${missing === 1 ? 'has' : 'have'} no actuals for it (${withoutActuals.slice(0, 4).join(', ')}${missing > 4 ? '…' : ''}). The forecast estimates them and says so; P${period} cannot be issued without them.`,
      'bad',
      { label: 'Import…', run: () => navigate('/data/imports') },
    );
    return;
  }
  const entries = replaced.length === 1 ? 'one forecast entry' : `${replaced.length} forecast entries`;
  notify(
    `Rolled forward to P${period}: ${replaced.length > 0 ? `its actuals replace ${entries}` : 'every line has its actuals'}.`,
    'good',
  );
}
