import type { MoneyUnit } from '../../../shared/format/format.ts';
import { movementLabels } from '../../../shared/plan/plan-labels.ts';
import { movementKinds, type Plan, type PlanYear } from '../../../shared/plan/plan-types.ts';
import { type FigureRow, FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';

/** What a row is called where its figure is opened. */
export const rowTitles: Readonly<Record<string, string>> = {
  funding: 'Funding',
  before: 'Gap before agreed proposals',
  gap: 'Gap',
  after: 'Gap after reserves',
  find: 'To find in the year itself',
  with: 'Gap if the proposed were agreed',
};

/** Years across: from opening to cost by reason, the money to meet it, and the gap. Enter opens what is behind a figure. */
export function PlanYears(props: { plan: Plan; unit: MoneyUnit; onOpen: (row: string, year: string) => void }) {
  const { plan, unit } = props;
  const { years } = plan;
  const row = (
    key: string,
    label: string,
    pick: (year: PlanYear) => number,
    look: { signed?: boolean; kind?: FigureRow['kind'] } = {},
  ): FigureRow => ({
    key,
    label,
    ...(look.kind ? { kind: look.kind } : {}),
    cells: years.map((year) => {
      const amount = pick(year);
      return look.signed ? { text: signedText(amount, unit), tone: tone(amount) } : { text: moneyText(amount, unit) };
    }),
  });
  const amountOf = (year: PlanYear, kind: string) => year.movements.find((item) => item.kind === kind)?.amount ?? 0;
  const kinds = movementKinds.filter((kind) => years.some((year) => amountOf(year, kind) !== 0));
  const any = (pick: (year: PlanYear) => number) => years.some((year) => pick(year) !== 0);
  return (
    <section className="card table-card" aria-label="The plan year by year">
      <FigureTable
        name={`The plan year by year, ${unitLabel[unit]}`}
        head="Cost and funding"
        columns={years.map(({ year }) => ({ key: year, label: year }))}
        onOpen={props.onOpen}
        rows={[
          row('opening', 'Opening: the year before', (year) => year.opening),
          ...kinds.map((kind) => row(kind, movementLabels[kind], (year) => amountOf(year, kind), { signed: true })),
          row('closing', 'Cost of the year', (year) => year.closing, { kind: 'total' }),
          ...(any((year) => year.passported) ? [row('passported', 'Of it passported', (year) => year.passported)] : []),
          row('funding', 'Funding', (year) => year.funding.total),
          ...(any((year) => year.gapBeforeProposals - year.gap)
            ? [row('before', 'Gap before agreed proposals', (year) => year.gapBeforeProposals, { signed: true })]
            : []),
          row('gap', 'Gap', (year) => year.gap, { signed: true, kind: 'total' }),
          ...(any((year) => year.reservesUsed)
            ? [
                row('reserves', 'Found from reserves', (year) => year.reservesUsed),
                row('after', 'Gap after reserves', (year) => year.gapAfterReserves, { signed: true }),
              ]
            : []),
          row('find', 'To find in the year itself', (year) => year.gapToFind, { signed: true }),
          ...(any((year) => year.slippageCarried)
            ? [
                row('carried', 'Of it savings planned and not expected', (year) => year.slippageCarried, {
                  signed: true,
                }),
              ]
            : []),
          ...(any((year) => year.proposed)
            ? [
                row('proposed', 'Proposals not agreed', (year) => year.proposed, { signed: true }),
                row('with', 'Gap if they were agreed', (year) => year.gapWithProposed, { signed: true }),
              ]
            : []),
          ...(any((year) => year.notCounted.expected)
            ? [row('beside', 'Pressures not counted, expected', (year) => year.notCounted.expected)]
            : []),
        ]}
      />
    </section>
  );
}
