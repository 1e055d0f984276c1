import { type FormEvent, useState } from 'react';
import type { TeamConnected, TeamView } from '../../../shared/api.ts';
import { ChoiceField, TextField, TickField } from '../../components/parts/fields.tsx';
import { DatabaseFields } from '../../components/places/network-fields.tsx';
import { ask } from '../../state/ask.ts';
import { during, load } from '../../state/commands.ts';
import { notify } from '../../state/store.ts';

const blank = {
  ...{ host: '', port: 5432, database: 'outturn', user: '' },
  ...{ tls: true, certificateAuthority: null as string | null },
};

/** Begins a shared copy of what is here, or joins one: where its server is, who signs in, and what may be on it. */
export function TeamConnect({ empty, onConnected }: { empty: boolean; onConnected: (view: TeamView) => void }) {
  const [how, setHow] = useState<'create' | 'join'>(empty ? 'join' : 'create');
  const [address, setAddress] = useState(blank);
  const [secret, setSecret] = useState('');
  const [name, setName] = useState('');
  const [children, setChildren] = useState(false);
  const [choose, setChoose] = useState<TeamConnected['choose']>([]);
  const connect = (copy: string | null) =>
    during(how === 'create' ? 'Sharing this copy…' : 'Joining the shared copy…', async () => {
      const made =
        how === 'create'
          ? await ask('teamCreate', { address, secret, name, children })
          : await ask('teamJoin', { address, secret, copy });
      await load();
      if (made === null) return;
      setChoose(made.choose);
      if (made.view === null) return;
      onConnected(made.view);
      notify(how === 'create' ? `“${made.view.name}” is shared.` : `You have joined “${made.view.name}”.`, 'good');
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void connect(null);
  };
  return (
    <section className="card form-card" aria-label="Share this copy">
      <h2 className="card-title">Share this copy with colleagues</h2>
      <p className="quiet">
        Through a PostgreSQL server of your council. This copy stays here and works without it; nothing is sent but by
        you. Who runs the server sets it up once with the script that <code>outturn team schema</code> prints.
      </p>
      <form className="stack" onSubmit={submit}>
        <ChoiceField
          label="What to do"
          value={how}
          choices={[
            ['create', 'Begin a shared copy of what is here'],
            ['join', 'Join a copy that a colleague shares'],
          ]}
          onChange={setHow}
        />
        <DatabaseFields value={address} onChange={setAddress} />
        <TextField
          label="Password"
          type="password"
          value={secret}
          onChange={setSecret}
          help="Kept in this computer’s own store of passwords, or where there is none in a file only you can read."
        />
        {how === 'create' ? (
          <>
            <TextField label="Name of the shared copy" value={name} onChange={setName} />
            <TickField
              label="It may hold rows of children; without this they never leave this computer"
              on={children}
              onChange={setChildren}
            />
          </>
        ) : null}
        {how === 'join' && !empty ? (
          <p className="banner">
            This copy holds data already, and rows of different origins are not mixed: a colleague’s copy that holds
            data too is joined from a new, empty copy.
          </p>
        ) : null}
        <div className="row">
          <button
            type="submit"
            className="button primary"
            disabled={
              address.host === '' || address.user === '' || secret === '' || (how === 'create' && name.trim() === '')
            }
          >
            {how === 'create' ? 'Share it' : 'Join'}
          </button>
        </div>
        {choose.length > 0 ? (
          <div className="row wrap" role="alert">
            <span>You are a member of several. Which?</span>
            {choose.map((one) => (
              <button key={one.copy} type="button" className="button" onClick={() => void connect(one.copy)}>
                {one.name}
              </button>
            ))}
          </div>
        ) : null}
      </form>
    </section>
  );
}
