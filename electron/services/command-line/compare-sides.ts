import { formatMoney, formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import type { BridgeStep, Forecast } from '../../../shared/model/forecast.ts';
import { sum } from '../../../shared/model/money.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { bridgeByPriceVolumeMix, compareForecasts } from '../../../shared/scenario/compare.ts';
import { compareMany } from '../../../shared/scenario/compare-many.ts';
import { bridgeByLever } from '../../../shared/scenario/compare-scenarios.ts';
import { bridgeAcrossYears } from '../../../shared/scenario/compare-years.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { gapTexts, lacksActuals } from '../../../shared/scenario/forecast-notes.ts';
import { snapshotHash } from '../scenario-files/snapshot-bytes.ts';
import type { CommandResult } from './environment.ts';
import { type TextRow, textColumns } from './text-columns.ts';

export type Side = { name: string; snapshot: Snapshot; scenario: Scenario };
export type BridgeKind = 'lever' | 'pvm';
function leverSteps(a: Side, b: Side, first: Forecast): BridgeStep[] {
  if (a.scenario.year !== b.scenario.year)
    return bridgeAcrossYears(first, forecast(b.snapshot, b.scenario), a.snapshot, b.snapshot);
  if (a.snapshot === b.snapshot || snapshotHash(a.snapshot) === snapshotHash(b.snapshot)) {
    return bridgeByLever(b.snapshot, a.scenario, b.scenario);
  }
  const onNewData = forecast(b.snapshot, a.scenario);
  return [
    { key: 'data', label: 'Other data', amount: onNewData.total.outturn - first.total.outturn },
    ...bridgeByLever(b.snapshot, a.scenario, b.scenario),
  ];
}
function side({ name, scenario }: Side, made: Forecast) {
  const { year, period, dataDate, engineVersion, method, total } = made;
  const { outturn, variance, netVariance } = total;
  return {
    file: name,
    scenario: scenario.name,
    year,
    period,
    dataDate,
    engineVersion,
    method,
    outturn,
    variance,
    netVariance,
    gaps: made.gaps,
    ...(made.askedPeriod === undefined ? {} : { askedPeriod: made.askedPeriod }),
  };
}
function heading({ name, scenario }: Side, made: Forecast): string {
  return `“${scenario.name}” (${name}), ${formatPeriod(made.year, made.period)}: outturn ${sayMoney(made.total.outturn)}, variance ${sayMoney(made.total.variance)}, net ${sayMoney(made.total.netVariance)}`;
}
/** Compares two scenarios. A change of data is a step of its own, before the levers. */
export function compareSides(a: Side, b: Side, by: BridgeKind): CommandResult {
  const [first, second] = [forecast(a.snapshot, a.scenario), forecast(b.snapshot, b.scenario)];
  const { lines, total } = compareForecasts(first, second);
  const steps = by === 'pvm' ? bridgeByPriceVolumeMix(first, second, a.snapshot, b.snapshot) : leverSteps(a, b, first);
  const difference = second.total.outturn - first.total.outturn;
  return {
    json: {
      command: 'compare',
      by,
      unit: 'pence',
      a: side(a, first),
      b: side(b, second),
      difference,
      lines,
      total,
      bridge: steps,
      sumOfSteps: sum(steps.map((step) => step.amount)),
    },
    text: [
      `A  ${heading(a, first)}`,
      `B  ${heading(b, second)}`,
      '',
      textColumns([
        ['£’000', 'Outturn A', 'Outturn B', 'Difference'],
        'rule',
        ...[...lines, { ...total, name: 'Total' }].map(
          ({ name, outturn }): TextRow => [
            name,
            ...[outturn.a, outturn.b, outturn.difference].map((pence) =>
              pence === null ? '' : formatMoney(pence, 'thousands'),
            ),
          ],
        ),
      ]),
      '',
      textColumns([
        ['Bridge of the outturn', '£'],
        'rule',
        ['A', formatMoney(first.total.outturn, 'pounds', 2)],
        ...steps.map(({ label, amount }): TextRow => [label, formatMoney(amount, 'pounds', 2)]),
        'rule',
        ['B', formatMoney(second.total.outturn, 'pounds', 2)],
      ]),
      ...gapTexts(first).map((text) => `! A: ${text}`),
      ...gapTexts(second).map((text) => `! B: ${text}`),
    ].join('\n'),
    problems: [first, second].some(lacksActuals),
  };
}
/** Three or four scenarios: one column each, and a bridge from the first to every other. */
export function compareAll(first: Side, others: readonly Side[], by: BridgeKind): CommandResult {
  const sides = [first, ...others];
  const made = sides.map((one) => ({ name: one.scenario.name, forecast: forecast(one.snapshot, one.scenario) }));
  const beside = compareMany(made);
  const base = made[0]?.forecast as Forecast;
  const bridges = others.map((other, at) => {
    const steps =
      by === 'pvm'
        ? bridgeByPriceVolumeMix(base, made[at + 1]?.forecast ?? base, first.snapshot, other.snapshot)
        : leverSteps(first, other, base);
    return {
      file: other.name,
      scenario: other.scenario.name,
      steps,
      sumOfSteps: sum(steps.map((step) => step.amount)),
    };
  });
  const letters = sides.map((_, at) => String.fromCharCode(65 + at));
  const thousands = (pence: number | null) => (pence === null ? '' : formatMoney(pence, 'thousands'));
  return {
    json: {
      command: 'compare',
      by,
      unit: 'pence',
      sides: sides.map((one, at) => side(one, made[at]?.forecast ?? base)),
      ...beside,
      bridges,
    },
    text: [
      ...sides.map((one, at) => `${letters[at]}  ${heading(one, made[at]?.forecast ?? base)}`),
      '',
      textColumns([
        ['£’000', ...letters, ...letters.slice(1).map((letter) => `${letter} − A`)],
        'rule',
        ...[...beside.lines, { ...beside.total, name: 'Total' }].map(
          ({ name, values, differences }): TextRow => [
            name,
            ...values.map(thousands),
            ...differences.slice(1).map(thousands),
          ],
        ),
      ]),
      ...bridges.flatMap(({ steps }, at) => [
        '',
        textColumns([
          [`Bridge from A to ${letters[at + 1]}`, '£'],
          'rule',
          ...steps.map(({ label, amount }): TextRow => [label, formatMoney(amount, 'pounds', 2)]),
        ]),
      ]),
      ...made.flatMap((one, at) => gapTexts(one.forecast).map((text) => `! ${letters[at]}: ${text}`)),
    ].join('\n'),
    problems: made.some((one) => lacksActuals(one.forecast)),
  };
}
