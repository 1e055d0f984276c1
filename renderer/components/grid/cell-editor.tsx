import type { CustomCellEditorProps } from 'ag-grid-react';
import { useEffect, useId, useRef, useState } from 'react';

type Extra = { textOf: (id: number) => string; options: readonly string[]; label: string };

/** Edits any cell as text, with a list to choose from where there is one. What is typed is read when it is left. */
export function CellEditor(props: CustomCellEditorProps & Extra) {
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const key = props.eventKey;
  const typed = key !== null && key.length === 1;
  const stored = props.textOf((props.data as { id: number }).id);
  const [text, setText] = useState(typed ? key : stored);
  const { onValueChange } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when editing starts
  useEffect(() => {
    if (typed) onValueChange(key);
    field.current?.focus();
    if (!typed) field.current?.select();
  }, []);
  return (
    <>
      <input
        ref={field}
        className="cell-editor"
        aria-label={props.label}
        value={text}
        maxLength={4000}
        list={props.options.length > 0 ? list : undefined}
        onChange={(event) => {
          setText(event.target.value);
          onValueChange(event.target.value);
        }}
      />
      {props.options.length > 0 ? (
        <datalist id={list}>
          {props.options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}
