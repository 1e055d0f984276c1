import { useMemo } from 'react';
import { formatMoney, formatNumber, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import { signedText, unitLabel } from '../parts/money.ts';
import { axes, tooltip } from './axes.ts';
import type { Draw } from './chart-canvas.tsx';
import { ChartCard } from './chart-card.tsx';
import { valueLabels } from './value-labels.ts';

/** `short`: what fits under a bar. */
export type WaterfallStep = { key: string; label: string; short?: string; amount: number; whole?: boolean };

/** Bars from where the last step ended: [from, to] in pence. Wholes stand on nought. */
export function waterfallBars(steps: readonly WaterfallStep[]): [number, number][] {
  let level = 0;
  return steps.map((step) => {
    if (step.whole) {
      level = step.amount;
      return [0, step.amount];
    }
    const from = level;
    level += step.amount;
    return [from, level];
  });
}

/** 1, 2 or 5 times a power of ten: the first not under `least`. */
export function gridStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return power * ([1, 2, 5].find((times) => times * power >= least) ?? 10);
}

/** A waterfall whose axis starts near the figures when the steps are small against the wholes, and says so. */
export function WaterfallCard(props: {
  finding: string;
  caption: string;
  steps: readonly WaterfallStep[];
  unit: MoneyUnit;
}) {
  const { unit } = props;
  // Steps of nothing need no bar; the table twin of the forecast keeps every step.
  const steps = useMemo(() => props.steps.filter((step) => step.whole || step.amount !== 0), [props.steps]);
  const shown: MoneyUnit = 'millions';
  const bars = useMemo(() => waterfallBars(steps), [steps]);
  const wholes = steps.filter((step) => step.whole).map((step) => step.amount);
  const tops = bars.flat().filter((value) => value !== 0);
  const lowest = Math.min(...tops);
  const highest = Math.max(...tops, 0);
  // A cut axis starts on a line of its grid, in whole millions, so that it can be read.
  const between = gridStep((1.6 * (highest - lowest)) / 5);
  const cut =
    wholes.length > 0 && lowest > 0 && highest - lowest < 0.45 * highest
      ? Math.floor((lowest - (highest - lowest) * 0.6) / Math.max(1e8, between)) * Math.max(1e8, between)
      : undefined;
  // As many places as the axis needs to tell its lines apart.
  const places =
    highest - (cut ?? Math.min(lowest, 0)) > 1e9 ? 0 : highest - (cut ?? Math.min(lowest, 0)) > 1e8 ? 1 : 2;
  const floor = cut !== undefined && cut > 0 ? cut : undefined;
  const text = (index: number) => {
    const step = steps[index];
    if (!step) return '';
    const size = formatMoney(Math.abs(step.amount), shown, Math.abs(step.amount) < 5_000_000 ? 3 : 2);
    return step.whole ? size : `${step.amount < 0 ? '−' : '+'}${size}`;
  };
  const draw: Draw = (tokens) => ({
    type: 'bar',
    data: {
      labels: steps.map((step) => step.label),
      datasets: [
        {
          data: bars.map(([from, to]): [number, number] => [floor !== undefined && from === 0 ? floor : from, to]),
          backgroundColor: steps.map((step, index) =>
            step.whole ? (index === 0 ? tokens.base : tokens.accent) : step.amount > 0 ? tokens.over : tokens.under,
          ),
          borderRadius: 2,
          borderSkipped: false,
          maxBarThickness: 64,
          categoryPercentage: 0.86,
          barPercentage: 0.84,
          minBarLength: 2,
        },
      ],
    },
    options: {
      layout: { padding: { top: 18 } },
      scales: (() => {
        const both = axes(tokens, {
          names: steps.map((step) => step.short ?? step.label),
          value: (value) => formatMoney(value, shown, places),
        }) as unknown as Record<'x' | 'y', Record<string, unknown>>;
        if (floor !== undefined) {
          both.y.min = floor;
          both.y.ticks = { ...(both.y.ticks as object), stepSize: between, maxTicksLimit: 9 };
        }
        return both as never;
      })(),
      plugins: { tooltip: tooltip(tokens, (_, index) => sayMoney(steps[index]?.amount ?? 0)) as never },
    },
    plugins: [valueLabels((_, index) => text(index), tokens.ink, tokens.font)],
  });
  return (
    <ChartCard
      finding={props.finding}
      caption={`${props.caption}, ${unitLabel[shown]}${floor !== undefined ? ` · axis starts at £${formatNumber(floor / 1e8)}m` : ''}`}
      draw={draw}
      say={(_, index) => sayMoney(steps[index]?.amount ?? 0)}
      table={{
        head: 'Step',
        columns: [
          { key: 'amount', label: 'Amount' },
          { key: 'level', label: 'Running total' },
        ],
        rows: steps.map((step, index) => ({
          key: step.key,
          label: step.label,
          kind: step.whole ? ('total' as const) : ('plain' as const),
          cells: [
            { text: step.whole ? formatMoney(step.amount, unit) : signedText(step.amount, unit) },
            { text: formatMoney(bars[index]?.[1] ?? 0, unit) },
          ],
        })),
      }}
    />
  );
}
