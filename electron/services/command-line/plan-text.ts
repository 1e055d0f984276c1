import { dataTo, formatMoney, formatNumber, sayMoney } from '../../../shared/format/format.ts';
import { fundingLabels, movementLabels } from '../../../shared/plan/plan-labels.ts';
import { movementKinds, type Plan, type PlanYear } from '../../../shared/plan/plan-types.ts';
import { type TextRow, textColumns } from './text-columns.ts';

/** Pence in £’000, for a table. */
export const thousands = (pence: number) => formatMoney(pence, 'thousands');

/** The plan as a table in £’000: years across, the movement from opening to closing, the money to meet it and the gap. */
export function planText(plan: Plan): string {
  const { years } = plan;
  const row = (label: string, pick: (year: PlanYear) => number): TextRow => [
    label,
    ...years.map((year) => thousands(pick(year))),
  ];
  const amountOf = (year: PlanYear, kind: string) => year.movements.find((item) => item.kind === kind)?.amount ?? 0;
  const kinds = movementKinds.filter((kind) => years.some((year) => amountOf(year, kind) !== 0));
  const names = years.at(-1)?.lines ?? [];
  const table = textColumns([
    ['£’000', ...years.map(({ year }) => year)],
    'rule',
    row('Opening', (year) => year.opening),
    ...kinds.map((kind) => row(movementLabels[kind], (year) => amountOf(year, kind))),
    'rule',
    row('Cost of the year', (year) => year.closing),
    row('Of it passported', (year) => year.passported),
    row('Funding', (year) => year.funding.total),
    row('Gap before proposals', (year) => year.gapBeforeProposals),
    row('Gap', (year) => year.gap),
    row('Found from reserves', (year) => year.reservesUsed),
    row('Gap after reserves', (year) => year.gapAfterReserves),
    row('To find in the year itself', (year) => year.gapToFind),
    row('Proposals not agreed', (year) => year.proposed),
    row('Gap if they were agreed', (year) => year.gapWithProposed),
  ]);
  const lines = textColumns([
    ['Line, £’000', ...years.map(({ year }) => year)],
    'rule',
    ...names.map(
      (line): TextRow => [
        line.name,
        ...years.map((year) => {
          const own = year.lines.find((each) => each.code === line.code);
          return own ? thousands(own.closing) : '';
        }),
      ],
    ),
  ]);
  const children = years.some(({ demand }) => demand)
    ? [
        `Children on 31 March: ${years
          .map(({ year, demand }) => (demand ? `${year} ${formatNumber(demand.stock)}` : ''))
          .filter(Boolean)
          .join(', ')}.`,
      ]
    : [];
  return [
    `${plan.council || 'Plan'} · ${plan.firstYear} to ${years.at(-1)?.year} · ${dataTo(plan.dataDate)} · engine ${plan.engineVersion}`,
    ...(plan.synthetic ? ['Part of the data is synthetic: not for decisions.'] : []),
    '',
    table,
    '',
    lines,
    '',
    ...children,
    `Funding: ${years.map(({ year, funding }) => `${year} ${fundingLabels[funding.source].toLowerCase()}`).join('; ')}.`,
    ...years
      .filter(({ notCounted }) => notCounted.expected !== 0)
      .map(
        ({ year, notCounted }) =>
          `Pressures of ${year} that are not counted: expected ${sayMoney(notCounted.expected)}, worst ${sayMoney(notCounted.worst)}.`,
      ),
    ...[
      ...new Set([
        ...years.flatMap(({ notes }) => notes),
        ...plan.notes.map((note) => (typeof note === 'string' ? note : '')),
      ]),
    ]
      .filter(Boolean)
      .map((note) => `· ${note}`),
  ].join('\n');
}
