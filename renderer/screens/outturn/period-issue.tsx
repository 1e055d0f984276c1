import { CalendarCheck } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { formatDate, formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import { countText } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';
import { IssueBlocks } from './issue-blocks.tsx';
import { issuePeriod, reopenPeriod, useIssuedPeriods } from './issued-periods.ts';
import { MonthEndSteps } from './month-end-steps.tsx';
import { rollOn } from './roll-forward.ts';

/** Monthly close: issue the period, roll on to the next, reopen one with a reason. */
export function PeriodIssue() {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const result = useStore((state) => state.result);
  const base = useStore((state) => state.status?.base);
  const { year, standing } = useIssuedPeriods();
  const [open, setOpen] = useState(false);
  const form = useId();
  const card = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [reopening, setReopening] = useState<number | null>(null);
  const [why, setWhy] = useState('');
  const [despite, setDespite] = useState('');
  const findings = useStore((state) => state.findings);
  const [, go] = useLocation();
  // The button that issued or reopened is gone: the focus stays on the card.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when what the card offers has changed
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.focus();
  }, [standing, busy, reopening]);
  const blocks = findings.filter((finding) => finding.severity === 'block');
  const blocked = blocks.length > 0 && despite.trim() === '';
  if (!snapshot || !scenario || !result) return null;
  const issue = async () => {
    setBusy(true);
    if (await issuePeriod(blocks.length > 0 ? despite.trim() : null)) setDespite('');
    setBusy(false);
  };
  const roll = () => {
    setOpen(false);
    rollOn();
  };
  const reopen = async (event: FormEvent) => {
    event.preventDefault();
    if (reopening === null || why.trim() === '') return;
    if (await reopenPeriod(scenario.year, reopening, why.trim())) {
      setReopening(null);
      setWhy('');
    }
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button small" title="Issue this period, roll forward, reopen">
        <CalendarCheck size={14} aria-hidden="true" />
        {standing ? `P${scenario.period} issued` : `Close P${scenario.period}`}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          ref={card}
          aria-label={`Close of ${formatPeriod(scenario.year, scenario.period)}`}
          className="term-card period-card"
          align="end"
          sideOffset={6}
          collisionPadding={12}
        >
          <h3>{formatPeriod(scenario.year, scenario.period)}</h3>
          {scenario.period === 0 ? (
            <p className="quiet">Period 0 has no actuals: there is nothing to issue.</p>
          ) : standing ? (
            <p>
              Issued {formatDate(standing.at.slice(0, 10))} by {standing.who} at{' '}
              {sayMoney(standing.document.total.outturn)}. Its actuals and entries are frozen.
            </p>
          ) : (
            <>
              <p>
                Issuing keeps this forecast of {sayMoney(result.total.outturn)} as reported and freezes actuals and
                entries to P{scenario.period}. The next period shows its movement since.
              </p>
              <form
                id={form}
                onSubmit={(event) => {
                  event.preventDefault();
                  if (!blocked && !busy && base !== 'file') void issue();
                }}
              >
                <IssueBlocks
                  period={scenario.period}
                  blocks={blocks}
                  why={despite}
                  onWhy={setDespite}
                  onGo={() => {
                    setOpen(false);
                    go('/data/checks');
                  }}
                />
              </form>
              {base === 'file' ? (
                <p className="over">
                  This scenario stands on its own file’s data: periods are issued from the local copy.
                </p>
              ) : null}
            </>
          )}
          <div className="row wrap period-actions">
            {standing === null && scenario.period > 0 ? (
              <button
                type="submit"
                form={form}
                className="button primary small"
                disabled={busy || blocked || base === 'file'}
                title={blocked ? 'Correct what stops the issue, or give a reason' : undefined}
              >
                {busy ? 'Issuing…' : `Issue P${scenario.period}`}
              </button>
            ) : null}
            <button type="button" className="button small" disabled={scenario.period >= 12} onClick={roll}>
              Roll forward to P{Math.min(12, scenario.period + 1)}
            </button>
          </div>
          {scenario.period > 0 ? <MonthEndSteps onGo={() => setOpen(false)} /> : null}
          {year.length > 0 ? (
            <ul className="issue-list" aria-label="Issued periods">
              {[...year].reverse().map((row) => (
                <li key={row.id}>
                  <span>
                    <span className="strong">P{row.period}</span> {formatDate(row.at.slice(0, 10))},{' '}
                    {sayMoney(row.document.total.outturn)}
                    {row.why ? (
                      <span className="quiet">
                        {' '}
                        · with {countText(row.openChecks.length, 'check')} open: {row.why}
                      </span>
                    ) : null}
                    {row.reopenedAt ? <span className="quiet"> · reopened: {row.reopenedWhy}</span> : null}
                  </span>
                  {row.reopenedAt === null ? (
                    <button type="button" className="button small push" onClick={() => setReopening(row.period)}>
                      Reopen…
                    </button>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : null}
          {reopening !== null ? (
            <form className="stack" onSubmit={(event) => void reopen(event)}>
              <label className="field">
                <span>Why P{reopening} is opened again (kept on record)</span>
                <input
                  className="input"
                  maxLength={500}
                  value={why}
                  required
                  onChange={(event) => setWhy(event.target.value)}
                />
              </label>
              <div className="row">
                <button type="submit" className="button small primary" disabled={why.trim() === ''}>
                  Reopen P{reopening}
                </button>
                <button type="button" className="button small" onClick={() => setReopening(null)}>
                  Cancel
                </button>
              </div>
            </form>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
