import { formatDate, formatMoney, formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { OutturnRisk } from '../../../shared/scenario/outturn-risk.ts';
import { textColumns } from './text-columns.ts';

const thousands = (pence: number) => formatMoney(pence, 'thousands');

/** Movement of each line since the period issued before, in £’000; nothing where none was issued. */
export function movementText({ lines, total, movementFrom }: Forecast): string[] {
  if (!movementFrom) return [];
  const { year, period, issuedAt } = movementFrom;
  const row = (line: Forecast['total']) => [
    line.name,
    thousands(line.outturn - (line.movement ?? 0)),
    thousands(line.outturn),
    thousands(line.movement ?? 0),
  ];
  return [
    '',
    `Movement since ${formatPeriod(year, period)}, issued ${formatDate(issuedAt.slice(0, 10))}`,
    textColumns([
      ['£’000', 'Then', 'Now', 'Movement'],
      'rule',
      ...lines.map(row),
      'rule',
      row({ ...total, name: 'Total' }),
    ]),
  ];
}

/** The distribution of the outturn, in words and £’000. */
export function riskText(risk: OutturnRisk): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const { outturn } = risk;
  return [
    '',
    `Risk, ${risk.draws.toLocaleString('en-GB')} draws`,
    textColumns([
      ['£’000', 'Central', 'Mean', 'P10', 'P50', 'P80', 'P90'],
      'rule',
      [
        'Outturn',
        ...[outturn.central, outturn.mean, outturn.p10, outturn.p50, outturn.p80, outturn.p90].map(thousands),
      ],
      ['Variance', ...[risk.central, risk.mean, risk.p10, risk.p50, risk.p80, risk.p90].map(thousands)],
    ]),
    `Probability of overspend ${percent(risk.probabilityOfOverspend)}, after agreed investment ${percent(risk.probabilityOfNetOverspend)}; a reserve of ${sayMoney(risk.reserveAtP80)} beyond the forecast covers P80.`,
    textColumns([
      ['Alone, £’000', 'Mean', 'P10', 'P90'],
      'rule',
      ...risk.components.map((part) => [part.label, ...[part.mean, part.p10, part.p90].map(thousands)]),
    ]),
    ...risk.notes.map((note) => `· ${note}`),
  ];
}
