import { Slider } from 'radix-ui';
import type { SavingForecast, SavingsForecast } from '../../../shared/model/forecast.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { countText, moneyText, signedText, tone } from '../../components/parts/money.ts';
import { addLever, changeLever, removeLever } from '../../state/scenario.ts';
import { get, useStore } from '../../state/store.ts';

/** The lever that delays a saving, if the scenario has one. */
const delayOf = (levers: readonly Lever[], reference: string) =>
  levers.find((lever) => lever.kind === 'saving-delay' && lever.reference === reference);

/** A slider of months moves, makes or takes away the delay lever of its saving. */
function setDelay(saving: SavingForecast, months: number): void {
  const lever = delayOf(get().open?.scenario.levers ?? [], saving.reference);
  if (!lever) {
    if (months > 0)
      addLever('saving-delay', { reference: saving.reference, value: months, name: `${saving.name} starts later` });
  } else if (months === 0) removeLever(lever);
  else changeLever(lever.id, { value: months, on: true }, `delay “${saving.name}” by ${countText(months, 'month')}`);
}

/** One row a saving: ratings as a bar, delay as a slider, and what it comes to this year and next. */
export function SlippageSliders(props: { savings: SavingsForecast }) {
  const unit = useStore((state) => state.unit);
  const levers = useStore((state) => state.open?.scenario.levers) ?? [];
  const base = useStore((state) => state.base?.savings.rows) ?? [];
  const largest = Math.max(1, ...props.savings.rows.map((row) => row.red + row.amber + row.green + row.unassessed));
  return (
    <section className="card table-card scroll-x" aria-label="Savings delivery">
      <table className="figures delivery">
        <thead>
          <tr>
            <th scope="col">Saving</th>
            <th scope="col">Target</th>
            <th scope="col" className="rag-head">
              RAG
            </th>
            <th scope="col" className="delay-head">
              Starts later by
            </th>
            <th scope="col">Planned</th>
            <th scope="col">Expected</th>
            <th scope="col">Slippage</th>
            <th scope="col">On base</th>
            <th scope="col">Full year</th>
            <th scope="col">Next year</th>
          </tr>
        </thead>
        <tbody>
          {props.savings.rows.map((row) => {
            const months = delayOf(levers, row.reference)?.on ? (delayOf(levers, row.reference)?.value ?? 0) : 0;
            const change =
              row.slippage - (base.find((other) => other.reference === row.reference)?.slippage ?? row.slippage);
            return (
              <tr key={row.reference}>
                <th scope="row" title={`${row.name} (${row.reference})`}>
                  {row.name} {row.class === 'mitigation' ? <span className="chip">mitigation</span> : null}
                </th>
                <td>{moneyText(row.target, unit)}</td>
                <td>
                  <RagBar row={row} largest={largest} />
                </td>
                <td>
                  <div className="row delay">
                    <Slider.Root
                      className="slider"
                      value={[months]}
                      min={0}
                      max={12}
                      step={1}
                      onValueChange={([value]) => setDelay(row, value ?? 0)}
                    >
                      <Slider.Track className="slider-track">
                        <Slider.Range className="slider-fill" />
                      </Slider.Track>
                      <Slider.Thumb
                        className="slider-thumb"
                        aria-label={`${row.name} starts later, months`}
                        aria-valuetext={countText(months, 'month')}
                      />
                    </Slider.Root>
                    <span className="delay-text">{months === 0 ? 'as planned' : countText(months, 'month')}</span>
                  </div>
                </td>
                <td>{moneyText(row.planned, unit)}</td>
                <td>{moneyText(row.expected, unit)}</td>
                <td className={tone(row.slippage)}>{signedText(row.slippage, unit)}</td>
                <td className={tone(change)}>{signedText(change, unit)}</td>
                <td>{moneyText(row.fullYearEffect, unit)}</td>
                <td>{moneyText(row.expectedNextYear, unit)}</td>
              </tr>
            );
          })}
          <tr className="total">
            <th scope="row">All savings</th>
            <td>{moneyText(props.savings.target, unit)}</td>
            <td />
            <td />
            <td>{moneyText(props.savings.planned, unit)}</td>
            <td>{moneyText(props.savings.expected, unit)}</td>
            <td className={tone(props.savings.slippage)}>{signedText(props.savings.slippage, unit)}</td>
            <td />
            <td>
              {moneyText(
                props.savings.rows.reduce((sum, row) => sum + row.fullYearEffect, 0),
                unit,
              )}
            </td>
            <td>
              {moneyText(
                props.savings.rows.reduce((sum, row) => sum + row.expectedNextYear, 0),
                unit,
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function RagBar(props: { row: SavingForecast; largest: number }) {
  const { row, largest } = props;
  const parts = [
    { name: 'green', pence: row.green, className: 'rag-green', mark: '●' },
    { name: 'amber', pence: row.amber, className: 'rag-amber', mark: '▲' },
    { name: 'red', pence: row.red, className: 'rag-red', mark: '■' },
    { name: 'not assessed', pence: row.unassessed, className: 'rag-none', mark: '?' },
  ].filter((part) => part.pence > 0);
  const text = parts.map((part) => `${part.name} £${moneyText(part.pence, 'thousands')}k`).join(', ') || 'not rated';
  return (
    <span className="rag-bar" role="img" aria-label={text} title={text}>
      {parts.map((part) => (
        <i key={part.name} className={part.className} style={{ width: `${(100 * part.pence) / largest}%` }}>
          {(100 * part.pence) / largest > 14 ? part.mark : ''}
        </i>
      ))}
    </span>
  );
}
