import { useState } from 'react';
import { type Destination, type DestinationInput, destinationInputSchema } from '../../../shared/model/destination.ts';
import { Modal } from '../../components/parts/dialog.tsx';
import { ChoiceField, idFrom, TextField, TickField } from '../../components/parts/fields.tsx';
import { ask } from '../../state/ask.ts';
import { showStatus, useSync } from '../../state/sync.ts';
import { Certificate, DatabaseFields, WebdavFields } from './network-fields.tsx';

export const kindWords: Record<Destination['kind'], string> = {
  folder: 'Folder',
  webdav: 'WebDAV',
  s3: 'Object storage (S3)',
  postgresql: 'PostgreSQL',
};
const secretWords = { webdav: 'Password', s3: 'Secret access key', postgresql: 'Password' } as const;
const common = {
  id: '',
  name: '',
  template: '{year}/P{period}/{scenario} v{version}.{extension}',
  enabled: true,
};

function blank(kind: Destination['kind']): DestinationInput {
  const certificateAuthority = null;
  if (kind === 'folder') return { ...common, kind, folderToken: null };
  if (kind === 'webdav')
    return { ...common, kind, url: 'https://', user: '', authentication: 'basic', certificateAuthority };
  if (kind === 's3')
    return {
      ...common,
      kind,
      endpoint: 'https://',
      region: 'eu-west-2',
      bucket: '',
      accessKeyId: '',
      certificateAuthority,
    };
  return { ...common, kind, host: '', port: 5432, database: '', user: '', tls: true, certificateAuthority };
}

function inputOf(destination: Destination): DestinationInput {
  if (destination.kind !== 'folder') return destination;
  const { folder: _folder, ...rest } = destination;
  return { ...rest, folderToken: null };
}

/** Adds or changes a place that exports are sent to. */
export function DestinationForm(props: { destination: Destination | null; onClose: () => void }) {
  const [value, setValue] = useState<DestinationInput>(
    props.destination ? inputOf(props.destination) : blank('folder'),
  );
  const [secret, setSecret] = useState('');
  const [folder, setFolder] = useState(props.destination?.kind === 'folder' ? props.destination.folder : '');
  const [problem, setProblem] = useState<string | null>(null);
  const held = useSync((state) => state.status?.destinations);
  const save = async () => {
    const taken = (held ?? []).map((one) => one.destination.id);
    const destination = { ...value, id: value.id || idFrom(value.name, taken) };
    const checked = destinationInputSchema.safeParse(destination);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      setProblem(`${String(issue?.path[0] ?? 'The form')}: ${issue?.message ?? 'is not complete'}.`);
      return;
    }
    const status = await ask('destinationSave', { destination: checked.data, secret: secret === '' ? null : secret });
    if (!status) return;
    showStatus(status);
    props.onClose();
  };
  const choose = async () => {
    const chosen = await ask('destinationFolder', {});
    if (!chosen || value.kind !== 'folder') return;
    setValue({ ...value, folderToken: chosen.token, name: value.name || chosen.name });
    setFolder(chosen.name);
  };
  return (
    <Modal
      open
      title={props.destination ? `Change ${props.destination.name}` : 'Add a destination'}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" className="button" onClick={props.onClose}>
            Cancel
          </button>
          <button type="button" className="button primary" onClick={() => void save()}>
            Save
          </button>
        </>
      }
    >
      <div className="stack">
        {props.destination ? null : (
          <ChoiceField
            label="Kind"
            value={value.kind}
            choices={Object.entries(kindWords) as [Destination['kind'], string][]}
            onChange={(kind) => setValue({ ...blank(kind), name: value.name })}
          />
        )}
        <TextField label="Name" value={value.name} onChange={(name) => setValue({ ...value, name })} />
        {value.kind === 'folder' ? (
          <div className="field">
            <span>Folder</span>
            <div className="row">
              <span className="strong">{folder || 'none chosen'}</span>
              <button type="button" className="button small push" onClick={() => void choose()}>
                Choose…
              </button>
            </div>
            <span className="quiet small">A mapped drive, or a folder that OneDrive or SharePoint keeps in step.</span>
          </div>
        ) : null}
        {value.kind === 'webdav' ? <WebdavFields value={value} onChange={setValue} /> : null}
        {value.kind === 's3' ? (
          <>
            <TextField
              label="Address"
              value={value.endpoint}
              onChange={(endpoint) => setValue({ ...value, endpoint })}
            />
            <TextField label="Region" value={value.region} onChange={(region) => setValue({ ...value, region })} />
            <TextField label="Bucket" value={value.bucket} onChange={(bucket) => setValue({ ...value, bucket })} />
            <TextField
              label="Access key"
              value={value.accessKeyId}
              onChange={(accessKeyId) => setValue({ ...value, accessKeyId })}
            />
            <Certificate value={value} onChange={setValue} />
          </>
        ) : null}
        {value.kind === 'postgresql' ? <DatabaseFields value={value} onChange={setValue} /> : null}
        {value.kind === 'folder' ? null : (
          <TextField
            label={secretWords[value.kind]}
            type="password"
            value={secret}
            onChange={setSecret}
            help={
              props.destination
                ? 'Leave it empty to keep the one that is held. It is kept in the system’s own store.'
                : 'Kept in the system’s own store, never in a file or a log.'
            }
          />
        )}
        {value.kind === 'postgresql' ? null : (
          <TextField
            label="Folders and name"
            value={value.template}
            onChange={(template) => setValue({ ...value, template })}
            help="{council} {year} {period} {scenario} {version} {date} {kind} {name} {extension}"
          />
        )}
        <TickField label="Deliver here" on={value.enabled} onChange={(enabled) => setValue({ ...value, enabled })} />
        {problem ? <div className="banner">{problem}</div> : null}
      </div>
    </Modal>
  );
}
