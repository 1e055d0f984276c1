import { type Source, type SourceInput, sourceInputSchema } from '../../../shared/model/source.ts';
import { TickField } from '../../components/parts/fields.tsx';
import { DatabaseFields, WebdavFields } from '../../components/places/network-fields.tsx';
import { FolderField, PlaceForm } from '../../components/places/place-form.tsx';
import { usePlace } from '../../components/places/use-place.ts';
import { ask } from '../../state/ask.ts';
import { useSync } from '../../state/sync.ts';
import { SourceQueries } from './source-queries.tsx';
import { SourceRules } from './source-rules.tsx';

export const sourceKinds: Record<Source['kind'], string> = {
  folder: 'Folder of extracts',
  webdav: 'WebDAV folder',
  postgresql: 'PostgreSQL queries',
};
const common = { id: '', name: '', enabled: true, rules: [], otherwise: 'ask' as const };
const network = { ...common, user: '', certificateAuthority: null };

function blank(kind: Source['kind']): SourceInput {
  if (kind === 'folder') return { ...common, kind, folderToken: null, watch: true };
  if (kind === 'webdav') return { ...network, kind, url: 'https://', authentication: 'basic' };
  const queries = [{ register: 'placements' as const, sql: '' }];
  return { ...network, kind, host: '', port: 5432, database: '', tls: true, queries };
}

function inputOf(source: Source): SourceInput {
  if (source.kind !== 'folder') return source;
  const { folder: _folder, ...rest } = source;
  return { ...rest, folderToken: null };
}

/** Adds or changes a place that new data come from. */
export function SourceForm({ source, onClose }: { source: Source | null; onClose: () => void }) {
  const place = usePlace<SourceInput>(
    source ? inputOf(source) : blank('folder'),
    source?.kind === 'folder' ? source.folder : '',
  );
  const { value, change } = place;
  const saved = useSync((state) => state.sources);
  const save = async () => {
    const taken = (saved ?? []).map((one) => one.source.id);
    const checked = place.checked(sourceInputSchema, taken);
    if (!checked) return;
    const sources = await ask('sourceSave', { source: checked, secret: place.secret });
    if (!sources) return;
    useSync.setState({ sources });
    onClose();
  };
  return (
    <PlaceForm
      changing={source?.name ?? null}
      titleOfNew="Add a source"
      kinds={sourceKinds}
      blank={blank}
      place={place}
      secret={value.kind === 'folder' ? null : 'Password'}
      onSave={save}
      onClose={onClose}
      after={
        <>
          <SourceRules value={value} onChange={change} />
          <TickField
            label="Refresh from here"
            on={value.enabled}
            onChange={(enabled) => change({ ...value, enabled })}
          />
        </>
      }
    >
      {value.kind === 'folder' ? (
        <>
          <FolderField folder={place.folder} onChoose={() => void place.choose(ask('sourceFolder', {}))} />
          <TickField
            label="Look for new extracts automatically"
            on={value.watch}
            onChange={(watch) => change({ ...value, watch })}
          />
        </>
      ) : null}
      {value.kind === 'webdav' ? <WebdavFields value={value} onChange={change} /> : null}
      {value.kind === 'postgresql' ? (
        <>
          <DatabaseFields value={value} onChange={change} />
          <SourceQueries queries={value.queries} onChange={(queries) => change({ ...value, queries })} />
        </>
      ) : null}
    </PlaceForm>
  );
}
