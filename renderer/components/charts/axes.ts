import type { ChartTokens } from './chart-tokens.ts';

/** Quiet axes: a baseline, few grid lines, tabular labels. */
export function axes(
  tokens: ChartTokens,
  options: { value: (value: number) => string; stacked?: boolean; everyLabel?: boolean },
): Record<'x' | 'y', never> {
  const ticks = { color: tokens.ink2, font: { family: tokens.font, size: 11 } };
  return {
    x: {
      stacked: options.stacked ?? false,
      grid: { display: false },
      border: { color: tokens.line },
      ticks: {
        ...ticks,
        font: { family: tokens.font, size: options.everyLabel ? 10 : 11 },
        maxRotation: 0,
        autoSkip: !options.everyLabel,
        autoSkipPadding: 8,
      },
    },
    y: {
      stacked: options.stacked ?? false,
      grid: { color: tokens.line, drawTicks: false },
      border: { display: false },
      ticks: { ...ticks, maxTicksLimit: 6, padding: 6, callback: (value: unknown) => options.value(Number(value)) },
    },
  } as unknown as Record<'x' | 'y', never>;
}

/** The tooltip, in the page's own colours. */
export function tooltip(tokens: ChartTokens, label: (dataset: number, index: number) => string) {
  return {
    backgroundColor: tokens.ink,
    titleColor: tokens.card,
    bodyColor: tokens.card,
    titleFont: { family: tokens.font, size: 12 },
    bodyFont: { family: tokens.font, size: 12 },
    displayColors: false,
    callbacks: {
      label: (item: { datasetIndex: number; dataIndex: number }) => label(item.datasetIndex, item.dataIndex),
    },
  };
}
