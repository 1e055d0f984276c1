import { type LineMovement, movementBetween } from '../../../shared/finance/movement.ts';
import type { MoneyUnit } from '../../../shared/format/format.ts';
import { formatDate, formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { useIssuedPeriods } from './issued-periods.ts';

/** Movement since the period issued before, line by line: restated, closed since, and still ahead. */
export function MovementTable(props: { result: Forecast; unit: MoneyUnit; onOpen: (line: string) => void }) {
  const { before } = useIssuedPeriods();
  const { result, unit } = props;
  if (!before)
    return (
      <StateView title="No earlier period issued">
        Issue a period (Close) when it is reported. From the next one on, this table shows how each line has moved since
        and why.
      </StateView>
    );
  const movement = movementBetween(before.document, result);
  const cells = (row: LineMovement) => [
    { text: moneyText(row.before, unit) },
    { text: moneyText(row.now, unit) },
    { text: signedText(row.change, unit), tone: tone(row.change) },
    { text: signedText(row.restated, unit), tone: tone(row.restated) },
    { text: signedText(row.closed, unit), tone: tone(row.closed) },
    { text: signedText(row.ahead, unit), tone: tone(row.ahead) },
  ];
  const largest = [...movement.lines].sort((a, b) => Math.abs(b.change) - Math.abs(a.change))[0];
  return (
    <>
      <h2 className="card-title">
        {movement.total.change === 0
          ? `No movement since ${formatPeriod(before.year, before.period)}`
          : `${movement.total.change > 0 ? 'Up' : 'Down'} ${sayMoney(Math.abs(movement.total.change))} since ${formatPeriod(before.year, before.period)}, issued ${formatDate(before.at.slice(0, 10))}${largest?.change ? `; most in ${largest.name}, ${sayMoney(largest.change)}` : ''}`}
      </h2>
      <FigureTable
        name={`Movement since P${before.period}, ${unitLabel[unit]}`}
        head={unitLabel[unit]}
        columns={[
          { key: 'before', label: `P${before.period}`, quiet: true },
          { key: 'now', label: `P${result.period}` },
          { key: 'change', label: 'Movement' },
          { key: 'restated', label: 'Restated', title: 'Months that were actual then', divider: true },
          { key: 'closed', label: 'Closed since', title: 'Actual less what had been forecast' },
          { key: 'ahead', label: 'Ahead', title: 'Months still to come' },
        ]}
        onOpen={(row) => props.onOpen(row)}
        rows={[
          ...movement.lines.map((row) => ({ key: row.code, label: row.name, cells: cells(row) })),
          { key: 'total', label: 'Total', kind: 'total' as const, cells: cells(movement.total) },
        ]}
      />
    </>
  );
}
