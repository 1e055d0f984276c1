import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { formatMoment } from '../../../shared/format/format.ts';
import { type MonthEndStep, type MonthEndStepKey, monthEnd } from '../../../shared/scenario/month-end.ts';
import { call } from '../../state/bridge.ts';
import { openScenarioSheet, useStore } from '../../state/store.ts';
import { useIssuedPeriods } from './issued-periods.ts';
import { rollOn } from './roll-forward.ts';

const marks: Record<MonthEndStep['state'], { sign: string; text: string }> = {
  done: { sign: '✓', text: 'done' },
  open: { sign: '○', text: 'to do' },
  look: { sign: '◇', text: 'to look at' },
  later: { sign: '·', text: 'not yet' },
};
/** Where each step is done; the issue is done on the card itself. */
const ways: Partial<Record<MonthEndStepKey, string>> = {
  import: '/data/imports',
  reconcile: '/outturn/lines',
  check: '/data/checks',
  movement: '/outturn/movement',
  publish: '/exports/written',
};

/** The month-end as a list from the record: what is done, by whom and when, and the way to what is not. */
export function MonthEndSteps({ onGo }: { onGo: () => void }) {
  const [, go] = useLocation();
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const result = useStore((state) => state.result);
  const findings = useStore((state) => state.findings);
  const { year } = useIssuedPeriods();
  const [records, setRecords] = useState<{ lastImport: string | null; lastExport: string | null } | null>(null);
  const name = scenario?.name ?? '';
  useEffect(() => {
    void Promise.all([call('imports', {}), call('exports', {})]).then(([imports, exports]) => {
      const latest = (moments: readonly string[]) => [...moments].sort().at(-1) ?? null;
      setRecords({
        lastImport: imports.ok ? latest(imports.value.filter(({ undone }) => !undone).map(({ when }) => when)) : null,
        lastExport: exports.ok
          ? latest(exports.value.filter(({ scenario: of }) => of === name).map(({ when }) => when))
          : null,
      });
    });
  }, [name]);
  const steps = useMemo(
    () =>
      snapshot && scenario && result && records
        ? monthEnd({ snapshot, scenario, result, findings, issued: year, ...records })
        : [],
    [snapshot, scenario, result, findings, year, records],
  );
  if (steps.length === 0) return null;
  const act = (key: MonthEndStepKey) => {
    onGo();
    if (key === 'sign-off') openScenarioSheet('sign-off');
    else if (key === 'comment') openScenarioSheet('versions');
    else if (key === 'roll-forward') rollOn();
    else go(ways[key] ?? '/outturn');
  };
  return (
    <ol className="issue-list month-end" aria-label="Month-end, step by step">
      {steps.map(({ key, label, state, about, who, at }) => (
        <li key={key}>
          <span>
            <span aria-hidden="true">{marks[state].sign}</span>{' '}
            {key === 'issue' ? (
              <span className="strong">{label}</span>
            ) : (
              <button type="button" className="link" onClick={() => act(key)}>
                {label}
              </button>
            )}
            <span className="hidden-visually">, {marks[state].text}</span>{' '}
            <span className="quiet small">
              {about}
              {who || at
                ? ` · ${[who, at ? (at.length > 10 ? formatMoment(at) : at) : null].filter(Boolean).join(', ')}`
                : ''}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
