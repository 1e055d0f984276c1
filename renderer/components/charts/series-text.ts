import type { TableTwin } from './table-twin.ts';

/**
 * What a chart of series says: the words of a point in its tip and aloud, and the same figures as a table. A value
 * that is not known is a dash, never a nought.
 */
export function seriesText(props: {
  labels: readonly string[];
  series: readonly { label: string; values: readonly (number | null)[] }[];
  format: (value: number) => string;
  head: string;
}) {
  const { labels, series, format, head } = props;
  const text = (dataset: number, index: number): string => {
    const value = series[dataset]?.values[index];
    return value === null || value === undefined ? '–' : format(value);
  };
  const table: TableTwin = {
    head,
    columns: series.map(({ label }) => ({ key: label, label })),
    rows: labels.map((label, index) => ({
      key: `${index}`,
      label,
      cells: series.map((_, dataset) => ({ text: text(dataset, index) })),
    })),
  };
  return {
    tip: (dataset: number, index: number) => `${series[dataset]?.label}: ${text(dataset, index)}`,
    say: (dataset: number, index: number) => `${series[dataset]?.label ?? ''} ${text(dataset, index)}`,
    table,
  };
}
