import { registerNames, registers } from '../../../shared/model/registers.ts';
import { columnsOf } from '../../components/grid/grid-edits.ts';
import { ask } from '../../state/ask.ts';
import { notify } from '../../state/store.ts';

/** An empty extract of every register, with its headers, to fill and import. */
export function Templates() {
  const save = async (register: (typeof registerNames)[number], format: 'csv' | 'xlsx') => {
    const done = await ask('templateSave', { register, format });
    if (done?.saved) notify(`Saved: ${done.saved}`, 'good');
  };
  return (
    <section className="card table-card scroll-x" aria-label="Templates">
      <table className="figures plain-table">
        <thead>
          <tr>
            <th scope="col">Register</th>
            <th scope="col">Columns</th>
            <th scope="col">
              <span className="hidden-visually">Template</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {registerNames.map((name) => {
            const columns = Object.values(columnsOf(name));
            return (
              <tr key={name}>
                <th scope="row">{registers[name].label}</th>
                <td className="wide-cell">
                  {columns.map((column, index) => (
                    <span key={column.header} className={column.optional ? 'faint' : ''} title={column.help}>
                      {index > 0 ? ' · ' : ''}
                      {column.header}
                    </span>
                  ))}
                </td>
                <td>
                  <button
                    type="button"
                    className="button small plain"
                    aria-label={`${registers[name].label} as Excel`}
                    onClick={() => void save(name, 'xlsx')}
                  >
                    Excel…
                  </button>
                  <button
                    type="button"
                    className="button small plain"
                    aria-label={`${registers[name].label} as CSV`}
                    onClick={() => void save(name, 'csv')}
                  >
                    CSV…
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
