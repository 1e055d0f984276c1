import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { addMonths } from '../../../shared/model/calendar.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { DateField } from '../parts/date-field.tsx';
import { ChooseMany } from './choose-many.tsx';
import { LeverRange } from './lever-range.tsx';
import { bandTargets, groupTargets, referenceTargets } from './targets.ts';

type Change = (values: Partial<Lever>, label: string) => void;

/** Everything about a lever but its number: what it acts on, when, how fast, and why. */
export function LeverFields(props: { lever: Lever; snapshot: Snapshot; year: string; onChange: Change }) {
  const { lever, snapshot, onChange } = props;
  const uses = new Set(leverDefinitions[lever.kind].uses);
  const references = referenceTargets(lever.kind, snapshot, props.year);
  const groups = groupTargets(snapshot);
  const { referenceTo } = leverDefinitions[lever.kind];
  const several = referenceTo === 'saving' || referenceTo === 'pressure';
  return (
    <div className="lever-fields">
      <label className="field wide">
        <span>Name</span>
        <input
          className="input"
          maxLength={200}
          value={lever.name}
          onChange={(event) => onChange({ name: event.target.value }, 'rename a lever')}
        />
      </label>
      {several ? (
        <ChooseMany
          label={referenceTo === 'saving' ? 'Savings' : 'Pressures'}
          all={referenceTo === 'saving' ? 'All savings' : 'All pressures'}
          {...(lever.references === undefined && !lever.reference ? { none: 'Choose…' } : {})}
          targets={references}
          chosen={lever.references ?? (lever.reference ? [lever.reference] : [])}
          onChange={(chosen) =>
            onChange(
              { references: chosen, reference: chosen.length === 1 ? (chosen[0] ?? null) : null },
              `choose what “${lever.name}” acts on`,
            )
          }
        />
      ) : uses.has('reference') ? (
        <label className="field wide">
          <span>{referenceLabels[leverDefinitions[lever.kind].referenceTo ?? 'line']}</span>
          <select
            className="input"
            value={lever.reference ?? ''}
            onChange={(event) =>
              onChange({ reference: event.target.value || null }, `choose what “${lever.name}” acts on`)
            }
          >
            <option value="">{lever.kind === 'exits-number' ? 'Any route' : 'Choose…'}</option>
            {references.map((target) => (
              <option key={target.value} value={target.value}>
                {target.label}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {uses.has('groups') ? (
        <ChooseMany
          label={uses.has('toGroup') ? 'From groups' : 'Groups'}
          all="All groups"
          targets={groups}
          chosen={lever.groups}
          onChange={(chosen) => onChange({ groups: chosen }, `choose the groups of “${lever.name}”`)}
        />
      ) : null}
      {uses.has('toGroup') ? (
        <label className="field">
          <span>To group</span>
          <select
            className="input"
            value={lever.toGroup ?? ''}
            onChange={(event) =>
              onChange({ toGroup: event.target.value || null }, `choose the group of “${lever.name}”`)
            }
          >
            <option value="">Choose…</option>
            {groups.map((target) => (
              <option key={target.value} value={target.value}>
                {target.label}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {uses.has('bands') ? (
        <ChooseMany
          label="Ages"
          all="All ages"
          targets={bandTargets}
          chosen={lever.bands}
          onChange={(chosen) => onChange({ bands: chosen }, `choose the ages of “${lever.name}”`)}
        />
      ) : null}
      {uses.has('uasc') ? (
        <label className="field">
          <span>UASC</span>
          <select
            className="input"
            value={lever.uasc}
            onChange={(event) =>
              onChange({ uasc: event.target.value as Lever['uasc'] }, `choose the children of “${lever.name}”`)
            }
          >
            <option value="all">With UASC</option>
            <option value="only">Only UASC</option>
            <option value="excluded">Without UASC</option>
          </select>
        </label>
      ) : null}
      {uses.has('dates') ? (
        <>
          <DateField
            label="From"
            value={lever.from}
            onChange={(date) => onChange({ from: date }, `date “${lever.name}”`)}
          />
          <DateField
            label="Until (empty: no end)"
            optional
            from={addMonths(lever.from, 1)}
            value={lever.to ?? ''}
            onChange={(date) => onChange({ to: date || null }, `date “${lever.name}”`)}
          />
        </>
      ) : null}
      {uses.has('ramp') ? (
        <label className="field">
          <span>Ramp, months</span>
          <input
            className="input number"
            type="number"
            min={0}
            max={120}
            value={lever.rampMonths}
            onChange={(event) =>
              onChange(
                { rampMonths: Math.max(0, Math.min(120, Math.round(Number(event.target.value) || 0))) },
                `ramp “${lever.name}”`,
              )
            }
          />
        </label>
      ) : null}
      <LeverRange lever={lever} onChange={onChange} />
      <label className="field wide">
        <span>Reason and source</span>
        <textarea
          className="input"
          maxLength={4000}
          rows={2}
          value={lever.note}
          onChange={(event) => onChange({ note: event.target.value }, `note on “${lever.name}”`)}
        />
      </label>
    </div>
  );
}

const referenceLabels = {
  saving: 'Saving',
  pressure: 'Pressure',
  line: 'Budget line',
  funder: 'Funder',
  exit: 'Route out of care',
  partner: 'Partner',
};
