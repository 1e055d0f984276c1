import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { namesOf, type Target } from './targets.ts';

/** Several of a list; none chosen means all of them. */
export function ChooseMany(props: {
  label: string;
  all: string;
  targets: readonly Target[];
  chosen: readonly string[];
  /** Said while nothing has been chosen and that does not mean all of them. */
  none?: string;
  onChange: (chosen: string[]) => void;
}) {
  const label = props.none ?? namesOf(props.chosen, props.targets, props.all);
  return (
    <div className="field">
      <span>{props.label}</span>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="input choose" aria-label={`${props.label}: ${label}`}>
          <span>{label}</span>
          <ChevronDown size={14} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal container={document.getElementById('work')}>
          <DropdownMenu.Content className="menu" align="start" sideOffset={2}>
            <DropdownMenu.CheckboxItem
              className="menu-item"
              checked={props.none === undefined && props.chosen.length === 0}
              onSelect={(event) => event.preventDefault()}
              onCheckedChange={() => props.onChange([])}
            >
              <Tick /> {props.all}
            </DropdownMenu.CheckboxItem>
            {props.targets.map((target) => (
              <DropdownMenu.CheckboxItem
                key={target.value}
                className="menu-item"
                checked={props.chosen.includes(target.value)}
                onSelect={(event) => event.preventDefault()}
                onCheckedChange={(on) =>
                  props.onChange(
                    on ? [...props.chosen, target.value] : props.chosen.filter((other) => other !== target.value),
                  )
                }
              >
                <Tick /> {target.label}
              </DropdownMenu.CheckboxItem>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}

function Tick() {
  return (
    <span className="tick">
      <DropdownMenu.ItemIndicator>
        <Check size={14} />
      </DropdownMenu.ItemIndicator>
    </span>
  );
}
