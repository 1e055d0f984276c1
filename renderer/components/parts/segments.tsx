import { ToggleGroup } from 'radix-ui';

export type Choice<T extends string> = { value: T; label: string; title?: string };

/** One of a few, side by side; arrow keys move, Enter or Space chooses. */
export function Segments<T extends string>(props: {
  name: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      className="segments"
      aria-label={props.name}
      value={props.value}
      onValueChange={(value) => {
        if (value) props.onChange(value as T);
      }}
    >
      {props.choices.map((choice) => (
        <ToggleGroup.Item key={choice.value} value={choice.value} title={choice.title}>
          {choice.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
