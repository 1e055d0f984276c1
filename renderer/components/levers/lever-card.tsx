import { ChevronDown, ChevronRight, GripVertical, Trash2 } from 'lucide-react';
import { Switch } from 'radix-ui';
import { memo, useState } from 'react';
import { formatMonth } from '../../../shared/format/format.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { notesAbout } from '../../../shared/model/note.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { awaits } from '../../../shared/scenario/finance-levers.ts';
import { changeLever, moveLever, removeLever } from '../../state/scenario.ts';
import { useStore } from '../../state/store.ts';
import { countText, effectText, tone } from '../parts/money.ts';
import { baseValue, valueText } from './base-value.ts';
import { LeverFields } from './lever-fields.tsx';
import { LeverSlider } from './lever-slider.tsx';
import { NumberEntry } from './number-entry.tsx';
import { bandTargets, groupTargets, namesOf, referenceTargets } from './targets.ts';

type Props = {
  lever: Lever;
  index: number;
  count: number;
  snapshot: Snapshot;
  year: string;
  base: Forecast | null;
  effect: number | undefined;
  fresh: boolean;
};

/** One lever: its effect, slider, number, what it acts on; more behind the arrow. Alt+Up and Alt+Down reorder. */
export const LeverCard = memo(function LeverCard({ lever, index, count, snapshot, year, base, effect, fresh }: Props) {
  const [more, setMore] = useState(fresh);
  const [over, setOver] = useState(false);
  const information = leverDefinitions[lever.kind];
  const was = baseValue(lever, snapshot, year, base);
  const setValue = (value: number) =>
    changeLever(lever.id, { value }, `set “${lever.name}” to ${valueText(lever, value)}`);
  const missing = missingTarget(lever);
  // Without a budget there is no effect to wait for.
  const waiting = useStore((state) => (state.result ? '…' : ''));
  // A cap met, or a word on how the lever was read: the forecast says it of the lever by its id.
  const said = useStore((state) =>
    lever.on
      ? notesAbout((state.result ?? state.childrenOnly?.result)?.notes ?? [], 'lever', lever.id)
          .map(({ text }) => text)
          .join('\n')
      : '',
  );
  return (
    <li
      className={`lever${lever.on ? '' : ' off'}${over ? ' drop' : ''}`}
      aria-label={lever.name}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/x-lever')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        moveLever(event.dataTransfer.getData('text/x-lever'), index);
      }}
    >
      <div className="lever-head">
        <button
          type="button"
          className="lever-grip"
          draggable
          aria-label={`Move ${lever.name}, ${index + 1} of ${count}: Alt+Up or Alt+Down`}
          title="Drag, or Alt+Up and Alt+Down"
          onDragStart={(event) => {
            event.dataTransfer.setData('text/x-lever', lever.id);
            event.dataTransfer.effectAllowed = 'move';
          }}
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
            event.preventDefault();
            moveLever(lever.id, index + (event.key === 'ArrowUp' ? -1 : 1));
          }}
        >
          <GripVertical size={13} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="lever-name"
          aria-expanded={more}
          onClick={() => setMore(!more)}
          title={information.help}
        >
          {more ? <ChevronDown size={13} aria-hidden="true" /> : <ChevronRight size={13} aria-hidden="true" />}
          <span>{lever.name || information.label}</span>
        </button>
        <span
          className={`lever-effect ${lever.on ? tone(effect) : ''}`}
          title="What this lever changes, after those above it"
        >
          {lever.on ? (effect === undefined ? waiting : effectText(effect)) : 'off'}
        </span>
        <Switch.Root
          className="switch"
          checked={lever.on}
          aria-label={`${lever.name} on`}
          onCheckedChange={(on) => changeLever(lever.id, { on }, `switch “${lever.name}” ${on ? 'on' : 'off'}`)}
        >
          <Switch.Thumb asChild>
            <span />
          </Switch.Thumb>
        </Switch.Root>
      </div>
      <div className="lever-foot">
        <LeverSlider lever={lever} base={was} onChange={setValue} />
        <NumberEntry
          label={`${lever.name}, ${information.unit}`}
          value={lever.value}
          minimum={information.minimum}
          maximum={information.maximum}
          text={valueText(lever, lever.value)}
          onChange={setValue}
        />
      </div>
      <div className="lever-about">
        <span className={missing ? 'over' : undefined} title={describe(lever, snapshot, year, was)}>
          {missing ?? describe(lever, snapshot, year, was)}
        </span>
      </div>
      {said === ''
        ? null
        : said.split('\n').map((note) => (
            <p key={note} className={`lever-note small ${note.includes('capped') ? 'over' : 'quiet'}`}>
              {sentence(note.slice(lever.name.length + 2))}
            </p>
          ))}
      {more ? (
        <>
          <LeverFields
            lever={lever}
            snapshot={snapshot}
            year={year}
            onChange={(values, label) => changeLever(lever.id, values, label)}
          />
          <div className="row spread">
            <span className="small quiet">{information.help}</span>
            <button type="button" className="button small plain" onClick={() => removeLever(lever)}>
              <Trash2 size={13} aria-hidden="true" /> Remove
            </button>
          </div>
        </>
      ) : null}
    </li>
  );
});

const sentence = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);

/** What must still be chosen before the lever can act. */
function missingTarget(lever: Lever): string | null {
  const what = awaits(lever);
  return what && `Choose the ${what} ▸`;
}

function describe(lever: Lever, snapshot: Snapshot, year: string, was: number): string {
  const { uses, referenceTo } = leverDefinitions[lever.kind];
  const parts: string[] = [`base ${valueText(lever, was)}`];
  if (lever.references && (referenceTo === 'saving' || referenceTo === 'pressure'))
    parts.push(namesOf(lever.references, referenceTargets(lever.kind, snapshot, year), `all ${referenceTo}s`));
  else if (referenceTo)
    parts.push(
      referenceTargets(lever.kind, snapshot, year).find((target) => target.value === lever.reference)?.label ??
        (referenceTo === 'exit' ? 'any route' : ''),
    );
  if (uses.includes('groups') && lever.groups.length > 0) parts.push(namesOf(lever.groups, groupTargets(snapshot), ''));
  if (lever.toGroup) parts.push(`to ${namesOf([lever.toGroup], groupTargets(snapshot), '')}`);
  if (lever.bands.length > 0) parts.push(namesOf(lever.bands, bandTargets, ''));
  if (uses.includes('dates')) parts.push(`from ${formatMonth(lever.from)}`);
  if (typeof lever.low === 'number' && typeof lever.high === 'number')
    parts.push(`between ${valueText(lever, lever.low)} and ${valueText(lever, lever.high)}`);
  if (lever.rampMonths > 0) parts.push(`ramp ${countText(lever.rampMonths, 'month')}`);
  return parts.filter(Boolean).join(' · ');
}
