import { formatMonth, formatPeriod } from '../../../shared/format/format.ts';
import { deliveredMonths, deliverySentence } from '../../../shared/headline/savings.ts';
import { moneyText } from '../../../shared/headline/sentence.ts';
import { addMonths, yearStart } from '../../../shared/model/calendar.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { unitLabel } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';

/** How delivery builds up over the year, scenario beside base; the months that have closed are the same in both. */
export function RagChart({ result }: { result: Forecast }) {
  const base = useStore((state) => state.base?.savings ?? null);
  const unit = useStore((state) => state.unit);
  const { savings, year, period } = result;
  const build = (months: readonly number[]) => {
    let level = 0;
    return months.map((month) => {
      level += month;
      return level;
    });
  };
  return (
    <LinesCard
      finding={deliverySentence(savings, unit).text}
      caption={`Cumulative delivery by month, ${unitLabel[unit]}${period > 0 ? `; levers act after ${formatPeriod(year, period)}` : ''}`}
      head="Month"
      labels={Array.from({ length: 12 }, (_, index) => formatMonth(addMonths(yearStart(year), index)).slice(0, 3))}
      series={[
        { label: 'Scenario', values: build(deliveredMonths(savings, base, period)), colour: '--series-1' },
        ...(base
          ? [{ label: 'Base', values: build(deliveredMonths(base, null, period)), colour: '--base', dashed: true }]
          : []),
      ]}
      format={(value) => moneyText(value, unit)}
      axis={(value) => moneyText(value, unit)}
    />
  );
}
