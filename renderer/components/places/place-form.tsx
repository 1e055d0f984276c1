import type { ReactNode } from 'react';
import { Modal } from '../parts/dialog.tsx';
import { ChoiceField, TextField } from '../parts/fields.tsx';
import type { PlaceState } from './use-place.ts';

/**
 * The form of a place to send to or to read from: its kind while it is new, its name, what its kind asks for, and its
 * secret. `children` stand before the secret, `after` behind it.
 */
export function PlaceForm<T extends { id: string; name: string; kind: string }>(props: {
  /** Name of the place being changed; null for a new one, `titleOfNew` then stands above. */
  changing: string | null;
  titleOfNew: string;
  kinds: Record<T['kind'], string>;
  blank: (kind: T['kind']) => T;
  place: PlaceState<T>;
  /** What the secret of its kind is called; null when it has none. */
  secret: string | null;
  children: ReactNode;
  after: ReactNode;
  onSave: () => Promise<void>;
  onClose: () => void;
}) {
  const { changing, kinds, blank, place, secret } = props;
  const { value, change, problem } = place;
  return (
    <Modal
      open
      title={changing ? `Change ${changing}` : props.titleOfNew}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" className="button" onClick={props.onClose}>
            Cancel
          </button>
          <button type="button" className="button primary" onClick={() => void props.onSave()}>
            Save
          </button>
        </>
      }
    >
      <div className="stack">
        {changing ? null : (
          <ChoiceField<T['kind']>
            label="Kind"
            value={value.kind}
            choices={Object.entries(kinds) as [T['kind'], string][]}
            onChange={(kind) => change({ ...blank(kind), name: value.name })}
          />
        )}
        <TextField label="Name" value={value.name} onChange={(name) => change({ ...value, name })} />
        {props.children}
        {secret ? (
          <TextField
            label={secret}
            type="password"
            value={place.secret ?? ''}
            onChange={place.setSecret}
            help={
              changing
                ? 'Leave it empty to keep the one that is held.'
                : 'Kept in this computer’s own store of passwords, or where there is none in a file only you can read.'
            }
          />
        ) : null}
        {props.after}
        {problem ? (
          <div className="banner" role="alert">
            {problem}
          </div>
        ) : null}
      </div>
    </Modal>
  );
}

/** The folder of a place: chosen in a dialog, shown by its name. */
export function FolderField(props: { folder: string; help?: string; onChoose: () => void }) {
  return (
    <div className="field">
      <span>Folder</span>
      <div className="row">
        <span className="strong">{props.folder || 'none chosen'}</span>
        <button type="button" className="button small push" onClick={props.onChoose}>
          Choose…
        </button>
      </div>
      {props.help ? <span className="quiet small">{props.help}</span> : null}
    </div>
  );
}
