import type { RegionResult } from '../../../shared/api.ts';
import type { Region } from '../../../shared/batch/region.ts';
import { percentText, toldText } from '../../../shared/batch/region-report.ts';
import { formatMoney, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, tone } from '../../components/parts/money.ts';
import { NotesList } from '../../components/parts/notes-list.tsx';
import { useStore } from '../../state/store.ts';

type Money = { currentBudget: number; outturn: number; variance: number; variancePercent: number | null };
const moneyColumns = [
  { key: 'budget', label: 'Budget' },
  { key: 'outturn', label: 'Outturn' },
  { key: 'variance', label: 'Variance', title: 'Outturn less budget' },
  { key: 'percent', label: '%', title: 'The variance as a share of the budget' },
];

/** What was read of several councils: a part for each financial year, and those that could not be read. */
export function RegionFigures({ result }: { result: RegionResult }) {
  return (
    <>
      <NotesList
        label="Councils that could not be read"
        heading="Could not be read"
        notes={result.failed.map(({ council, error }) => `${council}: ${error.message}`)}
      />
      {result.regions.map((region) => (
        <YearOfRegion key={region.year} region={region} />
      ))}
    </>
  );
}

function YearOfRegion({ region }: { region: Region }) {
  const unit = useStore((state) => state.unit);
  const { year, councils, sum, services, groups, months, middle, notes } = region;
  const money = (one: Money) => [
    { text: moneyText(one.currentBudget, unit) },
    { text: moneyText(one.outturn, unit) },
    { text: signedText(one.variance, unit), tone: tone(one.variance) },
    { text: percentText(one.variancePercent) },
  ];
  const perChild = (pence: number | null) => ({ text: pence === null ? '–' : formatMoney(pence, 'pounds', 0) });
  const [first, last] = [months[0], months.at(-1)];
  return (
    <>
      <section className="card table-card" aria-label={`Councils ${year}`}>
        <h2 className="card-title">Councils, {year}</h2>
        <FigureTable
          name={`Councils ${year}`}
          head="Council"
          columns={[
            { key: 'children', label: 'Children', title: 'In care at the data date; c: withheld' },
            ...moneyColumns,
            { key: 'each', label: '£ a child', title: 'Outturn for a child in care, where the number is told' },
          ]}
          rows={[
            ...councils.map((one) => ({
              key: one.code,
              label: one.name,
              title: `${one.code}${one.region ? `, ${one.region}` : ''}: P${one.period}, data to ${one.dataDate}`,
              cells: [{ text: toldText(one.children) }, ...money(one), perChild(one.outturnPerChild)],
            })),
            {
              ...{ key: 'all', label: 'All together', kind: 'total' as const },
              cells: [{ text: toldText(sum.children) }, ...money(sum), { text: '' }],
            },
            ...(middle.variancePercent === null
              ? []
              : [
                  {
                    ...{ key: 'middle', label: 'The middle council', kind: 'sub' as const },
                    cells: [
                      ...['', '', '', ''].map((text) => ({ text })),
                      { text: percentText(middle.variancePercent) },
                      perChild(middle.outturnPerChild),
                    ],
                  },
                ]),
          ]}
        />
      </section>
      <section className="card table-card" aria-label={`Services ${year}`}>
        <h2 className="card-title">Services of all together</h2>
        <FigureTable
          name={`Services ${year}`}
          head="Service"
          columns={moneyColumns}
          rows={services.map((one) => ({ key: one.service, label: one.service, cells: money(one) }))}
        />
      </section>
      {groups.length > 0 ? (
        <section className="card table-card" aria-label={`Children ${year}`}>
          <h2 className="card-title">Children by placement group</h2>
          <FigureTable
            name={`Children ${year}`}
            head="Group"
            columns={[
              ...councils.map((one) => ({ key: one.code, label: one.name })),
              { key: 'all', label: 'All', divider: true },
            ]}
            rows={groups.map((row) => ({
              key: row.group,
              label: row.group,
              cells: [...row.children, row.sum].map((told) => ({ text: toldText(told) })),
            }))}
          />
        </section>
      ) : null}
      {first && last ? (
        <div className="charts short">
          <LinesCard
            finding={`From ${formatNumber(first.children)} to ${formatNumber(last.children)} children expected together by ${formatMonth(last.month)}`}
            caption="Expected children of all councils at the end of each month; means are summed, ranges are not"
            head="Month"
            labels={months.map(({ month }) => formatMonth(month))}
            series={[{ label: 'All together', values: months.map(({ children }) => children), colour: '--accent' }]}
            format={(value) => formatNumber(value, 1)}
          />
        </div>
      ) : null}
      <NotesList label={`Notes ${year}`} notes={notes} />
    </>
  );
}
