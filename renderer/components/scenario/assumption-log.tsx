import { useMemo } from 'react';
import { settledList } from '../../../shared/checks/contradictions.ts';
import { formatDate } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { assumptionTitle, isYesOrNo } from '../../../shared/scenario/assumption-names.ts';
import { assumptionLog } from '../../../shared/scenario/sign-off.ts';
import { changeScenario } from '../../state/scenario.ts';
import { useStore } from '../../state/store.ts';
import { today } from './today.ts';

const text = (value: number | null) =>
  value === null ? '–' : value.toLocaleString('en-GB', { maximumFractionDigits: 4 }).replace('-', '−');
const shownValue = (key: string, value: number | null) =>
  value !== null && isYesOrNo(key) ? (value > 0 ? 'yes' : 'no') : text(value);
const origins = { scenario: 'set here', data: 'from the data', default: 'standard' };

/** Every assumption the forecast stands on (Aqua Book): value, source, owner, confidence, review; what is set here can be taken back. */
export function AssumptionLog({ scenario }: { scenario: Scenario }) {
  const snapshot = useStore((state) => state.snapshot);
  const rows = useMemo(() => (snapshot ? assumptionLog(snapshot, scenario, today()) : []), [snapshot, scenario]);
  const settled = useMemo(() => (snapshot ? settledList(snapshot).filter((line) => line.on !== null) : []), [snapshot]);
  const changed = rows.filter((row) => row.changed).length;
  const overdue = rows.filter((row) => row.overdue).length;
  const takeBack = (key: string) =>
    changeScenario(`take back “${assumptionTitle(key, snapshot ?? undefined)}”`, (before) => {
      const { [key]: _, ...assumptions } = before.assumptions;
      return { ...before, assumptions };
    });
  return (
    <>
      <p>
        {rows.length} assumptions, {changed} set in this scenario
        {overdue > 0 ? (
          <>
            , <span className="over">{overdue} past their review</span>
          </>
        ) : null}
        .
      </p>
      <ul className="record-list" aria-label="Assumptions">
        {[...rows]
          .sort((a, b) => Number(b.changed) - Number(a.changed))
          .map((row) => (
            <li key={row.key}>
              <div className="row spread">
                <span className="strong">{row.name}</span>
                <span>
                  {shownValue(row.key, row.value)} {row.unit}
                  {row.changed ? <span className="quiet"> (was {shownValue(row.key, row.base)})</span> : null}
                </span>
              </div>
              <div className="row spread">
                <span className="quiet small">
                  {[
                    row.meaning,
                    origins[row.origin],
                    row.source,
                    row.ownerRole,
                    row.confidence ? `${row.confidence} confidence` : null,
                    row.review ? `review ${formatDate(row.review)}${row.overdue ? ', overdue' : ''}` : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {row.key in scenario.assumptions ? (
                  <button type="button" className="button small" onClick={() => takeBack(row.key)}>
                    Take back
                  </button>
                ) : null}
              </div>
            </li>
          ))}
      </ul>
      {settled.length > 0 ? (
        <>
          <h3>Contradictions settled</h3>
          <ul className="record-list" aria-label="Contradictions settled">
            {settled.map((line) => (
              <li key={line.title}>
                <div className="row spread">
                  <span className="strong">{line.title}</span>
                  <span>{line.used}</span>
                </div>
                <span className="quiet small">
                  {line.reason} · {line.by}
                  {line.on ? `, ${formatDate(line.on)}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
