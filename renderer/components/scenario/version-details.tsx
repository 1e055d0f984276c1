import type { VersionComparison } from '../../../shared/api.ts';
import { formatDate, sayMoney } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Results } from '../../../shared/scenario-file/document.ts';
import { valueText } from '../levers/base-value.ts';

/** What a version holds; nothing is changed by looking. */
export function Look({ scenario, results }: { scenario: Scenario; results: Results | null }) {
  return (
    <div className="stack small">
      <p>
        {scenario.levers.length === 0 ? 'No levers: the base.' : 'Levers:'}
        {results ? ` Outturn ${sayMoney(results.total.outturn)}, variance ${sayMoney(results.total.variance)}.` : ''}
      </p>
      <ul>
        {scenario.levers.map((lever) => (
          <li key={lever.id}>
            {lever.name}: {valueText(lever, lever.value)} from {formatDate(lever.from)}
            {lever.on ? '' : ' (off)'}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What differs between two versions, and what it does to the outturn. */
export function Comparison({ result }: { result: VersionComparison }) {
  const steps = (result.bridge ?? []).filter((step) => step.amount !== 0);
  const data = result.otherData === null ? null : <p className="small">{result.otherData}</p>;
  if (result.differences.length === 0) return data ?? <p className="small">Nothing differs.</p>;
  return (
    <div className="stack small">
      {data}
      <table className="drill-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">{result.before.name}</th>
            <th scope="col">{result.after.name}</th>
          </tr>
        </thead>
        <tbody>
          {result.differences.slice(0, 40).map((difference) => (
            <tr key={difference.what}>
              <th scope="row">{difference.what}</th>
              <td>{difference.before ?? '–'}</td>
              <td>{difference.after ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {steps.length > 0 ? (
        <p>
          On today’s data the outturn moves by {sayMoney(steps.reduce((sum, step) => sum + step.amount, 0))}:{' '}
          {steps.map((step) => `${step.label} ${sayMoney(step.amount)}`).join('; ')}.
        </p>
      ) : null}
    </div>
  );
}
