import { formatNumber, type MoneyUnit } from '../../../shared/format/format.ts';
import type { Programme } from '../../../shared/programme/programme.ts';
import { moneyText, signedText, unitLabel } from '../../components/parts/money.ts';
import { Tile } from '../../components/parts/tile.tsx';

/** The programme in five figures: target, realised with what is still forecast, cost net of grants, block 3, late projects. */
export function ProgrammeTiles({ made, unit }: { made: Programme; unit: MoneyUnit }) {
  const { total, release } = made;
  const late = made.projects.filter((row) => row.slippageDays > 0).length;
  const percent =
    total.planned === 0 ? [] : [`${formatNumber((total.realised / total.planned) * 100, 1)} % of the target`];
  const ahead = total.forecast === 0 ? [] : [`${moneyText(total.forecast, unit)} more forecast`];
  return (
    <section className="tiles" aria-label="Headline figures">
      <Tile label="Target" value={moneyText(total.planned, unit)}>
        <span className="quiet">
          {unitLabel[unit]}, {made.year}
        </span>
      </Tile>
      <Tile label="Realised" value={moneyText(total.realised, unit)}>
        <span className="quiet">{[...percent, ...ahead].join(', ')}</span>
      </Tile>
      <Tile
        label="Against target"
        value={signedText(total.variance, unit)}
        tone={total.variance < 0 ? 'over' : total.variance > 0 ? 'under' : ''}
      >
        <span className="quiet">realised and forecast less target</span>
      </Tile>
      <Tile label="Net cost" value={moneyText(total.net, unit)}>
        <span className="quiet">
          {moneyText(total.investment, unit)} less grants of {moneyText(total.grant, unit)}
        </span>
      </Tile>
      <Tile label="Block 3 released" value={moneyText(release.released, unit)}>
        <span className="quiet">
          {release.provision === 0
            ? `nothing is provided in ${made.year}`
            : `of ${moneyText(release.provision, unit)}; ${moneyText(release.waiting, unit)} waiting`}
        </span>
      </Tile>
      <Tile label="Late projects" value={String(late)} tone={late > 0 ? 'over' : ''}>
        <span className="quiet">with a milestone after its plan</span>
      </Tile>
    </section>
  );
}
