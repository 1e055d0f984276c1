import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import type { Source } from '../../../shared/model/source.ts';
import { type RefreshRule, refreshRules } from '../../../shared/refresh/decide-cell.ts';
import { columnsOf } from '../../components/grid/grid-edits.ts';
import { ChoiceField } from '../../components/parts/fields.tsx';

export const ruleLabels: Record<RefreshRule, string> = {
  ask: 'ask me',
  local: 'the edit made here wins',
  source: 'the source wins',
};
type Rules = Pick<Source, 'rules' | 'otherwise'>;
const choices = refreshRules.map((rule) => [rule, ruleLabels[rule]] as const);

/** Who wins where a cell was edited here and changed at the source: one rule for all, and others by column. */
export function SourceRules<T extends Rules>({ value, onChange }: { value: T; onChange: (value: T) => void }) {
  const change = (index: number, next: Partial<Source['rules'][number]>) =>
    onChange({ ...value, rules: value.rules.map((one, at) => (at === index ? { ...one, ...next } : one)) });
  return (
    <section className="stack" aria-label="Edited here and changed at the source">
      <h2>Edited here and changed at the source</h2>
      <ChoiceField
        label="For every column"
        value={value.otherwise}
        choices={choices}
        onChange={(otherwise) => onChange({ ...value, otherwise })}
      />
      {value.rules.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no other name until it is saved
        <div className="rule-row" key={index}>
          <select
            className="input"
            aria-label="Register"
            value={one.register}
            onChange={(event) => change(index, { register: event.target.value as RegisterName, column: '*' })}
          >
            {registerNames.map((name) => (
              <option key={name} value={name}>
                {registers[name].label}
              </option>
            ))}
          </select>
          <select
            className="input"
            aria-label="Column"
            value={one.column}
            onChange={(event) => change(index, { column: event.target.value })}
          >
            <option value="*">whole rows</option>
            {Object.entries(columnsOf(one.register)).map(([key, column]) => (
              <option key={key} value={key}>
                {column.header}
              </option>
            ))}
          </select>
          <select
            className="input"
            aria-label="Rule"
            value={one.rule}
            onChange={(event) => change(index, { rule: event.target.value as RefreshRule })}
          >
            {choices.map(([rule, label]) => (
              <option key={rule} value={rule}>
                {label}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="button small plain"
            onClick={() => onChange({ ...value, rules: value.rules.filter((_, at) => at !== index) })}
          >
            Remove
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="button small"
          onClick={() =>
            onChange({ ...value, rules: [...value.rules, { register: 'placements', column: '*', rule: 'local' }] })
          }
        >
          Add a rule for a column
        </button>
      </div>
    </section>
  );
}
