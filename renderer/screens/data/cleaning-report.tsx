import type { CleaningLine, ImportFilePreview } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';

/** What was done to a row, in the order of how much it takes away. */
const actions: Record<CleaningLine['action'], string> = {
  quarantined: 'set aside',
  dropped: 'dropped',
  truncated: 'shortened',
  merged: 'merged',
  ended: 'ended',
  inherited: 'group inherited',
  noted: 'kept, to look at',
};

/** What reading and cleaning a return found and did, rule by rule; row by row it is in the list below. */
export function CleaningReport({ files }: { files: readonly ImportFilePreview[] }) {
  const lines = files.flatMap(({ file, cleaning = [] }) => cleaning.map((line) => ({ ...line, file })));
  if (lines.length === 0) return null;
  const order = Object.keys(actions);
  lines.sort((a, b) => order.indexOf(a.action) - order.indexOf(b.action) || b.rows - a.rows);
  const rows = (action: CleaningLine['action']) =>
    lines.reduce((sum, line) => (line.action === action ? sum + line.rows : sum), 0);
  const said = (Object.keys(actions) as CleaningLine['action'][])
    .filter((action) => rows(action) > 0)
    .map((action) => `${formatNumber(rows(action))} ${actions[action]}`);
  return (
    <section className="card table-card wide-names" aria-label="Cleaning report">
      <h2 className="card-title">Cleaning report: rows {said.join(', ')}</h2>
      <FigureTable
        name="Cleaning report"
        head="What was found"
        columns={[
          { key: 'action', label: 'What was done' },
          { key: 'rows', label: 'Rows' },
          { key: 'children', label: 'Children', title: 'Children it touches; one child may be touched by several' },
          { key: 'rule', label: 'Rule', title: 'Number of the check in the guidance, or its name', quiet: true },
        ]}
        rows={lines.map(({ file, rule, title, action, rows: count, children }) => ({
          key: `${file} ${rule} ${action}`,
          label: title,
          cells: [
            { text: actions[action], tone: action === 'quarantined' || action === 'dropped' ? ('over' as const) : '' },
            { text: formatNumber(count) },
            { text: formatNumber(children) },
            { text: rule },
          ],
        }))}
      />
    </section>
  );
}
