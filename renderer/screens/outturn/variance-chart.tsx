import { formatMoney } from '../../../shared/format/format.ts';
import { varianceSentence } from '../../../shared/headline/outturn.ts';
import { overUnder } from '../../../shared/headline/sentence.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { cumulativeVariance, type PeriodRange } from '../../../shared/scenario/risk-by-period.ts';
import { axes, tooltip } from '../../components/charts/axes.ts';
import type { Draw } from '../../components/charts/chart-canvas.tsx';
import { ChartCard } from '../../components/charts/chart-card.tsx';
import { ruleAt } from '../../components/charts/value-labels.ts';
import { signedText, unitLabel } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';

/** Edges of the ranges, the outer upper one first and its lower one last. */
const bands = [
  { label: 'P90', key: 'p90' },
  { label: 'P75', key: 'p75' },
  { label: 'P25', key: 'p25' },
  { label: 'P10', key: 'p10' },
] as const;

type Props = { result: Forecast; base: Forecast; ranges: readonly PeriodRange[] | null };

/** How the variance builds up: actual, then scenario beside base, with the 50 % and 80 % ranges once they are drawn. */
export function VarianceChart(props: Props) {
  const { result, base } = props;
  const ranges = props.ranges ?? [];
  const unit = useStore((state) => state.unit);
  const mine = cumulativeVariance(result);
  const theirs = cumulativeVariance(base);
  const period = result.period;
  // Months whose variance rests in part on an estimate, because the ledger of a line lacks them.
  const estimated = new Set(result.gaps.map((gap) => gap.period));
  const sets = [
    { label: 'Actual', values: mine.map((value, index) => (index < period ? value : null)) },
    { label: 'Scenario', values: mine.map((value, index) => (index >= period - 1 ? value : null)) },
    { label: 'Base', values: theirs.map((value, index) => (index >= period - 1 ? value : null)) },
    ...(ranges.length > 0
      ? bands.map(({ label, key }) => ({
          label,
          // The fan opens from the last actual.
          values: mine.map((value, index) =>
            index === period - 1 ? value : (ranges.find((range) => range.period === index + 1)?.[key] ?? null),
          ),
        }))
      : []),
  ];
  const draw: Draw = (tokens) => {
    const line = { pointRadius: 0, pointHoverRadius: 5, borderWidth: 2, tension: 0.15 };
    return {
      type: 'line',
      data: {
        labels: mine.map((_, index) => `P${index + 1}`),
        datasets: [
          {
            ...line,
            data: sets[0]?.values ?? [],
            borderColor: tokens.ink,
            pointBackgroundColor: tokens.ink,
            pointRadius: mine.map((_, index) => (estimated.has(index + 1) ? 3 : 0)),
            segment: { borderDash: ({ p1DataIndex }) => (estimated.has(p1DataIndex + 1) ? [2, 3] : undefined) },
          },
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
          ...sets.slice(3).map((set, index) => ({
            ...line,
            data: set.values,
            borderWidth: 0,
            pointHoverRadius: 0,
            order: 20 - index,
            // Each upper edge is filled down to its lower one.
            ...(index === 0
              ? { fill: { target: 6 }, backgroundColor: tokens.fanOuter }
              : index === 1
                ? { fill: { target: 5 }, backgroundColor: tokens.fanInner }
                : {}),
          })),
        ],
      },
      options: {
        layout: { padding: { top: 6, right: 8 } },
        interaction: { mode: 'index', intersect: false },
        scales: axes(tokens, { value: (value) => formatMoney(value, unit, unit === 'millions' ? 1 : 0) }) as never,
        plugins: {
          tooltip: tooltip(
            tokens,
            (dataset, index) => `${sets[dataset]?.label}: ${overUnder(sets[dataset]?.values[index] ?? 0, unit)}`,
          ) as never,
        },
      },
      plugins: period > 0 && period < 12 ? [ruleAt(period - 1, 'actual', tokens.base, tokens.ink2, tokens.font)] : [],
    };
  };
  return (
    <ChartCard
      finding={varianceSentence(result, base, ranges, unit).text}
      caption={`Cumulative variance by period, ${unitLabel[unit]}`}
      draw={draw}
      say={(dataset, index) => `${sets[dataset]?.label ?? ''} ${overUnder(sets[dataset]?.values[index] ?? 0, unit)}`}
      legend={[
        { label: 'Actual', mark: 'line', colour: '--ink' },
        ...(estimated.size > 0 ? [{ label: 'Part estimated', mark: 'dash' as const, colour: '--ink' }] : []),
        { label: 'Scenario', mark: 'dot', colour: '--accent' },
        { label: 'Base', mark: 'dash', colour: '--base' },
        // The darker band is shown; the lighter one about it is the tile's likely range.
        ...(ranges.length > 0 ? [{ label: '50 %, 80 %', mark: 'bar' as const, colour: '--fan-inner' }] : []),
      ]}
      table={{
        head: 'Period',
        columns: [
          { key: 'scenario', label: 'Scenario' },
          { key: 'base', label: 'Base' },
          { key: 'change', label: 'Change' },
          ...(ranges.length > 0 ? [...bands].reverse().map(({ key, label }) => ({ key, label })) : []),
        ],
        rows: mine.map((value, index) => ({
          key: String(index + 1),
          label: `P${index + 1}${index < period ? (estimated.has(index + 1) ? ' actual, part estimated' : ' actual') : ''}`,
          cells: [
            { text: signedText(value, unit) },
            { text: signedText(theirs[index] ?? 0, unit) },
            { text: signedText(value - (theirs[index] ?? 0), unit) },
            ...(ranges.length > 0
              ? [...bands].reverse().map(({ key }) => {
                  const at = ranges.find((range) => range.period === index + 1);
                  return { text: at ? signedText(at[key], unit) : '–' };
                })
              : []),
          ],
        })),
      }}
    />
  );
}
