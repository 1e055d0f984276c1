import { formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import { adjustmentEntries, registerAndLedger } from '../../../shared/scenario/register-and-ledger.ts';
import { useStore } from '../../state/store.ts';
import { SettleForm } from './settle-form.tsx';

/** The placements register against the ledger of a line, and the run-rate adjustment that is accepted once, with a reason. */
export function AcceptAdjustment({ line, onClose }: { line: string; onClose: () => void }) {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  if (!snapshot || !scenario) return null;
  const found = registerAndLedger(snapshot, scenario).find((each) => each.line === line);
  if (!found) return null;
  const { year } = scenario;
  const closed = found.months.at(-1)?.period ?? 0;
  return (
    <SettleForm
      title={`${found.name}: carry the run rate on`}
      yes={`Accept ${sayMoney(found.suggested)}`}
      label={`Accept the adjustment of ${found.name}`}
      done={`${found.name}: ${sayMoney(found.suggested)} is entered, month by month to the year’s end.`}
      edits={(why) =>
        adjustmentEntries(found, scenario, closed, why).map((values) => ({
          op: 'insert',
          register: 'forecastEntries',
          values,
        }))
      }
      onClose={onClose}
    >
      <p>
        Placements and stated entries against the ledger, of the last months. The mean of their difference is entered
        for each of the {found.monthsAhead} months to come: {sayMoney(found.monthly)} a month,{' '}
        {sayMoney(found.suggested)} in all. It counts once.
      </p>
      <table className="drill-table">
        <thead>
          <tr>
            <th scope="col">Month</th>
            {['Register', 'Entries', 'Ledger', 'Ledger above'].map((label) => (
              <th key={label} scope="col" className="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.months.slice(-6).map((month) => (
            <tr key={month.period}>
              <th scope="row">{formatPeriod(year, month.period)}</th>
              {[month.register, month.entries, month.ledger, month.gap].map((pence, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: four figures in a fixed order
                <td key={at} className="number">
                  {sayMoney(pence)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </SettleForm>
  );
}
