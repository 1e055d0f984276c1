import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { formatDate, sayMoney } from '../../../shared/format/format.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { type RiskRow, riskRegister } from '../../../shared/scenario/scorecard.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { countText } from '../../components/parts/money.ts';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { today } from '../../components/scenario/today.ts';
import { useStore } from '../../state/store.ts';
import { movementText, riskBand } from './scorecard-text.ts';

type Stage = 'initial' | 'current' | 'residual';
const levels = [1, 2, 3, 4, 5];

/** Probability times impact in a matrix, and the register beside it: movement, what is still to go, the pressure in £. */
export function RiskRegister({ snapshot }: { snapshot: Snapshot }) {
  const result = useStore((state) => state.result);
  const [, go] = useLocation();
  const [stage, setStage] = useState<Stage>('current');
  const [cell, setCell] = useState<string | null>(null);
  const [on] = useState(() => today());
  const rows = useMemo(() => riskRegister(snapshot, result), [snapshot, result]);
  const places = useMemo(() => placesOf(snapshot, stage), [snapshot, stage]);
  if (rows.length === 0)
    return (
      <StateView title="No risks yet">
        Import a risk register in Data and checks, or add risks under Risk register.
      </StateView>
    );
  const inCell = cell === null ? null : new Set(places.get(cell) ?? []);
  const shown = inCell ? rows.filter((row) => inCell.has(row.reference)) : rows;
  const references = new Set(shown.map((row) => row.reference));
  const actions = snapshot.riskActions.filter((row) => references.has(row.riskReference));
  const grave = rows.filter((row) => riskBand(row.current) === 'grave').length;
  const risen = rows.filter((row) => row.movement > 0).length;
  const linked = rows.filter((row) => row.pressure !== null);
  const expected = linked.reduce((sum, row) => sum + (row.pressure?.expected ?? 0), 0);
  return (
    <>
      <p className="strong">
        {grave} of {rows.length} risks score 20 or more; {risen} have risen
        {linked.length > 0 ? `; ${linked.length} stand behind pressures of ${sayMoney(expected)} expected` : ''}.
      </p>
      <div className="risk-layout">
        <section className="card risk-matrix" aria-label="Risk matrix">
          <div className="row spread">
            <h2>Probability × impact</h2>
            <Segments<Stage>
              name="Score"
              value={stage}
              onChange={(next) => {
                setStage(next);
                setCell(null);
              }}
              choices={[
                { value: 'initial', label: 'Initial' },
                { value: 'current', label: 'Current' },
                { value: 'residual', label: 'Residual' },
              ]}
            />
          </div>
          <table>
            <thead>
              <tr>
                <th scope="col" aria-label="Probability down, impact across">
                  P \ I
                </th>
                {levels.map((impact) => (
                  <th key={impact} scope="col">
                    {impact}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...levels].reverse().map((probability) => (
                <tr key={probability}>
                  <th scope="row">{probability}</th>
                  {levels.map((impact) => {
                    const key = `${probability}|${impact}`;
                    const found = places.get(key) ?? [];
                    return (
                      <td key={impact} className={`risk-${riskBand(probability * impact)}`}>
                        <button
                          type="button"
                          aria-pressed={cell === key}
                          disabled={found.length === 0}
                          aria-label={`Probability ${probability}, impact ${impact}, score ${probability * impact}: ${countText(found.length, 'risk')}`}
                          title={found.length > 0 ? found.join(', ') : `Score ${probability * impact}`}
                          onClick={() => setCell(cell === key ? null : key)}
                        >
                          {found.length || ''}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          <p className="quiet small">
            {cell
              ? 'The register shows the risks of the chosen cell; choose it again for all.'
              : 'Choose a cell to see its risks.'}
          </p>
        </section>
        <section className="card table-card wide-names" aria-label="Risk register">
          <FigureTable
            name="Risk register"
            head="Risk"
            columns={[
              { key: 'initial', label: 'Initial' },
              { key: 'current', label: 'Current' },
              { key: 'residual', label: 'Residual' },
              { key: 'movement', label: 'Moved', title: 'Current less initial' },
              { key: 'toGo', label: 'To go', title: 'Current less residual: what planned actions are worth' },
              { key: 'pressure', label: 'Pressure', title: 'Expected, of the linked pressure', divider: true },
              { key: 'worst', label: 'Worst', quiet: true },
            ]}
            onOpen={(reference, column) => {
              const row = rows.find((entry) => entry.reference === reference);
              if (row?.pressure && (column === 'pressure' || column === 'worst')) go('/pressures');
            }}
            rows={shown.map((row) => ({
              key: row.reference,
              label: `${row.reference} ${row.name}`,
              title: `${row.name}${row.ownerRole ? ` (${row.ownerRole})` : ''}`,
              cells: [
                { text: String(row.initial) },
                scoreCell(row),
                { text: row.residual === null ? '' : String(row.residual) },
                movementText(row),
                { text: row.toGo === null ? '' : String(row.toGo) },
                {
                  text: row.pressure ? `${sayMoney(row.pressure.expected)}${row.pressure.counted ? ' ✓' : ''}` : '',
                  ...(row.pressure
                    ? {
                        title: `${row.pressure.reference} ${row.pressure.name}${row.pressure.counted ? ', in the forecast' : ', not in the forecast'}. Enter: open the pressures`,
                      }
                    : {}),
                },
                { text: row.pressure ? sayMoney(row.pressure.worst) : '' },
              ],
            }))}
          />
        </section>
      </div>
      {actions.length > 0 ? (
        <section className="card table-card wide-names" aria-label="Actions on risks">
          <FigureTable
            name={inCell ? 'Actions on the risks shown' : 'Actions on risks'}
            head="Action"
            columns={[
              { key: 'risk', label: 'Risk' },
              { key: 'owner', label: 'Owner' },
              { key: 'due', label: 'Due' },
              { key: 'state', label: 'State' },
            ]}
            rows={actions.map((row) => {
              const late = row.done === null && row.due !== null && row.due < on;
              return {
                key: `${row.riskReference} ${row.reference}`,
                label: row.action,
                cells: [
                  { text: row.riskReference },
                  { text: row.ownerRole ?? '' },
                  { text: row.due ? formatDate(row.due) : '' },
                  {
                    text: row.done ? `done ${formatDate(row.done)}` : late ? 'overdue' : 'open',
                    ...(late ? { tone: 'over' as const } : {}),
                  },
                ],
              };
            })}
          />
        </section>
      ) : null}
    </>
  );
}

function scoreCell(row: RiskRow) {
  const mark = { grave: '■ ', high: '▲ ', medium: '', low: '' }[riskBand(row.current)];
  return {
    text: `${mark}${row.current}${row.misprinted ? ' *' : ''}`,
    ...(riskBand(row.current) === 'grave' ? { tone: 'over' as const } : {}),
    ...(row.misprinted ? { title: 'A printed score is not probability × impact' } : {}),
  };
}

/** References of the risks in each cell `P|I` of the matrix at a stage; risks without that stage are in none. */
function placesOf(snapshot: Snapshot, stage: Stage): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const risk of snapshot.risks) {
    const [probability, impact] = {
      initial: [risk.initialProbability, risk.initialImpact],
      current: [risk.currentProbability, risk.currentImpact],
      residual: [risk.residualProbability, risk.residualImpact],
    }[stage];
    if (probability == null || impact == null) continue;
    const key = `${probability}|${impact}`;
    places.set(key, [...(places.get(key) ?? []), risk.reference]);
  }
  return places;
}
