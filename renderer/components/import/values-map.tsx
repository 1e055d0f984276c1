import type { ImportColumn, ImportPreview } from '../../../shared/api.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { countText } from '../parts/money.ts';
import { withValue } from './mapping-edits.ts';

type Choice = { value: string; label: string };

/** What a column of ours may hold, where that is a list: its choices, yes and no, the lines or the groups. */
export function choicesOf(register: RegisterName, column: string, targets: ImportPreview['targets']): Choice[] {
  if (column === 'lineCode' || column === 'groupCode')
    return (targets?.[column] ?? []).map(({ value, label }) => ({
      value,
      label: label === value ? value : `${label} (${value})`,
    }));
  const ours = (registers[register].columns as Columns)[column];
  if (ours?.kind === 'flag')
    return [
      { value: '1', label: 'yes' },
      { value: '0', label: 'no' },
    ];
  return (ours?.choices ?? []).map((value) => ({ value, label: value }));
}

/** The texts of a column and what each stands for here; opened on demand, and open where one says nothing yet. */
export function ValuesMap(props: {
  header: string;
  column: string;
  values: NonNullable<ImportColumn['values']>;
  register: RegisterName;
  mapping: TableMapping;
  targets: ImportPreview['targets'];
  onChange: (mapping: TableMapping) => void;
}) {
  const { header, column, values, register, mapping, targets, onChange } = props;
  const choices = choicesOf(register, column, targets);
  if (values.length === 0) return null;
  const open = values.filter(({ to }) => to === null).length;
  return (
    <details open={open > 0} className="import-values">
      <summary>{open > 0 ? `${countText(open, 'value')} to match` : countText(values.length, 'value')}</summary>
      <ul>
        {values.map(({ text, rows, to }) => (
          <li key={text} className="row">
            <span className="import-value" title={`${text}: ${countText(rows, 'row')}`}>
              {text}
            </span>
            {choices.length > 0 ? (
              <select
                className="input"
                aria-label={`${header}, ${text}: stands for`}
                value={to ?? ''}
                onChange={(event) => onChange(withValue(mapping, header, column, text, event.target.value))}
              >
                <option value="">{to === null ? 'choose…' : 'as it stands'}</option>
                {choices.map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.label}
                  </option>
                ))}
                {to !== null && !choices.some((choice) => choice.value === to) ? (
                  <option value={to}>{to}</option>
                ) : null}
              </select>
            ) : (
              <input
                key={to ?? ''}
                className="input"
                aria-label={`${header}, ${text}: stands for`}
                defaultValue={to ?? ''}
                onBlur={(event) => {
                  if (event.target.value !== (to ?? ''))
                    onChange(withValue(mapping, header, column, text, event.target.value.trim()));
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
