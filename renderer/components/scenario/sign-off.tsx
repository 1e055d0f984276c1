import { type FormEvent, useState } from 'react';
import { formatDate } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { call } from '../../state/bridge.ts';
import { keepNow, showSigned } from '../../state/scenario.ts';
import { notify } from '../../state/store.ts';

const labels: Record<Scenario['status'], string> = { draft: 'Draft', reviewed: 'Reviewed', approved: 'Approved' };
/** Who has seen the scenario, in what role: one state on at a time, frozen once approved, reopened with a reason. */
export function SignOff({ scenario }: { scenario: Scenario }) {
  const [role, setRole] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const next = scenario.status === 'draft' ? 'reviewed' : scenario.status === 'reviewed' ? 'approved' : null;
  const act = async (method: 'scenarioSign' | 'scenarioReopen', said: string) => {
    // What is signed is what main holds: the last change goes there first.
    await keepNow();
    const given = { role: role.trim(), reason: reason.trim() };
    const answer =
      method === 'scenarioSign'
        ? next && (await call('scenarioSign', { status: next, ...given }))
        : await call('scenarioReopen', given);
    if (!answer) return;
    if (!answer.ok) {
      setProblem(answer.error.code === 'cancelled' ? null : answer.error.message);
      return;
    }
    setProblem(null);
    showSigned(answer.value);
    notify(`“${scenario.name}”: ${said} by ${role.trim()}.`, 'good');
    setRole('');
    setReason('');
  };
  const sign = (event: FormEvent) => {
    event.preventDefault();
    if (next) void act('scenarioSign', labels[next].toLowerCase());
  };
  const ready = role.trim() !== '' && reason.trim() !== '';
  return (
    <>
      <p>
        This scenario is <span className="strong">{scenario.status === 'draft' ? 'a draft' : scenario.status}</span>.{' '}
        {scenario.status === 'approved'
          ? 'Its data, levers, assumptions and results are fixed as they were approved. Reopen it to change them.'
          : 'It is prepared, reviewed and approved by three different people. A change of its levers, assumptions or data makes it a draft again.'}
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
          <span>{next ? 'Reason: what was looked at, and what it is signed for' : 'Reason'}</span>
          <input
            className="input"
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {problem ? (
          <p className="over" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="row wrap">
          {next ? (
            <button type="submit" className="button primary" disabled={!ready}>
              Mark as {labels[next].toLowerCase()}
            </button>
          ) : null}
          {scenario.status !== 'draft' ? (
            <button
              type="button"
              className="button"
              disabled={!ready}
              title={ready ? undefined : 'Give the role and a reason first'}
              onClick={() => void act('scenarioReopen', 'reopened')}
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
