import { ChoiceField, TextField, TickField } from '../parts/fields.tsx';

const certificateHelp =
  'Only for a server with a certificate of your council’s own: PEM text, trusted for this place alone.';

type Webdav = { url: string; user: string; authentication: 'basic' | 'digest'; certificateAuthority: string | null };

/** What is asked of a WebDAV folder, to send to or to read from. */
export function WebdavFields<T extends Webdav>({ value, onChange }: { value: T; onChange: (value: T) => void }) {
  return (
    <>
      <TextField
        label="Address of the folder"
        value={value.url}
        placeholder="https://files.example.gov.uk/forecasts/"
        onChange={(url) => onChange({ ...value, url })}
      />
      <TextField label="User name" value={value.user} onChange={(user) => onChange({ ...value, user })} />
      <ChoiceField
        label="Signs in by"
        value={value.authentication}
        choices={[
          ['basic', 'user name and password (basic)'],
          ['digest', 'digest'],
        ]}
        onChange={(authentication) => onChange({ ...value, authentication })}
      />
      <Certificate value={value} onChange={onChange} />
    </>
  );
}

export function Certificate<T extends { certificateAuthority?: string | null | undefined }>(props: {
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <TextField
      label="Certificate authority"
      lines={2}
      value={props.value.certificateAuthority ?? ''}
      placeholder="-----BEGIN CERTIFICATE-----"
      help={certificateHelp}
      onChange={(text) => props.onChange({ ...props.value, certificateAuthority: text.trim() === '' ? null : text })}
    />
  );
}

type Database = {
  host: string;
  port: number;
  database: string;
  user: string;
  tls: boolean;
  certificateAuthority: string | null;
};

/** What is asked of a PostgreSQL database, to send to or to read from. */
export function DatabaseFields<T extends Database>({ value, onChange }: { value: T; onChange: (value: T) => void }) {
  return (
    <>
      <TextField label="Server" value={value.host} onChange={(host) => onChange({ ...value, host })} />
      <TextField
        label="Port"
        type="number"
        value={String(value.port)}
        onChange={(port) => onChange({ ...value, port: Number(port) })}
      />
      <TextField label="Database" value={value.database} onChange={(database) => onChange({ ...value, database })} />
      <TextField label="User name" value={value.user} onChange={(user) => onChange({ ...value, user })} />
      <TickField label="Encrypt the connection (TLS)" on={value.tls} onChange={(tls) => onChange({ ...value, tls })} />
      <Certificate value={value} onChange={onChange} />
    </>
  );
}
