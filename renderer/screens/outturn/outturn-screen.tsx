import { formatPeriod } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Note } from '../../../shared/model/note.ts';
import { unitLabel } from '../../components/parts/money.ts';
import { Segments } from '../../components/parts/segments.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useOutturnRisk } from '../../state/outturn-risk.ts';
import { set, useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { BridgeChart } from './bridge-chart.tsx';
import { DrillSheet } from './drill-sheet.tsx';
import { MovementTable } from './movement-table.tsx';
import { NotesCard } from './notes-card.tsx';
import { LinesTable, MonthsTable, YearTable } from './outturn-tables.tsx';
import { useOutturnTree } from './outturn-tree.ts';
import { PeriodChoice } from './period-choice.tsx';
import { PeriodIssue } from './period-issue.tsx';
import { Tiles } from './tiles.tsx';
import { TrackRecord } from './track-record.tsx';
import { VarianceChart } from './variance-chart.tsx';

const noLines: Forecast['lines'] = [];
/** What the figures lack of the ledger, above them: a number with a gap in it never stands alone. */
function Lacking({ notes }: { notes: readonly Note[] }) {
  const lacking = notes.filter(({ severity }) => severity === 'block');
  if (lacking.length === 0) return null;
  return (
    <div className="banner" role="status">
      <p className="strong">These figures are not complete</p>
      <ul>
        {lacking.slice(0, 4).map(({ text }) => (
          <li key={text}>{text}.</li>
        ))}
      </ul>
      {lacking.length > 4 ? <p className="quiet">{lacking.length - 4} more under Notes to these figures.</p> : null}
    </div>
  );
}

/** Where do we land? Tiles, the outturn table with base beside scenario, the bridge and the run of the variance. */
export function OutturnScreen() {
  const result = useStore((state) => state.result);
  const base = useStore((state) => state.base);
  const unit = useStore((state) => state.unit);
  const risk = useOutturnRisk();
  const [view, show] = useView('/outturn');
  const tree = useOutturnTree(result?.lines ?? noLines);
  if (!result || !base) return null;
  const Table = view === 'year' ? YearTable : view === 'lines' ? LinesTable : MonthsTable;
  return (
    <>
      <div className="screen-head">
        <h1>Outturn {result.year}</h1>
        <span className="quiet">
          {result.period === 12 ? 'year closed' : `forecast at ${formatPeriod(result.year, result.period)}`} ·{' '}
          {result.lines.length} lines · {unitLabel[unit]}
        </span>
        <div className="row wrap push">
          <PeriodChoice />
          <PeriodIssue />
          <Segments name="View of the table" value={view} choices={viewLists['/outturn']} onChange={show} />
          <UnitChoice />
        </div>
      </div>
      <Lacking notes={result.notes} />
      <Tiles result={result} base={base} risk={risk} />
      <section className="card table-card" aria-label="Outturn table">
        {view === 'record' ? (
          <TrackRecord unit={unit} />
        ) : view === 'movement' ? (
          <MovementTable
            result={result}
            unit={unit}
            onOpen={(line) => set({ drill: { line: line === 'total' ? null : line, figure: 'outturn' } })}
          />
        ) : (
          <Table
            result={result}
            base={base}
            unit={unit}
            tree={tree}
            onOpen={(line, figure, month) =>
              set({ drill: { line: line === 'total' ? null : line, figure, ...(month ? { month } : {}) } })
            }
          />
        )}
      </section>
      <div className="charts lead">
        <BridgeChart result={result} base={base} />
        <VarianceChart result={result} base={base} ranges={risk.stale ? null : (risk.risk?.byPeriod ?? null)} />
      </div>
      <NotesCard result={result} />
      <DrillSheet />
    </>
  );
}
