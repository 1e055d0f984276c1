import { type ReactNode, useId } from 'react';

/** A labelled text field. `help` stands below it. */
export function TextField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
  type?: 'text' | 'password' | 'number';
  lines?: number;
  placeholder?: string;
}) {
  const id = useId();
  const common = {
    id,
    className: 'input',
    value: props.value,
    placeholder: props.placeholder,
    spellCheck: false,
    ...(props.help ? { 'aria-describedby': `${id}-help` } : {}),
    onChange: (event: { target: { value: string } }) => props.onChange(event.target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.lines ? (
        <textarea {...common} rows={props.lines} />
      ) : (
        <input {...common} type={props.type ?? 'text'} autoComplete="off" />
      )}
      {props.help ? (
        <span id={`${id}-help`} className="quiet small">
          {props.help}
        </span>
      ) : null}
    </div>
  );
}

/** A labelled choice of one among a few. */
export function ChoiceField<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="input"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value as T)}
      >
        {props.choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A labelled tick box. */
export function TickField(props: { label: ReactNode; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="row">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.target.checked)} />
      <span>{props.label}</span>
    </label>
  );
}
