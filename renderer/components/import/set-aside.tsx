import type { ImportFilePreview, ImportSetAside } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { StateView } from '../parts/state-view.tsx';
import { type ImportChoices, tableName } from './mapping-edits.ts';

type Aside = { table: string; row: ImportSetAside; headers: string[] };

/** The rows set aside of a table, each once though several registers ask for it. */
export function asideRows(files: readonly ImportFilePreview[]): Aside[] {
  const rows = new Map<string, Aside>();
  for (const file of files) {
    for (const row of file.setAside ?? []) {
      const key = `${tableName(file)} ${row.row}`;
      const known = rows.get(key);
      if (!known) {
        rows.set(key, { table: tableName(file), row, headers: Object.keys(row.cells) });
        continue;
      }
      const said = new Set(known.row.why.map(({ message }) => message));
      // A price without its placement comes in once the row is: only what is wrong with the row itself is asked.
      const more = row.why.filter(({ message, code }) => code !== 'reference' && !said.has(message));
      rows.set(key, { ...known, row: { ...known.row, why: [...known.row.why, ...more] } });
    }
  }
  return [...rows.values()];
}

/** Which cells of a row may be corrected: those its reasons name, else all. */
function open({ row, headers }: Aside): Set<string> {
  const named = new Set(row.why.flatMap(({ column }) => (column && headers.includes(column) ? [column] : [])));
  return named.size > 0 ? named : new Set(headers);
}

/** Rows that are not taken, in a grid: what is corrected here is taken in, and the file stays as it is. */
export function SetAside(props: {
  files: readonly ImportFilePreview[];
  choices: ImportChoices;
  onCorrect: (table: string, row: number, header: string, text: string) => void;
}) {
  const all = asideRows(props.files);
  const corrected = Object.values(props.choices.corrections).reduce((sum, rows) => sum + Object.keys(rows).length, 0);
  if (all.length === 0)
    return (
      <StateView title="No row is set aside">
        {corrected > 0
          ? `Every row is taken, ${formatNumber(corrected)} of them as you corrected them.`
          : 'Every row of the files that are read is taken.'}
      </StateView>
    );
  const tables = [...new Set(all.map(({ table }) => table))];
  return (
    <>
      <p className="quiet">
        Correct what is marked and leave the cell: the row is then taken. What you leave is not imported, and its reason
        is kept with the import.
      </p>
      {tables.map((table) => (
        <AsideTable
          key={table}
          table={table}
          rows={all.filter((one) => one.table === table)}
          onCorrect={props.onCorrect}
        />
      ))}
    </>
  );
}

function AsideTable(props: {
  table: string;
  rows: readonly Aside[];
  onCorrect: (table: string, row: number, header: string, text: string) => void;
}) {
  const { table, rows, onCorrect } = props;
  // What is to be corrected stands first, so that it is seen without scrolling.
  const asked = rows.flatMap((one) =>
    [...open(one)].filter((header) => open(one).size < one.headers.length && header !== ''),
  );
  const headers = [...new Set([...asked, ...rows.flatMap((one) => one.headers)])];
  return (
    <section className="card table-card" aria-label={`Rows set aside of ${table}`}>
      <h2 className="card-title">{table}</h2>
      <div className="scroll-x">
        <table className="figures plain-table import-aside">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Why</th>
              {headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => {
              const marked = open(one);
              return (
                <tr key={one.row.row}>
                  <th scope="row">{one.row.row}</th>
                  <td className="import-why">
                    {one.row.why.map(({ message }) => message.replace(/^Row \d+, /, '')).join(' ')}
                  </td>
                  {headers.map((header) => (
                    <td key={header}>
                      {marked.has(header) && !one.row.cells[header]?.startsWith('(withheld') ? (
                        <input
                          key={one.row.cells[header]}
                          className="input"
                          aria-label={`Row ${one.row.row}, ${header}`}
                          aria-invalid={one.row.why.some(({ column }) => column === header)}
                          defaultValue={one.row.cells[header]}
                          onKeyDown={(event) => {
                            if (event.key === 'Enter') event.currentTarget.blur();
                          }}
                          onBlur={(event) => {
                            if (event.target.value !== one.row.cells[header])
                              onCorrect(table, one.row.row, header, event.target.value);
                          }}
                        />
                      ) : (
                        one.row.cells[header]
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
