import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { formatMoney, formatNumber } from '../../../shared/format/format.ts';
import { registers } from '../../../shared/model/registers.ts';
import { Modal } from '../../components/parts/dialog.tsx';
import { CommentaryCard } from '../../components/scenario/commentary-card.tsx';
import { set, useStore } from '../../state/store.ts';
import { type DrillRows, drillContent } from './drill-content.ts';
import { LinePostings } from './line-postings.tsx';

const pounds = (pence: number) => formatNumber(pence / 100, 0);
const most = 400;
const screenOf: Partial<Record<string, string>> = {
  savings: '/savings',
  pressures: '/pressures',
  placements: '/placements',
  funderShares: '/funders',
};

/** What is behind a figure: the formula with its numbers, and the rows it is made of. */
export function DrillSheet() {
  const drill = useStore((state) => state.drill);
  const result = useStore((state) => state.result);
  const base = useStore((state) => state.base);
  const snapshot = useStore((state) => state.snapshot);
  const line = result?.lines.find(({ code }) => code === drill?.line);
  const spokenOf =
    result && line ? { year: result.year, figures: { Outturn: line.outturn, Variance: line.variance } } : null;
  const content = useMemo(
    () => (drill && result && base ? drillContent(drill, result, base) : null),
    [drill, result, base],
  );
  if (!content) return null;
  const change = content.base === null ? 0 : content.pence - content.base;
  return (
    <Modal open title={`${content.title}: ${content.figure}`} kind="sheet" onClose={() => set({ drill: null })}>
      <p className="drill-figure">
        £{pounds(content.pence)}
        {change !== 0 ? (
          <span className={change > 0 ? 'over' : 'under'}>
            {change > 0 ? ' ▲ ' : ' ▼ '}£{pounds(Math.abs(change))} on base
          </span>
        ) : null}
      </p>
      <p className="quiet">{content.meaning}</p>
      {content.formula.length > 0 ? (
        <table className="drill-table formula" aria-label="Formula">
          <tbody>
            {content.formula.map((part) => (
              <tr key={part.label} className={part.sign === '=' ? 'total' : ''}>
                <td className="sign">{part.sign}</td>
                <th scope="row">{part.label}</th>
                <td className="number">{pounds(part.pence)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {content.lists.map((list) => (
        <RowList key={list.title} list={list} />
      ))}
      {content.postings ? <LinePostings {...content.postings} /> : null}
      {snapshot && drill?.line && spokenOf ? (
        <CommentaryCard
          key={drill.line}
          snapshot={snapshot}
          about={{ subject: 'line', subjectReference: drill.line, year: spokenOf.year }}
          figures={spokenOf.figures}
        />
      ) : null}
      {content.lists.length === 0 && content.formula.length === 0 ? (
        <p className="state">No single rows stand behind this figure: it comes from the budget profile.</p>
      ) : null}
    </Modal>
  );
}

function RowList(props: { list: DrillRows }) {
  const [, go] = useLocation();
  const { list } = props;
  const total = list.rows.reduce((sum, row) => sum + row.pence, 0);
  const screen = list.register ? (screenOf[list.register] ?? `/data/${list.register}`) : null;
  return (
    <section className="drill-list">
      <header className="row spread">
        <h3>
          {list.title} <span className="faint">{list.rows.length}</span>
        </h3>
        {screen && list.register ? (
          <button
            type="button"
            className="button small plain"
            onClick={() => {
              set({ drill: null });
              go(screen);
            }}
          >
            Open {registers[list.register].label}
          </button>
        ) : null}
      </header>
      {list.note ? <p className="quiet">{list.note}</p> : null}
      <table className="drill-table" aria-label={list.title}>
        <tbody>
          {list.rows.slice(0, most).map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.label} <span className="faint">{row.about}</span>
              </th>
              <td className="number">{pounds(row.pence)}</td>
            </tr>
          ))}
          {list.rows.length > most ? (
            <tr>
              <th scope="row">and {list.rows.length - most} more rows</th>
              <td className="number">{pounds(list.rows.slice(most).reduce((sum, row) => sum + row.pence, 0))}</td>
            </tr>
          ) : null}
          <tr className="total">
            <th scope="row">Sum</th>
            <td className="number">£{formatMoney(total, 'pounds')}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
