import type { BacktestRow } from '../demand/backtest/row.ts';
import type { TrackRecord } from '../demand/backtest/track-record.ts';
import { formatNumber } from '../format/format.ts';
import { methodName } from '../format/method-names.ts';
import type { ReportBlock } from './document.ts';

const percent = (value: number | null) => (value === null ? '–' : `${formatNumber(value, 1)} %`);
const share = (value: number | null) => (value === null ? '–' : `${formatNumber(value * 100, 0)} %`);

/** How forecasts of children from past dates did, beside “as many as at the start”; nothing where none could be made. */
export function trackRecordBlocks(record: TrackRecord | null): ReportBlock[] {
  if (!record) return [];
  const row = (one: BacktestRow) => ({
    cells: [
      one.method === 'naive' ? 'As at the start' : methodName(one.method),
      `${one.horizon}`,
      formatNumber(one.origins),
      percent(one.meanPercentageError),
      one.scaledError === null ? '–' : formatNumber(one.scaledError, 2),
      one.bias === null ? '–' : formatNumber(one.bias, 1),
      share(one.coverage),
      share(one.coverage95),
      percent(one.intervalScorePercent),
    ],
    total: false,
  });
  const column = (label: string) => ({ label, numeric: true });
  return [
    {
      kind: 'table',
      caption: 'How forecasts of children from past dates did',
      columns: [
        { label: 'Method', numeric: false },
        ...[column('Months ahead'), column('Forecasts'), column('MAPE'), column('MASE'), column('Bias')],
        ...[column('In the 80 % range'), column('In the 95 % range'), column('Winkler')],
      ],
      rows: record.own.flatMap((own, at) => [row(own), ...(record.naive[at] ? [row(record.naive[at])] : [])]),
      note: 'Each forecast used only what was known at its start. MAPE: mean error, per cent of the children; MASE: error over that of the last level, less than 1 is better; bias: children, above zero too high; Winkler: width of the 80 % range and ten times what falls outside it, per cent of the children, less is better.',
    },
  ];
}
