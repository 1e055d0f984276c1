import { type FormEvent, useState } from 'react';
import { formatDate } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { reopenScenario, signOff } from '../../../shared/scenario/sign-off.ts';
import { asFailure } from '../../state/bridge.ts';
import { changeScenario, keepNow } from '../../state/scenario.ts';
import { notify, set } from '../../state/store.ts';
import { today } from './today.ts';

const labels: Record<Scenario['status'], string> = { draft: 'Draft', reviewed: 'Reviewed', approved: 'Approved' };
/** Who has seen the scenario, in what role: one state on at a time, frozen once approved, reopened with a reason. */
export function SignOff({ scenario }: { scenario: Scenario }) {
  const [role, setRole] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const next = scenario.status === 'draft' ? 'reviewed' : scenario.status === 'reviewed' ? 'approved' : null;
  const apply = (make: () => Scenario, said: string) => {
    try {
      const made = make();
      setProblem(null);
      changeScenario(said, () => made);
      // A signature is not undone by Ctrl+Z: it is taken back by reopening, with a reason.
      set({ past: [], future: [] });
      void keepNow();
      notify(`“${scenario.name}”: ${said}.`, 'good');
      setRole('');
      setNote('');
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  };
  const sign = (event: FormEvent) => {
    event.preventDefault();
    if (next)
      apply(
        () => signOff(scenario, { status: next, role: role.trim(), at: today(), note: note.trim() }),
        `${labels[next].toLowerCase()} by ${role.trim()}`,
      );
  };
  const reopen = () =>
    apply(() => reopenScenario(scenario, role.trim(), today(), note.trim()), `reopened by ${role.trim()}`);
  return (
    <>
      <p>
        This scenario is <span className="strong">{scenario.status === 'draft' ? 'a draft' : scenario.status}</span>.{' '}
        {scenario.status === 'approved'
          ? 'Its levers and assumptions are frozen until it is reopened.'
          : 'It is reviewed first and approved then, by another role. A change after the review makes it a draft again.'}
      </p>
      <form className="stack" onSubmit={sign}>
        <label className="field">
          <span>Role (never a name)</span>
          <input
            className="input"
            maxLength={200}
            placeholder="Finance business partner"
            value={role}
            onChange={(event) => setRole(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{next ? 'Note' : 'Reason'}</span>
          <input className="input" maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        {problem ? (
          <p className="over" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="row wrap">
          {next ? (
            <button type="submit" className="button primary" disabled={role.trim() === ''}>
              Mark as {labels[next].toLowerCase()}
            </button>
          ) : null}
          {scenario.status !== 'draft' ? (
            <button
              type="button"
              className="button"
              disabled={role.trim() === '' || note.trim() === ''}
              title={note.trim() === '' ? 'Give a reason first' : undefined}
              onClick={reopen}
            >
              Reopen as a draft
            </button>
          ) : null}
        </div>
      </form>
      <ul className="record-list" aria-label="Sign-off so far">
        {[...(scenario.signOff ?? [])].reverse().map((step) => (
          <li key={`${step.status} ${step.at} ${step.role} ${step.note}`}>
            <span className="strong">{step.status === 'draft' ? 'Reopened' : labels[step.status]}</span> by {step.role},{' '}
            {formatDate(step.at)}
            {step.note ? <p className="quiet small">{step.note}</p> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
