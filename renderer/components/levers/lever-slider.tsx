import { Slider } from 'radix-ui';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { valueText } from './base-value.ts';

/** Slider with the base marked. Wide ranges (pounds) narrow to the value at hand, so that a drag is not a leap. */
export function LeverSlider(props: { lever: Lever; base: number; onChange: (value: number) => void }) {
  const information = leverDefinitions[props.lever.kind];
  const { minimum, maximum } = rangeOf(props.lever);
  const at = (value: number) => `${Math.max(0, Math.min(100, (100 * (value - minimum)) / (maximum - minimum)))}%`;
  const from = Math.min(props.base, props.lever.value);
  const to = Math.max(props.base, props.lever.value);
  return (
    <Slider.Root
      className="slider"
      value={[props.lever.value]}
      min={minimum}
      max={maximum}
      step={information.step}
      disabled={!props.lever.on}
      onValueChange={([value]) => {
        if (value !== undefined) props.onChange(value);
      }}
      onDoubleClick={() => props.onChange(props.base)}
    >
      <Slider.Track className="slider-track">
        <span className="slider-fill" style={{ left: at(from), right: `calc(100% - ${at(to)})` }} />
        <span
          className="slider-base"
          style={{ left: at(props.base) }}
          title={`Base: ${valueText(props.lever, props.base)}`}
        />
      </Slider.Track>
      <Slider.Thumb
        className="slider-thumb"
        aria-label={`${props.lever.name}, ${information.unit}`}
        aria-valuetext={valueText(props.lever, props.lever.value)}
      />
    </Slider.Root>
  );
}

/** The slider's ends: the kind's own, or for pounds a round bound around the value. */
export function rangeOf(lever: Lever): { minimum: number; maximum: number } {
  const information = leverDefinitions[lever.kind];
  if (information.unit !== '£') return { minimum: information.minimum, maximum: information.maximum };
  let bound = 1_000_000;
  while (bound < Math.abs(lever.value) && bound < information.maximum) bound *= 2;
  bound = Math.min(bound, information.maximum);
  return { minimum: -bound, maximum: bound };
}
