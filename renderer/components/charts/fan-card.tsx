import type { ReactNode } from 'react';
import { axes, tooltip } from './axes.ts';
import type { Draw } from './chart-canvas.tsx';
import { ChartCard } from './chart-card.tsx';
import { ruleAt } from './value-labels.ts';

export type FanPoint = { low95: number; p10: number; p50: number; p90: number; high95: number };
type Series = { label: string; values: readonly (number | null)[]; line: boolean };

/** What has been, then what may come: two shaded bands round the middle of the paths, with base and scenario as lines. */
export function FanCard(props: {
  finding: string;
  caption: string;
  head: string;
  labels: readonly string[];
  /** One value a label; null ahead of the data. */
  history: readonly (number | null)[];
  /** One point a label; null where there is no interval. */
  fan: readonly (FanPoint | null)[];
  scenario: readonly (number | null)[];
  base: readonly (number | null)[];
  format: (value: number) => string;
  axis: (value: number) => string;
  /** The bands belong to the figures before the last change: they are drawn faint. */
  stale?: boolean;
  foot?: ReactNode;
  /** A label of the axis from which something changed, and what. */
  rule?: { at: number; text: string } | undefined;
}) {
  const { labels, history, fan, format } = props;
  const hasFan = fan.some(Boolean);
  const pick = (key: keyof FanPoint) => fan.map((point) => point?.[key] ?? null);
  const series: Series[] = [
    { label: 'So far', values: history, line: true },
    { label: 'Scenario', values: props.scenario, line: true },
    { label: 'Base', values: props.base, line: true },
    ...(hasFan
      ? [
          { label: '97.5 %', values: pick('high95'), line: false },
          { label: 'P90', values: pick('p90'), line: false },
          { label: 'P50', values: pick('p50'), line: false },
          { label: 'P10', values: pick('p10'), line: false },
          { label: '2.5 %', values: pick('low95'), line: false },
        ]
      : []),
  ];
  const faint = (colour: string) => (props.stale ? `color-mix(in srgb, ${colour} 35%, transparent)` : colour);
  const draw: Draw = (tokens) => {
    const plain = { pointRadius: 0, pointHoverRadius: 4, borderWidth: 0, fill: false as boolean | object };
    const looks = [
      { borderColor: tokens.ink, borderWidth: 2, pointHoverRadius: 5 },
      { borderColor: tokens.accent, borderWidth: 2.5, pointHoverRadius: 5 },
      { borderColor: tokens.base, borderWidth: 2, borderDash: [5, 4] },
      { fill: { target: 7 }, backgroundColor: faint(tokens.fanOuter) },
      { fill: { target: 6 }, backgroundColor: faint(tokens.fanInner) },
      { borderColor: faint(tokens.accent), borderWidth: 1, borderDash: [2, 3] },
      {},
      {},
    ];
    return {
      type: 'line',
      data: {
        labels: [...labels],
        datasets: series.map(
          (entry, index) =>
            ({
              ...plain,
              data: [...entry.values],
              // Bands lie under the lines, the wide one lowest.
              order: [0, 1, 2, 20, 15, 12, 30, 30][index] ?? 30,
              pointBackgroundColor: looks[index]?.borderColor ?? tokens.accent,
              ...looks[index],
            }) as never,
        ),
      },
      options: {
        layout: { padding: { top: 6, right: 8 } },
        interaction: { mode: 'index', intersect: false },
        scales: axes(tokens, { value: props.axis }) as never,
        plugins: {
          tooltip: {
            ...tooltip(tokens, (dataset, index) => {
              const value = series[dataset]?.values[index];
              return `${series[dataset]?.label}: ${value === null || value === undefined ? '–' : format(value)}`;
            }),
            filter: (item: { raw: unknown }) => item.raw !== null,
          } as never,
        },
      },
      plugins: props.rule ? [ruleAt(props.rule.at, props.rule.text, tokens.base, tokens.ink2, tokens.font)] : [],
    };
  };
  // A column of nothing is no column.
  const told = series.filter((entry) => entry.values.some((value) => value !== null));
  const text = (value: number | null | undefined) => (value === null || value === undefined ? '–' : format(value));
  return (
    <ChartCard
      finding={props.finding}
      caption={props.caption}
      draw={draw}
      say={(dataset, index) => `${series[dataset]?.label ?? ''} ${text(series[dataset]?.values[index])}`}
      legend={[
        ...(history.some((value) => value !== null)
          ? ([{ label: 'So far', mark: 'line', colour: '--ink' }] as const)
          : []),
        { label: 'Scenario', mark: 'line', colour: '--accent' },
        ...(props.base.some((value) => value !== null)
          ? ([{ label: 'Base', mark: 'dash', colour: '--base' }] as const)
          : []),
        ...(hasFan
          ? ([
              { label: 'P10–P90', mark: 'bar', colour: '--fan-inner' },
              { label: '95 %', mark: 'bar', colour: '--fan-outer' },
            ] as const)
          : []),
      ]}
      note={props.foot}
      table={{
        head: props.head,
        columns: told.map((entry) => ({ key: entry.label, label: entry.label })),
        rows: labels.map((label, index) => ({
          key: `${index}`,
          label,
          cells: told.map((entry) => ({ text: text(entry.values[index]) })),
        })),
      }}
    />
  );
}
