import { formatDate, formatMoney, formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { OutturnRisk, RangedFigure } from '../../../shared/scenario/outturn-risk.ts';
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
  const row = (label: string, { outturn }: RangedFigure) => [
    label,
    ...[outturn.figure, outturn.mean, outturn.p10, outturn.p50, outturn.p80, outturn.p90].map(thousands),
  ];
  const variance = (label: string, of: RangedFigure) => [
    label,
    ...[of.figure, of.mean, of.p10, of.p50, of.p80, of.p90].map(thousands),
  ];
  return [
    '',
    `Risk, ${risk.draws.toLocaleString('en-GB')} draws`,
    textColumns([
      ['The forecast, £’000', 'Figure', 'Mean', 'P10', 'P50', 'P80', 'P90'],
      'rule',
      row('Outturn', risk),
      variance('Variance', risk),
    ]),
    textColumns([
      ['The risk-weighted forecast, £’000', 'Figure', 'Mean', 'P10', 'P50', 'P80', 'P90'],
      'rule',
      row('Outturn', risk.riskWeighted),
      variance('Variance', risk.riskWeighted),
    ]),
    `Pressures not counted in the forecast and counted by their odds in the risk-weighted one: ${sayMoney(risk.notCounted.expected)} expected, ${sayMoney(risk.notCounted.worst)} at worst.`,
    `Probability of overspend ${percent(risk.probabilityOfOverspend)}, after agreed investment ${percent(risk.probabilityOfNetOverspend)}; a reserve of ${sayMoney(risk.reserveAtP80)} beyond the forecast covers P80.`,
    textColumns([
      ['Alone, £’000', 'Mean', 'P10', 'P90'],
      'rule',
      ...risk.components.map((part) => [part.label, ...[part.mean, part.p10, part.p90].map(thousands)]),
    ]),
    ...risk.notes.map(({ text }) => `· ${text}`),
  ];
}
