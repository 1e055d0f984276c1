import { type FormEvent, useEffect, useState } from 'react';
import type { TeamView } from '../../../shared/api.ts';
import { TextField } from '../../components/parts/fields.tsx';
import { countText } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';
import { during, load } from '../../state/commands.ts';
import { keepNow } from '../../state/scenario.ts';
import { notify, set, useStore } from '../../state/store.ts';
import { TeamConflicts } from './team-conflicts.tsx';
import { TeamConnect } from './team-connect.tsx';
import { TeamMembers } from './team-members.tsx';

/** The copy shared with colleagues: what is to send, sending and taking, and what both sides changed, side by side. */
export function Team() {
  const [view, setView] = useState<TeamView | undefined>(undefined);
  useEffect(() => void ask('teamStatus', {}).then((found) => setView(found)), []);
  const empty = useStore((state) => !state.snapshot || state.snapshot.budgetLines.length === 0);
  const exchange = (push: boolean) =>
    during(push ? 'Sending to the shared copy…' : 'Taking from the shared copy…', async () => {
      await keepNow();
      const done = await ask('teamExchange', { push });
      await load();
      setView(done ? done.view : await ask('teamStatus', {}));
      if (done) notify(`${countText(done.taken, 'row')} taken, ${countText(done.sent, 'change')} sent.`, 'good');
    });
  const leave = (name: string) =>
    set({
      question: {
        title: `Leave “${name}”?`,
        text: 'What is here stays as it is, and so does the shared copy. What you have not sent stays here alone.',
        yes: 'Leave it',
        run: () =>
          void ask('teamLeave', {})
            .then(() => ask('teamStatus', {}))
            .then(setView),
      },
    });
  if (view === undefined) return <StateView busy title="Reading what is shared…" />;
  if (view === null) return <TeamConnect empty={empty} onConnected={setView} />;
  const { name, role, server, user, person, children, groups, changes, conflicts } = view;
  return (
    <>
      <section className="card form-card" aria-label="Shared copy">
        <h2 className="card-title">{name}</h2>
        <p>
          {person} · {role} · {user} at {server} · {children ? 'with' : 'without'} rows of children
        </p>
        <p>
          {groups === 0
            ? 'Nothing to send.'
            : `${countText(changes, 'change')} to send, made in ${countText(groups, 'step')}.`}{' '}
          {conflicts.length > 0 ? `${countText(conflicts.length, 'thing')} to choose before anything is sent.` : ''}
        </p>
        <div className="row">
          <button type="button" className="button" onClick={() => void exchange(false)}>
            Take what colleagues did
          </button>
          <button
            type="button"
            className="button primary"
            disabled={conflicts.length > 0}
            onClick={() => void exchange(true)}
          >
            Send
          </button>
          <button type="button" className="button push" onClick={() => leave(name)}>
            Leave this shared copy…
          </button>
        </div>
      </section>
      <TeamConflicts conflicts={conflicts} onSettled={setView} />
      <TeamMembers owner={role === 'owner'} />
      <Password user={user} onKept={setView} />
    </>
  );
}

function Password({ user, onKept }: { user: string; onKept: (view: TeamView) => void }) {
  const [secret, setSecret] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (secret === '') return;
    const view = await ask('teamPassword', { secret });
    setSecret('');
    if (view === null) return;
    onKept(view);
    notify('The password is kept in this computer’s store.', 'good');
  };
  return (
    <section className="card form-card" aria-label="Password of the server">
      <h2 className="card-title">Password of {user}</h2>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <TextField label="Password" type="password" value={secret} onChange={setSecret} />
        <button type="submit" className="button small">
          Keep in this computer’s store
        </button>
      </form>
    </section>
  );
}
