import { formatMoney, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { axes, tooltip } from '../../components/charts/axes.ts';
import type { Draw } from '../../components/charts/chart-canvas.tsx';
import { ChartCard, Legend } from '../../components/charts/chart-card.tsx';
import { ruleAt } from '../../components/charts/value-labels.ts';
import { signedText, unitLabel } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';

/** Cumulative outturn less cumulative budget, period by period, in pence. */
export function cumulativeVariance(made: Forecast): number[] {
  let level = 0;
  return made.total.months.map((pence, index) => {
    level += pence - (made.total.budgetMonths[index] ?? 0);
    return level;
  });
}

function finding(result: Forecast, base: Forecast): string {
  const end = result.total.variance;
  const change = end - base.total.variance;
  const lands =
    end === 0 ? 'The year ends on budget' : `The year ends ${sayMoney(Math.abs(end))} ${end > 0 ? 'over' : 'under'}`;
  if (change === 0) return lands;
  return `${lands}, ${sayMoney(Math.abs(change))} ${change < 0 ? 'better' : 'worse'} than base`;
}

/** How the variance builds up: actual, then scenario beside base. */
export function VarianceChart(props: { result: Forecast; base: Forecast }) {
  const { result, base } = props;
  const unit = useStore((state) => state.unit);
  const shown: MoneyUnit = unit === 'pounds' ? 'thousands' : unit;
  const mine = cumulativeVariance(result);
  const theirs = cumulativeVariance(base);
  const period = result.period;
  const sets = [
    { label: 'Actual', values: mine.map((value, index) => (index < period ? value : null)) },
    { label: 'Scenario', values: mine.map((value, index) => (index >= period - 1 ? value : null)) },
    { label: 'Base', values: theirs.map((value, index) => (index >= period - 1 ? value : null)) },
  ];
  const draw: Draw = (tokens) => {
    const line = { pointRadius: 0, pointHoverRadius: 5, borderWidth: 2, tension: 0.15 };
    return {
      type: 'line',
      data: {
        labels: mine.map((_, index) => `P${index + 1}`),
        datasets: [
          { ...line, data: sets[0]?.values ?? [], borderColor: tokens.ink, pointBackgroundColor: tokens.ink },
          {
            ...line,
            data: sets[1]?.values ?? [],
            borderColor: tokens.accent,
            pointBackgroundColor: tokens.accent,
            borderWidth: 2.5,
            pointRadius: mine.map((_, index) => (index === 11 ? 4 : 0)),
          },
          {
            ...line,
            data: sets[2]?.values ?? [],
            borderColor: tokens.base,
            pointBackgroundColor: tokens.base,
            borderDash: [5, 4],
          },
        ],
      },
      options: {
        layout: { padding: { top: 6, right: 8 } },
        interaction: { mode: 'index', intersect: false },
        scales: axes(tokens, { value: (value) => formatMoney(value, shown, shown === 'millions' ? 1 : 0) }) as never,
        plugins: {
          tooltip: tooltip(
            tokens,
            (dataset, index) => `${sets[dataset]?.label}: ${sayMoney(sets[dataset]?.values[index] ?? 0)}`,
          ) as never,
        },
      },
      plugins: period > 0 && period < 12 ? [ruleAt(period - 1, 'actual', tokens.base, tokens.ink2, tokens.font)] : [],
    };
  };
  return (
    <ChartCard
      finding={finding(result, base)}
      caption={`Cumulative variance by period, ${unitLabel[shown]}`}
      draw={draw}
      say={(dataset, index) => `${sets[dataset]?.label ?? ''} ${sayMoney(sets[dataset]?.values[index] ?? 0)}`}
      legend={
        <Legend
          items={[
            { label: 'Actual', mark: 'line', colour: '--ink' },
            { label: 'Scenario', mark: 'dot', colour: '--accent' },
            { label: 'Base', mark: 'dash', colour: '--base' },
          ]}
        />
      }
      table={{
        head: 'Period',
        columns: [
          { key: 'scenario', label: 'Scenario' },
          { key: 'base', label: 'Base' },
          { key: 'change', label: 'Change' },
        ],
        rows: mine.map((value, index) => ({
          key: String(index + 1),
          label: `P${index + 1}${index < period ? ' actual' : ''}`,
          cells: [
            { text: signedText(value, unit) },
            { text: signedText(theirs[index] ?? 0, unit) },
            { text: signedText(value - (theirs[index] ?? 0), unit) },
          ],
        })),
      }}
    />
  );
}
