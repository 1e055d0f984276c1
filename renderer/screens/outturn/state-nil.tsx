import { useState } from 'react';
import { periodsText } from '../../../shared/finance/completeness.ts';
import { formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { nilActuals } from '../../../shared/scenario/ledger.ts';
import { SettleForm } from './settle-form.tsx';

/** States that nothing was spent in months of a line that the ledger lacks; each becomes a row of nought. */
export function StateNil({ result, line, onClose }: { result: Forecast; line: string; onClose: () => void }) {
  const gaps = result.gaps.filter((gap) => gap.line === line);
  const [left, setLeft] = useState<readonly number[]>([]);
  const chosen = gaps.map((gap) => gap.period).filter((period) => !left.includes(period));
  const name = gaps[0]?.name ?? line;
  return (
    <SettleForm
      title={`${name}: nothing was spent`}
      yes="State nil"
      label={`State ${name} nil in ${periodsText(chosen)}`}
      done={`${name} is nil in ${periodsText(chosen)}.`}
      edits={() =>
        nilActuals(result.year, line, chosen).map((values) => ({ op: 'insert', register: 'actuals', values }))
      }
      onClose={onClose}
    >
      <p>
        The ledger holds no actuals for these months and an estimate stands for them. Stated nil, they count as zero.
        Where something was spent, import it instead.
      </p>
      <fieldset className="stack">
        <legend>Months without actuals</legend>
        {gaps.map(({ period, amount }) => (
          <label key={period} className="row">
            <input
              type="checkbox"
              checked={!left.includes(period)}
              onChange={(event) =>
                setLeft(event.target.checked ? left.filter((each) => each !== period) : [...left, period])
              }
            />
            {formatPeriod(result.year, period)}, estimated at {sayMoney(amount)}
          </label>
        ))}
      </fieldset>
    </SettleForm>
  );
}
