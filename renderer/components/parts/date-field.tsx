import { CalendarDays } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { parseDate } from '../../../shared/cells/date.ts';
import { slashDate } from '../grid/cell-text.ts';

/**
 * A date typed as 31/03/2024, whatever the computer's own order of day and month: a native date field follows the
 * system, and on an American one 04/05 would be the 5th of April. Taken on Enter or on leaving; text that is no date
 * stays with the reason. The button opens the system's calendar.
 */
export function DateField(props: {
  label: string;
  /** The label is read out, not shown. */
  bare?: boolean;
  /** `YYYY-MM-DD`; blank when there is none. */
  value: string;
  optional?: boolean;
  /** The first day that is allowed. */
  from?: string;
  onChange: (value: string) => void;
}) {
  const { label, value, from, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const native = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a date that changed elsewhere replaces what was typed
  useEffect(() => {
    setTyped(null);
    setProblem(null);
  }, [value]);
  /** False when what was typed is no date. */
  const take = (text: string): boolean => {
    const read = text.trim() === '' ? '' : parseDate(text.trim());
    const wrong =
      read === null
        ? `“${text.trim()}” is not a date such as 31/03/2024`
        : read === ''
          ? props.optional
            ? null
            : 'A date is needed, such as 31/03/2024'
          : from && read < from
            ? `Not before ${slashDate(from)}`
            : null;
    setProblem(wrong);
    if (wrong !== null || read === null) return false;
    setTyped(null);
    if (read !== value) onChange(read);
    return true;
  };
  return (
    <div className="field">
      {props.bare ? null : <label htmlFor={id}>{label}</label>}
      <span className="date-field">
        <input
          id={id}
          {...(props.bare ? { 'aria-label': label } : {})}
          className={`input${problem ? ' invalid' : ''}`}
          placeholder="dd/mm/yyyy"
          autoComplete="off"
          spellCheck={false}
          maxLength={20}
          aria-invalid={problem !== null}
          {...(problem ? { 'aria-describedby': `${id}-problem` } : {})}
          value={typed ?? slashDate(value)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => typed !== null && take(typed)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && typed !== null && !take(typed)) event.preventDefault();
            if (event.key === 'Escape' && typed !== null) {
              // The text goes back first; a second Escape is the dialog's.
              event.stopPropagation();
              setTyped(null);
              setProblem(null);
            }
          }}
        />
        <input
          ref={native}
          type="date"
          className="date-native"
          tabIndex={-1}
          aria-hidden="true"
          value={value}
          min={from}
          onChange={(event) => take(event.target.value)}
        />
        <button
          type="button"
          className="button plain icon"
          aria-label={`${label}: calendar`}
          title="Choose from a calendar"
          onClick={() => native.current?.showPicker()}
        >
          <CalendarDays size={14} aria-hidden="true" />
        </button>
      </span>
      {problem ? (
        <span id={`${id}-problem`} className="over small" role="alert">
          {problem}
        </span>
      ) : null}
    </div>
  );
}
