import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Digits, a sign and a point; £, %, commas and spaces are passed over. Null when it is not a number. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[£%,\s]/g, '').replace('−', '-');
  if (plain === '' || !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  return Number(plain);
}

/** A number typed beside its slider: taken on Enter or on leaving; wrong text stays to be put right. */
export function NumberEntry(props: {
  label: string;
  value: number;
  minimum: number;
  maximum: number;
  text: string;
  onChange: (value: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value that changed elsewhere replaces what was typed
  useEffect(() => {
    setTyped(null);
    setProblem(null);
  }, [props.value]);
  // Selected before the next key arrives: what is typed at once on arriving replaces the number, as in a cell.
  const field = useRef<HTMLInputElement>(null);
  const arrived = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the plain number has taken the place of its words
  useLayoutEffect(() => {
    if (arrived.current) field.current?.select();
    arrived.current = false;
  }, [typed]);
  const take = () => {
    if (typed === null) return;
    const value = readNumber(typed);
    if (value === null) setProblem(`“${typed}” is not a number`);
    else if (value < props.minimum || value > props.maximum)
      setProblem(`Between ${props.minimum} and ${props.maximum}`);
    else {
      setProblem(null);
      setTyped(null);
      props.onChange(value);
    }
  };
  return (
    <input
      ref={field}
      className={`value-entry${problem ? ' invalid' : ''}`}
      aria-label={props.label}
      aria-invalid={problem !== null}
      title={problem ?? props.text}
      inputMode="decimal"
      value={typed ?? props.text}
      onFocus={(event) => {
        arrived.current = true;
        setTyped(typed ?? String(props.value));
        event.target.select();
      }}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        take();
        if (typed !== null && readNumber(typed) === props.value) setTyped(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') {
          setTyped(null);
          setProblem(null);
        }
      }}
    />
  );
}
