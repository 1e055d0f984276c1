import { formatDate, type MoneyUnit } from '../../../shared/format/format.ts';
import type { BoardChange } from '../../../shared/programme/board.ts';
import type { Programme, ProgrammeMoney } from '../../../shared/programme/programme.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, unitLabel } from '../../components/parts/money.ts';
import { slipText, stateText } from './programme-text.ts';

/** Projects under their themes, each sum of its projects, and what changed since the last board. */
export function BoardView(props: {
  made: Programme;
  board: { board: string; metOn: string } | null;
  changes: readonly BoardChange[];
  unit: MoneyUnit;
  onOpen: (project: string) => void;
  onKeep: () => Promise<void>;
}) {
  const { made, board, changes, unit } = props;
  const money = (each: ProgrammeMoney) => [
    { text: moneyText(each.planned, unit) },
    { text: moneyText(each.realised, unit) },
    { text: moneyText(each.forecast, unit) },
    {
      text: signedText(each.variance, unit),
      ...(each.variance === 0 ? {} : { tone: each.variance < 0 ? ('over' as const) : ('under' as const) }),
    },
    { text: moneyText(each.net, unit) },
  ];
  const rows = made.themes.flatMap(({ theme, projects, money: sums }) => [
    {
      key: `theme:${theme}`,
      label: theme,
      kind: 'sub' as const,
      cells: [{ text: String(projects) }, { text: '' }, { text: '' }, ...money(sums)],
    },
    ...made.projects
      .filter((row) => row.theme === theme)
      .map((row) => ({
        key: row.reference,
        label: row.name,
        title: row.objective ?? row.name,
        cells: [
          { text: row.stage },
          { ...stateText(row.state), title: row.ratings.at(-1)?.reason ?? 'No rating is entered' },
          row.next
            ? {
                text: [formatDate(row.next.due), slipText(row.next.slippageDays)].filter(Boolean).join(', '),
                title: row.next.name,
              }
            : { text: '' },
          ...money(row.money),
        ],
      })),
  ]);
  return (
    <>
      <section className="card table-card wide-names" aria-label="Projects by theme">
        <FigureTable
          name={`Projects by theme, ${unitLabel[unit]}`}
          head="Theme and project"
          columns={[
            { key: 'stage', label: 'Stage' },
            { key: 'rag', label: 'RAG' },
            { key: 'next', label: 'Next milestone' },
            { key: 'planned', label: 'Target', divider: true },
            { key: 'realised', label: 'Realised' },
            { key: 'forecast', label: 'Forecast' },
            { key: 'variance', label: 'Against target' },
            { key: 'net', label: 'Net cost', title: 'Investment less grants' },
          ]}
          rows={[
            ...rows,
            {
              key: 'total',
              label: 'Programme',
              kind: 'total',
              cells: [{ text: String(made.projects.length) }, { text: '' }, { text: '' }, ...money(made.total)],
            },
          ]}
          onOpen={(key) => props.onOpen(key)}
        />
      </section>
      <section className="card notes" aria-label="Since the last board">
        <div className="row spread">
          <h2>{board ? `Since ${board.board}, ${formatDate(board.metOn)}` : 'Since the last board'}</h2>
          <button type="button" className="button" onClick={() => void props.onKeep()}>
            Keep as this board saw it
          </button>
        </div>
        {board === null ? (
          <p className="quiet">
            No board is kept yet. Keep the programme as a board saw it, and the next is told what changed.
          </p>
        ) : changes.length === 0 ? (
          <p className="quiet">Nothing has changed.</p>
        ) : (
          <ul>
            {changes.map((row) => (
              <li key={row.projectReference}>
                {row.name}: {changeText(row, unit)}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function changeText(row: BoardChange, unit: MoneyUnit): string {
  const amounts = (['released', 'realised', 'forecast'] as const).flatMap((key) =>
    row[key] === 0 ? [] : [`${key} ${signedText(row[key], unit)} ${unitLabel[unit]}`],
  );
  return [...row.text, ...amounts].join('; ');
}
