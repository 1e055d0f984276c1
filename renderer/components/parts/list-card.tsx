import type { ReactNode } from 'react';

/**
 * A list of things on a card: its title and tools, and a table with one row each. `columns` are the headers; an empty
 * one stands over buttons. `instead` takes the table's place while there is nothing to list.
 */
export function ListCard(props: {
  label: string;
  title?: string;
  description?: ReactNode;
  tools?: ReactNode;
  columns: readonly string[];
  instead?: ReactNode;
  children?: ReactNode;
}) {
  const { label, title, description, tools, columns, instead } = props;
  return (
    <section className="card table-card" aria-label={label}>
      {title ? (
        <div className="row wrap card-title">
          <h2>{title}</h2>
          {description ? <span className="quiet">{description}</span> : null}
          {tools ? <div className="row push">{tools}</div> : null}
        </div>
      ) : null}
      {instead ?? (
        <div className="scroll-x">
          <table className="figures plain-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column === '' ? <span className="hidden-visually">Actions</span> : column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{props.children}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The buttons of a row, at its end. */
export function RowActions({ children }: { children: ReactNode }) {
  return (
    <td className="row-actions">
      <div>{children}</div>
    </td>
  );
}
