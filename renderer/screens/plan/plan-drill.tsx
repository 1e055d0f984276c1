import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { formatNumber } from '../../../shared/format/format.ts';
import type { PlanYear } from '../../../shared/plan/plan-types.ts';
import { type FormulaPart, FormulaTable } from '../../components/figures/formula-table.tsx';
import { Modal } from '../../components/parts/dialog.tsx';
import { type PlanOpened, planDrill } from './plan-drill-content.ts';

const pounds = (pence: number) => formatNumber(pence / 100, 0);

/** A part is told by its sign; the result keeps its own. */
const unsigned = (parts: readonly FormulaPart[]) =>
  parts.map((part) => (part.sign === '=' ? part : { ...part, pence: Math.abs(part.pence) }));

/** What is behind a figure of the plan: how it is worked out, and every row it is made of. */
export function PlanDrill(props: { year: PlanYear; opened: PlanOpened; onClose: () => void }) {
  const { year, opened, onClose } = props;
  const [, go] = useLocation();
  const content = useMemo(() => planDrill(year, opened), [year, opened]);
  return (
    <Modal open title={content.title} kind="sheet" onClose={onClose}>
      <p className="drill-figure">£{pounds(content.figure)}</p>
      <p className="quiet">{content.meaning}</p>
      <FormulaTable parts={unsigned(content.formula)} />
      {content.rows.length > 0 ? (
        <section className="drill-list">
          <header className="row spread">
            <h3>
              Rows <span className="faint">{content.rows.length}</span>
            </h3>
            {content.places.map((place) => (
              <button
                key={place.path}
                type="button"
                className="button small plain"
                onClick={() => {
                  onClose();
                  go(place.path);
                }}
              >
                Open {place.label}
              </button>
            ))}
          </header>
          <table className="drill-table" aria-label="Rows">
            <tbody>
              {content.rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    {row.label} <span className="faint">{row.about}</span>
                  </th>
                  <td className="number">{pounds(row.pence)}</td>
                </tr>
              ))}
              <tr className="total">
                <th scope="row">Sum</th>
                <td className="number">£{pounds(content.rows.reduce((sum, row) => sum + row.pence, 0))}</td>
              </tr>
            </tbody>
          </table>
        </section>
      ) : content.formula.length === 0 ? (
        <p className="state">Nothing moves it in {year.year}.</p>
      ) : null}
    </Modal>
  );
}
