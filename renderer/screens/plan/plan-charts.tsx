import { type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import { movementLabels } from '../../../shared/plan/plan-labels.ts';
import type { Plan, PlanYear } from '../../../shared/plan/plan-types.ts';
import { BarsCard } from '../../components/charts/bars-card.tsx';
import { WaterfallCard } from '../../components/charts/waterfall-card.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';

/** Cost against funding over the years, and how one year becomes the next. */
export function PlanCharts({ plan, year, unit }: { plan: Plan; year: PlanYear; unit: MoneyUnit }) {
  const worst = plan.years.reduce((most, each) => (each.gap > most.gap ? each : most));
  const finding =
    worst.gap > 0
      ? `The gap is widest in ${worst.year}: ${sayMoney(worst.gap)}`
      : 'Funding meets the cost of every year';
  const largest = [...year.movements].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0];
  return (
    <div className="charts">
      <BarsCard
        finding={finding}
        caption={`Cost of shared lines and funding by year; ${unitLabel[unit]}`}
        head="Year"
        labels={plan.years.map((each) => each.year)}
        series={[
          { label: 'Cost', values: plan.years.map((each) => each.shared), colour: '--series-1' },
          { label: 'Funding', values: plan.years.map((each) => each.funding.total), colour: '--series-2' },
        ]}
        format={(pence) => moneyText(pence, unit)}
      />
      <WaterfallCard
        finding={
          largest
            ? `${year.year}: ${movementLabels[largest.kind].toLowerCase()} moves it most, ${sayMoney(largest.amount)}`
            : `${year.year} costs what the year before did`
        }
        caption={`From the year before to ${year.year}`}
        unit={unit}
        steps={[
          { key: 'opening', label: 'Opening', amount: year.opening, whole: true },
          ...year.movements.map((item) => ({ key: item.kind, label: movementLabels[item.kind], amount: item.amount })),
          { key: 'closing', label: year.year, amount: year.closing, whole: true },
        ]}
      />
    </div>
  );
}
