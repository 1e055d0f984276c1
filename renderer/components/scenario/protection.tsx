import { type FormEvent, useState } from 'react';
import { call } from '../../state/bridge.ts';
import { get, notify, set, useStore } from '../../state/store.ts';

const least = 8;

/** Adds, changes or takes off the passphrase of the scenario's file, from its next save on. */
export function Protection() {
  const isProtected = useStore((state) => state.open?.protected === true);
  const [current, setCurrent] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const wrong = first.length < least ? `At least ${least} characters` : first !== second ? 'The two differ' : null;
  const apply = async (passphrase: string | null) => {
    const answer = await call('passphraseSet', { current: current === '' ? null : current, passphrase });
    if (!answer.ok) {
      setProblem(answer.error.message);
      return;
    }
    set({ open: { ...answer.value, scenario: get().open?.scenario ?? answer.value.scenario } });
    setCurrent('');
    setFirst('');
    setSecond('');
    setProblem(null);
    notify(
      passphrase === null
        ? 'The file has no passphrase from its next save on.'
        : 'The file asks for this passphrase from its next save on. It cannot be recovered: keep it safe.',
      'good',
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) void apply(first);
  };
  const field = (label: string, value: string, change: (value: string) => void) => (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        type="password"
        autoComplete="off"
        maxLength={500}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        A passphrase encrypts the whole file. Nobody can open it without, and nobody can recover a forgotten one.{' '}
        {isProtected ? 'This scenario has one.' : 'This scenario has none.'}
      </p>
      {isProtected ? field('Passphrase now', current, setCurrent) : null}
      {field('New passphrase', first, setFirst)}
      {field('New passphrase again', second, setSecond)}
      {first !== '' && wrong ? <p className="quiet small">{wrong}.</p> : null}
      {problem ? (
        <p className="over" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="row wrap">
        <button type="submit" className="button primary" disabled={wrong !== null || (isProtected && current === '')}>
          {isProtected ? 'Change the passphrase' : 'Protect the file'}
        </button>
        {isProtected ? (
          <button type="button" className="button" disabled={current === ''} onClick={() => void apply(null)}>
            Take the passphrase off
          </button>
        ) : null}
      </div>
    </form>
  );
}
