import { formatMonth, sayMoney } from '../../../shared/format/format.ts';
import { addMonths, yearStart } from '../../../shared/model/calendar.ts';
import type { SavingsForecast } from '../../../shared/model/forecast.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { useStore } from '../../state/store.ts';

/** How delivery builds up over the year, scenario beside base. */
export function RagChart(props: { savings: SavingsForecast }) {
  const base = useStore((state) => state.base?.savings);
  const year = useStore((state) => state.result?.year);
  if (!year) return null;
  const build = (savings: SavingsForecast) => {
    let level = 0;
    return Array.from({ length: 12 }, (_, index) => {
      level += savings.rows.reduce((sum, row) => sum + (row.months[index] ?? 0), 0);
      return level / 1e8;
    });
  };
  const share = props.savings.planned === 0 ? 0 : Math.round((100 * props.savings.expected) / props.savings.planned);
  return (
    <LinesCard
      finding={`${sayMoney(props.savings.expected)} of ${sayMoney(props.savings.planned)} planned is expected: ${share} %`}
      caption="Cumulative delivery by month, £m"
      head="Month"
      labels={Array.from({ length: 12 }, (_, index) => formatMonth(addMonths(yearStart(year), index)).slice(0, 3))}
      series={[
        { label: 'Scenario', values: build(props.savings), colour: '--series-1' },
        ...(base ? [{ label: 'Base', values: build(base), colour: '--base', dashed: true }] : []),
      ]}
      format={(value) => value.toFixed(3)}
      axis={(value) => value.toFixed(1)}
    />
  );
}
