import type { ChartTokens } from './chart-tokens.ts';
import { wrapText } from './wrap-text.ts';

/** Of a letter of the smallest label, about. */
const letterWidth = 5.4;

/** Quiet axes: a baseline, few grid lines, tabular labels. */
export function axes(
  tokens: ChartTokens,
  options: {
    value: (value: number) => string;
    stacked?: boolean;
    /** Names under the bars: each is written, in as many lines as it needs. */
    names?: readonly string[];
    /** Only each so-manieth label is written: 10 for round per cents. */
    everyLabel?: number;
  },
): Record<'x' | 'y', never> {
  const { names, everyLabel: every } = options;
  const ticks = { color: tokens.ink2, font: { family: tokens.font, size: 11 } };
  return {
    x: {
      stacked: options.stacked ?? false,
      grid: { display: false },
      border: { color: tokens.line },
      ticks: {
        ...ticks,
        font: { family: tokens.font, size: names ? 10 : 11 },
        maxRotation: 0,
        autoSkip: !names && !every,
        autoSkipPadding: 8,
        ...(names
          ? {
              callback(this: { width: number }, _: unknown, index: number) {
                return wrapText(names[index] ?? '', Math.floor(this.width / names.length / letterWidth), 4);
              },
            }
          : {}),
        ...(every
          ? {
              callback(this: { getLabelForValue(value: number): string }, value: number, index: number) {
                return index % every === 0 ? this.getLabelForValue(value) : null;
              },
            }
          : {}),
      },
    },
    y: {
      stacked: options.stacked ?? false,
      // Areas on each other are read by their height.
      ...(options.stacked ? { beginAtZero: true } : {}),
      grid: { color: tokens.line, drawTicks: false },
      border: { display: false },
      ticks: {
        ...ticks,
        maxTicksLimit: 6,
        padding: 6,
        callback: (value: unknown) => (Number(value) === 0 ? '0' : options.value(Number(value))),
      },
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
