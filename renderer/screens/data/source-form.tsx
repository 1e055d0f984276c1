import { useState } from 'react';
import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { type Source, type SourceInput, sourceInputSchema } from '../../../shared/model/source.ts';
import { Modal } from '../../components/parts/dialog.tsx';
import { ChoiceField, idFrom, TextField, TickField } from '../../components/parts/fields.tsx';
import { ask } from '../../state/ask.ts';
import { useSync } from '../../state/sync.ts';
import { DatabaseFields, WebdavFields } from '../exports/network-fields.tsx';
import { SourceRules } from './source-rules.tsx';

export const sourceKinds: Record<Source['kind'], string> = {
  folder: 'Folder of extracts',
  webdav: 'WebDAV folder',
  postgresql: 'PostgreSQL queries',
};
const common = { id: '', name: '', enabled: true, rules: [], otherwise: 'ask' as const };

function blank(kind: Source['kind']): SourceInput {
  const certificateAuthority = null;
  if (kind === 'folder') return { ...common, kind, folderToken: null, watch: true };
  if (kind === 'webdav')
    return { ...common, kind, url: 'https://', user: '', authentication: 'basic', certificateAuthority };
  const queries = [{ register: 'placements' as const, sql: '' }];
  return { ...common, kind, host: '', port: 5432, database: '', user: '', tls: true, certificateAuthority, queries };
}

function inputOf(source: Source): SourceInput {
  if (source.kind !== 'folder') return source;
  const { folder: _folder, ...rest } = source;
  return { ...rest, folderToken: null };
}

/** Adds or changes a place that new data come from. */
export function SourceForm(props: { source: Source | null; onClose: () => void }) {
  const [value, setValue] = useState<SourceInput>(props.source ? inputOf(props.source) : blank('folder'));
  const [secret, setSecret] = useState('');
  const [folder, setFolder] = useState(props.source?.kind === 'folder' ? props.source.folder : '');
  const [problem, setProblem] = useState<string | null>(null);
  const taken = useSync((state) => state.sources);
  const save = async () => {
    const ids = (taken ?? []).map((one) => one.source.id);
    const checked = sourceInputSchema.safeParse({ ...value, id: value.id || idFrom(value.name, ids) });
    if (!checked.success) {
      const issue = checked.error.issues[0];
      setProblem(`${issue?.path.map(String).join(' ') || 'The form'}: ${issue?.message ?? 'is not complete'}.`);
      return;
    }
    const sources = await ask('sourceSave', { source: checked.data, secret: secret === '' ? null : secret });
    if (!sources) return;
    useSync.setState({ sources });
    props.onClose();
  };
  const choose = async () => {
    const chosen = await ask('sourceFolder', {});
    if (!chosen || value.kind !== 'folder') return;
    setValue({ ...value, folderToken: chosen.token, name: value.name || chosen.name });
    setFolder(chosen.name);
  };
  return (
    <Modal
      open
      title={props.source ? `Change ${props.source.name}` : 'Add a source'}
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
        {props.source ? null : (
          <ChoiceField
            label="Kind"
            value={value.kind}
            choices={Object.entries(sourceKinds) as [Source['kind'], string][]}
            onChange={(kind) => setValue({ ...blank(kind), name: value.name })}
          />
        )}
        <TextField label="Name" value={value.name} onChange={(name) => setValue({ ...value, name })} />
        {value.kind === 'folder' ? (
          <>
            <div className="field">
              <span>Folder</span>
              <div className="row">
                <span className="strong">{folder || 'none chosen'}</span>
                <button type="button" className="button small push" onClick={() => void choose()}>
                  Choose…
                </button>
              </div>
            </div>
            <TickField
              label="Notice new extracts by itself"
              on={value.watch}
              onChange={(watch) => setValue({ ...value, watch })}
            />
          </>
        ) : null}
        {value.kind === 'webdav' ? <WebdavFields value={value} onChange={setValue} /> : null}
        {value.kind === 'postgresql' ? (
          <>
            <DatabaseFields value={value} onChange={setValue} />
            <Queries queries={value.queries} onChange={(queries) => setValue({ ...value, queries })} />
          </>
        ) : null}
        {value.kind === 'folder' ? null : (
          <TextField
            label="Password"
            type="password"
            value={secret}
            onChange={setSecret}
            help={
              props.source
                ? 'Leave it empty to keep the one that is held.'
                : 'Kept in the system’s own store, never in a file or a log.'
            }
          />
        )}
        <SourceRules value={value} onChange={setValue} />
        {problem ? <div className="banner">{problem}</div> : null}
      </div>
    </Modal>
  );
}

type Query = { register: RegisterName; sql: string };

/** One query for each register; they can only read. */
function Queries({ queries, onChange }: { queries: Query[]; onChange: (queries: Query[]) => void }) {
  const change = (index: number, next: Partial<Query>) =>
    onChange(queries.map((one, at) => (at === index ? { ...one, ...next } : one)));
  return (
    <>
      {queries.map((query, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a query has no other name
        <div className="stack" key={index}>
          <ChoiceField
            label="Register"
            value={query.register}
            choices={registerNames.map((name) => [name, registers[name].label] as const)}
            onChange={(register) => change(index, { register })}
          />
          <TextField
            label={`Query for ${registers[query.register].label}`}
            lines={3}
            value={query.sql}
            help="Only reads. Its column names are understood like the headers of an extract."
            onChange={(sql) => change(index, { sql })}
          />
        </div>
      ))}
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={() => onChange([...queries, { register: 'budgetLines', sql: '' }])}
        >
          Add a query
        </button>
        {queries.length > 1 ? (
          <button type="button" className="button small plain" onClick={() => onChange(queries.slice(0, -1))}>
            Remove the last
          </button>
        ) : null}
      </div>
    </>
  );
}
