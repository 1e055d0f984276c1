import type { MoneyUnit } from '../../../shared/format/format.ts';
import { movementLabels } from '../../../shared/plan/plan-labels.ts';
import type { MovementKind, PlanYear } from '../../../shared/plan/plan-types.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';

/** What is behind a year's figure: every movement with its line, its reason and the row it comes from. They sum to it. */
export function PlanDrill(props: {
  year: PlanYear;
  /** Only this kind, or only these lines; null = all of the year. */
  kind: MovementKind | null;
  lines: readonly string[] | null;
  title: string;
  unit: MoneyUnit;
}) {
  const { year, kind, lines, unit } = props;
  const rows = year.lines
    .filter((line) => lines === null || lines.includes(line.code))
    .flatMap((line) =>
      line.movements
        .filter((item) => kind === null || item.kind === kind)
        .map((item, index) => ({ line, item, key: `${line.code}:${item.kind}:${index}` })),
    );
  const total = rows.reduce((sum, { item }) => sum + item.amount, 0);
  if (rows.length === 0)
    return (
      <StateView title={`Nothing moves ${props.title} in ${year.year}`}>
        It opens and closes at the same figure.
      </StateView>
    );
  return (
    <section className="card table-card" aria-label={`What is behind ${props.title}, ${year.year}`}>
      <h2 className="card-title">
        {props.title}, {year.year}
      </h2>
      <FigureTable
        name={`${props.title}, ${year.year}, ${unitLabel[unit]}`}
        head="Reason"
        columns={[
          { key: 'amount', label: 'Change' },
          { key: 'line', label: 'Line', quiet: true },
          { key: 'kind', label: 'Kind', quiet: true },
          { key: 'from', label: 'From row', quiet: true },
          { key: 'once', label: 'Recurs', quiet: true },
        ]}
        rows={[
          ...rows.map(({ line, item, key }) => ({
            key,
            label: item.label,
            cells: [
              { text: signedText(item.amount, unit), tone: tone(item.amount) },
              { text: line.name },
              { text: movementLabels[item.kind] },
              { text: item.reference ?? 'worked out' },
              { text: item.recurring ? 'yes' : 'once' },
            ],
          })),
          {
            key: 'total',
            label: 'Sum',
            kind: 'total' as const,
            cells: [
              { text: signedText(total, unit), tone: tone(total) },
              ...['', '', '', ''].map((text) => ({ text })),
            ],
          },
        ]}
      />
    </section>
  );
}
