import { formatNumber, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import { fundingLabels } from '../../../shared/plan/plan-labels.ts';
import type { Plan } from '../../../shared/plan/plan-types.ts';
import { moneyText, signedText, tone } from '../../components/parts/money.ts';
import { Tile } from '../../components/parts/tile.tsx';

/** The gap of next year and of the last, the reserve, and children: what a chief officer asks first. */
export function PlanTiles({ plan, unit }: { plan: Plan; unit: MoneyUnit }) {
  const [first, next] = plan.years;
  const last = plan.years.at(-1);
  if (!first || !next || !last) return null;
  const reserve = last.reserves.reduce((total, row) => total + row.closing, 0);
  return (
    <section className="tiles" aria-label="Headline figures">
      <Tile label={`Gap in ${next.year}`} value={signedText(next.gap, unit)} tone={tone(next.gap)}>
        <span className="quiet">
          {sayMoney(next.shared)} of cost, {sayMoney(next.funding.total)}{' '}
          {fundingLabels[next.funding.source].toLowerCase()}
        </span>
      </Tile>
      <Tile label={`Gap in ${last.year}`} value={signedText(last.gap, unit)} tone={tone(last.gap)}>
        <span className="quiet">before reserves; {signedText(last.gapToFind, unit)} to find in that year alone</span>
      </Tile>
      <Tile label="Proposals not agreed" value={signedText(last.proposed, unit)} tone={tone(last.proposed)}>
        <span className="quiet">
          {last.year}; with them the gap is {signedText(last.gapWithProposed, unit)}
        </span>
      </Tile>
      <Tile
        label={`Reserves at the end of ${last.year}`}
        value={last.reserves.length === 0 ? '–' : moneyText(reserve, unit)}
        tone=""
      >
        <span className="quiet">
          {last.reserves.length === 0
            ? 'none are entered'
            : last.demand
              ? `${formatNumber(last.demand.stock)} children on 31 March`
              : 'of all reserves entered'}
        </span>
      </Tile>
    </section>
  );
}
