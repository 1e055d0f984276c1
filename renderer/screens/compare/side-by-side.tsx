import { useState } from 'react';
import { formatNumber } from '../../../shared/format/format.ts';
import { type ComparedHeadline, comparedHeadlines, differenceTone } from '../../../shared/headline/compare.ts';
import { type ComparedMeasure, compareMany } from '../../../shared/scenario/compare-many.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, unitLabel } from '../../components/parts/money.ts';
import { Segments } from '../../components/parts/segments.tsx';
import { useStore } from '../../state/store.ts';
import { type Column, leversOf } from './compare-figures.ts';

const lineFigure = { money: true, costs: 1 } as const;

/** Children more or fewer, whole; a dash where there are as many. */
const wholeDifference = (difference: number | null) =>
  difference === null || Math.round(difference) === 0 ? '–' : `${difference > 0 ? '+' : ''}${formatNumber(difference)}`;

/** Two to four scenarios beside each other: headline figures, every line, and what each assumes. */
export function SideBySide(props: { columns: readonly Column[] }) {
  const unit = useStore((state) => state.unit);
  const [figure, setFigure] = useState<ComparedMeasure>('outturn');
  const { columns } = props;
  const first = columns[0]?.name ?? '';
  const short = first.length <= 12;
  const heads = columns.flatMap((column, index) => [
    { key: column.key, label: column.name, title: column.name, quiet: index === 0 },
    ...(index === 0
      ? []
      : [
          {
            key: `d ${column.key}`,
            label: short ? `on ${first}` : 'Difference',
            title: `${column.name} less ${first}`,
          },
        ]),
  ]);
  const pair = (values: readonly (number | null)[], { money, costs }: Pick<ComparedHeadline, 'money' | 'costs'>) =>
    values.flatMap((value, index) => {
      const first = values[0];
      const text = money
        ? figure === 'outturn'
          ? moneyText(value, unit)
          : signedText(value, unit)
        : value === null
          ? '–'
          : formatNumber(value);
      if (index === 0) return [{ text }];
      const difference = value === null || first === null || first === undefined ? null : value - first;
      return [
        { text },
        money
          ? { text: signedText(difference, unit), tone: differenceTone({ costs }, difference) }
          : { text: wholeDifference(difference), tone: differenceTone({ costs }, Math.round(difference ?? 0)) },
      ];
    });
  const tops = columns.map(({ made }) => comparedHeadlines(made));
  const levers = leversOf(columns);
  const many = compareMany(
    columns.map(({ name, made }) => ({ name, forecast: made })),
    figure,
  );
  return (
    <>
      <section className="card table-card" aria-label="Headline figures side by side">
        <FigureTable
          name={`Headline figures, ${unitLabel[unit]}`}
          head={unitLabel[unit]}
          columns={heads}
          rows={(tops[0] ?? []).map((row, index) => ({
            key: row.key,
            label: row.label,
            ...(row.key === 'net' ? { kind: 'total' as const } : {}),
            cells: pair(
              tops.map((top) => top[index]?.value ?? null),
              row,
            ),
          }))}
        />
      </section>
      <div className="row wrap">
        <Segments<ComparedMeasure>
          name="Figure by line"
          value={figure}
          onChange={setFigure}
          choices={[
            { value: 'outturn', label: 'Outturn' },
            { value: 'variance', label: 'Variance' },
            { value: 'netVariance', label: 'Net variance' },
          ]}
        />
      </div>
      <section className="card table-card" aria-label="Side by side">
        <FigureTable
          name={`Lines side by side, ${unitLabel[unit]}`}
          head={unitLabel[unit]}
          columns={heads}
          rows={[
            ...many.lines.map((row) => ({ key: row.code, label: row.name, cells: pair(row.values, lineFigure) })),
            { key: 'total', label: 'All lines', kind: 'total' as const, cells: pair(many.total.values, lineFigure) },
            ...many.funders.map((row) => ({
              key: `funder ${row.code}`,
              label: `of which ${row.name}`,
              kind: 'sub' as const,
              cells: pair(row.values, lineFigure),
            })),
          ]}
        />
      </section>
      {levers.length > 0 ? (
        <section className="card table-card wide-names" aria-label="What each assumes">
          <FigureTable
            name="Levers side by side"
            head="Lever"
            columns={columns.map((column) => ({ key: column.key, label: column.name }))}
            rows={levers.map((row) => ({
              key: row.key,
              label: row.label,
              cells: row.values.map((value) => ({
                text: value ?? '–',
                tone: value === null ? ('quiet' as const) : ('' as const),
              })),
            }))}
          />
        </section>
      ) : null}
    </>
  );
}
