import { useEffect, useState } from 'react';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { leverRangeProblem } from '../../../shared/levers/new-lever.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { readNumber } from './number-entry.tsx';

/** The low and the high a lever may land at: drawn in the range of the outturn; blank = its number is certain. */
export function LeverRange(props: { lever: Lever; onChange: (values: Partial<Lever>, label: string) => void }) {
  const { lever, onChange } = props;
  const problem = leverRangeProblem(lever);
  const { unit } = leverDefinitions[lever.kind];
  return (
    <>
      {(['low', 'high'] as const).map((side) => (
        <RangeEnd
          key={side}
          label={`${side === 'low' ? 'Low' : 'High'}, ${unit}`}
          value={lever[side] ?? null}
          onChange={(value) => onChange({ [side]: value }, `set the ${side} of “${lever.name}”`)}
        />
      ))}
      {problem ? (
        <p className="small over wide" role="status">
          This lever {problem}: it is not drawn in the range.
        </p>
      ) : null}
    </>
  );
}

/** One end, taken on Enter or on leaving; blank takes it away, and text that is no number stays to be put right. */
function RangeEnd(props: { label: string; value: number | null; onChange: (value: number | null) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value that changed elsewhere replaces what was typed
  useEffect(() => setTyped(null), [props.value]);
  const blank = typed !== null && typed.trim() === '';
  const read = typed === null ? props.value : blank ? null : readNumber(typed);
  const wrong = typed !== null && !blank && read === null;
  const take = () => {
    if (typed === null || wrong) return;
    setTyped(null);
    if (read !== props.value) props.onChange(read);
  };
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        className={`input number${wrong ? ' invalid' : ''}`}
        inputMode="decimal"
        aria-invalid={wrong}
        placeholder="certain"
        value={typed ?? (props.value === null ? '' : String(props.value))}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
    </label>
  );
}
