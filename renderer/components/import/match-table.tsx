import type { ImportFilePreview, ImportPreview } from '../../../shared/api.ts';
import { columnMapping, type TableMapping } from '../../../shared/import-mapping/mapping.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { withColumn, withReading } from './mapping-edits.ts';
import { ValuesMap } from './values-map.tsx';

/** The columns of a file, each with its first cells and the column of ours it is read as. */
export function MatchTable(props: {
  file: ImportFilePreview;
  register: RegisterName;
  mapping: TableMapping;
  targets: ImportPreview['targets'];
  onChange: (mapping: TableMapping) => void;
}) {
  const { file, register, mapping, targets, onChange } = props;
  const ours = registers[register].columns as Columns;
  const headers = mapping.headers ?? file.head?.headers ?? Object.keys(mapping.columns);
  const cellsOf = (header: string): string => {
    const at = file.head?.headers.indexOf(header) ?? -1;
    const cells =
      at < 0 ? (file.samples?.[header] ?? []) : (file.head?.rows ?? []).map(({ cells: row }) => row[at] ?? '');
    return [...new Set(cells.filter((text) => text !== ''))].slice(0, 3).join(', ');
  };
  return (
    <section className="card table-card" aria-label={`Columns of ${registers[register].label}`}>
      <div className="scroll-x">
        <table className="figures plain-table import-match">
          <thead>
            <tr>
              <th scope="col">Column of the file</th>
              <th scope="col">First cells</th>
              <th scope="col">Read as</th>
              <th scope="col">If blank</th>
              <th scope="col">Values</th>
            </tr>
          </thead>
          <tbody>
            {headers.map((header) => {
              const entry = mapping.columns[header];
              const long = entry === undefined ? null : columnMapping(entry);
              const column = long ? ours[long.column] : undefined;
              return (
                <tr key={header}>
                  <th scope="row">{header}</th>
                  <td className="quiet import-cells">{cellsOf(header)}</td>
                  <td>
                    <div className="row">
                      <select
                        className="input"
                        aria-label={`${header}: read as`}
                        value={long?.column ?? ''}
                        onChange={(event) => onChange(withColumn(mapping, header, event.target.value))}
                      >
                        <option value="">left out</option>
                        {Object.entries(ours).map(([key, one]) => (
                          <option key={key} value={key}>
                            {one.header}
                          </option>
                        ))}
                      </select>
                      {column?.kind === 'money' ? (
                        <MoneyReading header={header} mapping={mapping} onChange={onChange} />
                      ) : null}
                    </div>
                  </td>
                  <td>
                    {long ? (
                      <input
                        key={long.blank ?? ''}
                        className="input import-blank"
                        aria-label={`${header}: if blank`}
                        defaultValue={long.blank ?? ''}
                        placeholder={column?.optional ? 'stays blank' : 'set aside'}
                        onBlur={(event) => {
                          const blank = event.target.value.trim() || undefined;
                          if (blank !== long.blank) onChange(withReading(mapping, header, { blank }));
                        }}
                      />
                    ) : null}
                  </td>
                  <td>
                    {long && column ? (
                      <ValuesMap
                        header={header}
                        column={long.column}
                        values={
                          file.columns?.find((one) => one.header === header && one.column === long.column)?.values ?? []
                        }
                        register={register}
                        mapping={mapping}
                        targets={targets}
                        onChange={onChange}
                      />
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Pounds, thousands or millions, and whether a minus is the other way about. */
function MoneyReading(props: { header: string; mapping: TableMapping; onChange: (mapping: TableMapping) => void }) {
  const { header, mapping, onChange } = props;
  const entry = mapping.columns[header];
  const long = entry === undefined ? null : columnMapping(entry);
  if (!long) return null;
  const value = `${long.unit ?? ''}${long.sign ? ' reversed' : ''}`;
  return (
    <select
      className="input"
      aria-label={`${header}: counted in`}
      value={value}
      onChange={(event) => {
        const [unit, sign] = event.target.value.split(' ');
        onChange(
          withReading(mapping, header, {
            unit: (unit || undefined) as 'pounds' | 'thousands' | 'millions' | undefined,
            sign: sign === 'reversed' ? 'reversed' : undefined,
          }),
        );
      }}
    >
      <option value="">as the file says</option>
      <option value="pounds">£</option>
      <option value="thousands">£000</option>
      <option value="millions">£m</option>
      <option value=" reversed">sign turned round</option>
      {long.unit && long.sign ? <option value={value}>{`${long.unit}, sign turned round`}</option> : null}
    </select>
  );
}
