import type { ImportFilePreview, ImportPreview } from '../../../shared/api.ts';
import { alsoMapping, columnMapping, type TableMapping } from '../../../shared/import-mapping/mapping.ts';
import type { Column } from '../../../shared/model/column.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { withConstant } from './mapping-edits.ts';
import { choicesOf, ValuesMap } from './values-map.tsx';

type Row = { key: string; column: Column; from: string | null; constant: string | null; needed: boolean };

/** The columns of ours that no column of the file is read as by itself: what stands in them, and what is still needed. */
export function AssumedCard(props: {
  file: ImportFilePreview;
  register: RegisterName;
  mapping: TableMapping;
  targets: ImportPreview['targets'];
  onChange: (mapping: TableMapping) => void;
}) {
  const { file, register, mapping, targets, onChange } = props;
  const rows = rowsOf(register, mapping);
  const read = new Map((file.columns ?? []).map((one) => [one.column, one]));
  const shown = rows.filter((row) => row.needed || row.from !== null || row.constant !== null);
  if (shown.length === 0) return null;
  return (
    <section className="card table-card" aria-label={`Not columns of the file, ${registers[register].label}`}>
      <h3 className="card-title">What the file has no column for</h3>
      <div className="scroll-x">
        <table className="figures plain-table import-match">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">In every row</th>
              <th scope="col">Values</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, column, from, constant, needed }) => (
              <tr key={key}>
                <th scope="row">
                  {column.header}
                  {needed ? <span className="over"> needed</span> : null}
                </th>
                <td>
                  {from !== null ? (
                    <span className="quiet">by “{from}”</span>
                  ) : (
                    <Constant
                      register={register}
                      name={key}
                      column={column}
                      value={constant ?? ''}
                      targets={targets}
                      onChange={(text) => onChange(withConstant(mapping, key, text))}
                    />
                  )}
                </td>
                <td>
                  {from !== null ? (
                    <ValuesMap
                      header={from}
                      column={key}
                      values={(read.get(key)?.values ?? []).filter(
                        () => column.kind === 'choice' || column.kind === 'flag',
                      )}
                      register={register}
                      mapping={mapping}
                      targets={targets}
                      onChange={onChange}
                    />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function rowsOf(register: RegisterName, mapping: TableMapping): Row[] {
  const columns = registers[register].columns as Columns;
  const placed = new Set(Object.values(mapping.columns).map((entry) => columnMapping(entry).column));
  return Object.entries(columns).flatMap(([key, column]) => {
    if (placed.has(key) || key === 'position') return [];
    const also = mapping.also?.[key];
    const from = also === undefined ? null : alsoMapping(also).header;
    const constant = mapping.constants?.[key] ?? null;
    const needed = !column.optional && column.absent === undefined && from === null && constant === null;
    return [{ key, column, from, constant, needed }];
  });
}

function Constant(props: {
  register: RegisterName;
  name: string;
  column: Column;
  value: string;
  targets: ImportPreview['targets'];
  onChange: (text: string) => void;
}) {
  const { register, name, column, value, targets, onChange } = props;
  const choices = choicesOf(register, name, targets);
  const label = `${column.header}: in every row`;
  if (['childKey', 'birthMonth', 'birthDate'].includes(name))
    return <span className="quiet">only a column of the file can say it</span>;
  return choices.length > 0 ? (
    <select className="input" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">choose…</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  ) : (
    <input
      key={value}
      className="input"
      aria-label={label}
      defaultValue={value}
      onBlur={(event) => {
        if (event.target.value.trim() !== value) onChange(event.target.value.trim());
      }}
    />
  );
}
