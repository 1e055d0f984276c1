import { type Destination, type DestinationInput, destinationInputSchema } from '../../../shared/model/destination.ts';
import { TextField, TickField } from '../../components/parts/fields.tsx';
import { Certificate, DatabaseFields, WebdavFields } from '../../components/places/network-fields.tsx';
import { FolderField, PlaceForm } from '../../components/places/place-form.tsx';
import { usePlace } from '../../components/places/use-place.ts';
import { ask } from '../../state/ask.ts';
import { showStatus, useSync } from '../../state/sync.ts';

export const kindLabels: Record<Destination['kind'], string> = {
  folder: 'Folder',
  webdav: 'WebDAV',
  s3: 'Object storage (S3)',
  postgresql: 'PostgreSQL',
};
const secretLabels = { folder: null, webdav: 'Password', s3: 'Secret access key', postgresql: 'Password' } as const;
const template = '{year}/P{period}/{scenario} v{version}.{extension}';
const common = { id: '', name: '', template, enabled: true, certificateAuthority: null };

function blank(kind: Destination['kind']): DestinationInput {
  if (kind === 'folder') return { id: '', name: '', template, enabled: true, kind, folderToken: null };
  if (kind === 'webdav') return { ...common, kind, url: 'https://', user: '', authentication: 'basic' };
  if (kind === 's3') return { ...common, kind, endpoint: 'https://', region: 'eu-west-2', bucket: '', accessKeyId: '' };
  return { ...common, kind, host: '', port: 5432, database: '', user: '', tls: true };
}

function inputOf(destination: Destination): DestinationInput {
  if (destination.kind !== 'folder') return destination;
  const { folder: _folder, ...rest } = destination;
  return { ...rest, folderToken: null };
}

/** Adds or changes a place that exports are sent to. */
export function DestinationForm(props: { destination: Destination | null; onClose: () => void }) {
  const { destination, onClose } = props;
  const place = usePlace<DestinationInput>(
    destination ? inputOf(destination) : blank('folder'),
    destination?.kind === 'folder' ? destination.folder : '',
  );
  const { value, change } = place;
  const saved = useSync((state) => state.status?.destinations);
  const save = async () => {
    const taken = (saved ?? []).map((one) => one.destination.id);
    const checked = place.checked(destinationInputSchema, taken);
    if (!checked) return;
    const status = await ask('destinationSave', { destination: checked, secret: place.secret });
    if (!status) return;
    showStatus(status);
    onClose();
  };
  return (
    <PlaceForm
      changing={destination?.name ?? null}
      titleOfNew="Add a destination"
      kinds={kindLabels}
      blank={blank}
      place={place}
      secret={secretLabels[value.kind]}
      onSave={save}
      onClose={onClose}
      after={
        <>
          {value.kind === 'postgresql' ? null : (
            <TextField
              label="Folders and name"
              value={value.template}
              onChange={(next) => change({ ...value, template: next })}
              help="{council} {year} {period} {scenario} {version} {date} {kind} {name} {extension}"
            />
          )}
          <TickField label="Deliver here" on={value.enabled} onChange={(enabled) => change({ ...value, enabled })} />
        </>
      }
    >
      {value.kind === 'folder' ? (
        <FolderField
          folder={place.folder}
          help="A mapped drive, or a folder that OneDrive or SharePoint keeps in step."
          onChoose={() => void place.choose(ask('destinationFolder', {}))}
        />
      ) : null}
      {value.kind === 'webdav' ? <WebdavFields value={value} onChange={change} /> : null}
      {value.kind === 's3' ? (
        <>
          <TextField label="Address" value={value.endpoint} onChange={(endpoint) => change({ ...value, endpoint })} />
          <TextField label="Region" value={value.region} onChange={(region) => change({ ...value, region })} />
          <TextField label="Bucket" value={value.bucket} onChange={(bucket) => change({ ...value, bucket })} />
          <TextField
            label="Access key"
            value={value.accessKeyId}
            onChange={(accessKeyId) => change({ ...value, accessKeyId })}
          />
          <Certificate value={value} onChange={change} />
        </>
      ) : null}
      {value.kind === 'postgresql' ? <DatabaseFields value={value} onChange={change} /> : null}
    </PlaceForm>
  );
}
