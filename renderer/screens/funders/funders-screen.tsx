import { formatShare, sayMoney } from '../../../shared/format/format.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { Tile } from '../../components/parts/tile.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useStore } from '../../state/store.ts';
import { NeedsData } from '../needs-data.tsx';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { useYearRows } from '../year-rows.ts';
import { JointFundingSummaryView, YearsView } from './funding-views.tsx';

const blockNames: Record<number, string> = {
  1: 'Block 1: core',
  2: 'Block 2: agreed growth',
  3: 'Block 3: business cases',
};

/** Who pays? */
export default function FundersScreen() {
  const unit = useStore((state) => state.unit);
  const result = useStore((state) => state.result);
  const base = useStore((state) => state.base);
  const { year, filter, defaults } = useYearRows();
  const [view, show] = useView('/funders');
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const sum = result?.contractSum;
  return (
    <>
      <ScreenHead title="Funders" description={year}>
        <Segments name="View" value={view} choices={viewLists['/funders']} onChange={show} />
        {view === 'split' || view === 'years' || view === 'joint' ? <UnitChoice /> : null}
      </ScreenHead>
      {view === 'split' && result && sum ? (
        <>
          <section className="tiles" aria-label="Headline figures">
            <Tile label="Contract sum" value={moneyText(sum.contractSum, unit)}>
              <span className="quiet">approved blocks</span>
            </Tile>
            <Tile label="With every business case" value={moneyText(sum.maximum, unit)}>
              <span className="quiet">
                {sum.maximum > sum.contractSum
                  ? `${sayMoney(sum.maximum - sum.contractSum)} waits for approval`
                  : 'nothing is waiting'}
              </span>
            </Tile>
            <Tile label="Recurring into next year" value={moneyText(sum.recurringBase, unit)}>
              <span className="quiet">without one-offs</span>
            </Tile>
            <Tile
              label="Net variance to share"
              value={signedText(result.total.netVariance, unit)}
              tone={tone(result.total.netVariance)}
            >
              <span className="quiet">{result.total.netVariance > 0 ? 'over' : 'under'} after agreed investment</span>
            </Tile>
          </section>
          <section className="card table-card" aria-label="Split by funder">
            <FigureTable
              name={`Split by funder, ${unitLabel[unit]}`}
              head="Funder"
              columns={[
                { key: 'share', label: 'Share' },
                { key: 'budget', label: 'Budget' },
                { key: 'outturn', label: 'Outturn' },
                { key: 'variance', label: 'Variance' },
                { key: 'net', label: 'Net variance' },
                { key: 'base', label: 'Base net', quiet: true, divider: true },
                { key: 'change', label: 'Change' },
              ]}
              rows={result.funders.map((row) => {
                const was = base?.funders.find((other) => other.code === row.code)?.netVariance;
                const change = was === undefined ? 0 : row.netVariance - was;
                return {
                  key: row.code,
                  label: row.name,
                  cells: [
                    { text: formatShare(row.shareBasisPoints) },
                    { text: moneyText(row.budget, unit) },
                    { text: moneyText(row.outturn, unit) },
                    { text: signedText(row.variance, unit), tone: tone(row.variance) },
                    { text: signedText(row.netVariance, unit), tone: tone(row.netVariance) },
                    { text: moneyText(was, unit) },
                    { text: signedText(change, unit), tone: tone(change) },
                  ],
                };
              })}
            />
          </section>
          <section className="card table-card" aria-label="Contract sum by block">
            <FigureTable
              name={`Contract sum by block, ${unitLabel[unit]}`}
              head="Contract sum"
              columns={[
                { key: 'amount', label: 'Amount' },
                { key: 'recurring', label: 'Of which recurring' },
              ]}
              rows={[
                ...sum.blocks.map((block) => ({
                  key: String(block.block),
                  label: blockNames[block.block] ?? `Block ${block.block}`,
                  cells: [{ text: moneyText(block.amount, unit) }, { text: moneyText(block.recurring, unit) }],
                })),
                {
                  key: 'sum',
                  label: 'Contract sum: blocks 1 and 2, and of 3 what is approved',
                  kind: 'total' as const,
                  cells: [{ text: moneyText(sum.contractSum, unit) }, { text: moneyText(sum.recurringBase, unit) }],
                },
              ]}
            />
          </section>
        </>
      ) : view === 'years' && result && snapshot && scenario ? (
        <YearsView snapshot={snapshot} scenario={scenario} result={result} unit={unit} />
      ) : view === 'joint' && result && snapshot && scenario ? (
        <JointFundingSummaryView snapshot={snapshot} scenario={scenario} result={result} unit={unit} />
      ) : view === 'split' || view === 'years' || view === 'joint' ? (
        <NeedsData />
      ) : (
        <RegisterGrid
          key={view}
          register={view}
          {...(view === 'contractBlocks' ? { filter, defaults: { ...defaults, recurring: 0 } } : {})}
          {...(view === 'jointFunding' ? { filter, defaults } : {})}
        />
      )}
    </>
  );
}
