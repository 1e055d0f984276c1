import { useEffect, useState } from 'react';
import type { ChangeRecord } from '../../../shared/api.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { countText } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';
import { changeText, registerLabel } from './change-text.ts';

const page = 500;
const mostOfStep = 5;

/** Every change: who, when, what it was and what it became, step by step. It can be read here and never edited. */
export function ChangeLog() {
  const [records, setRecords] = useState<ChangeRecord[] | null>(null);
  const [more, setMore] = useState(false);
  const [whole, setWhole] = useState<number | null>(null);
  const fetchPage = async (before: number | null) => {
    const list = await ask('changes', { before, limit: page });
    if (!list) return;
    setMore(list.length === page);
    setRecords((earlier) => (before === null ? list : [...(earlier ?? []), ...list]));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(() => void fetchPage(null), []);
  if (records === null) return <StateView busy title="Reading the log…" />;
  if (records.length === 0) {
    return (
      <StateView title="No changes yet">
        Every edit and import is written here with who made it, when, and what was there before.
      </StateView>
    );
  }
  const steps = new Map<number, ChangeRecord[]>();
  for (const record of records) {
    // Settings of the copy itself are not an officer's work.
    if (!registerLabel(record.register)) continue;
    steps.set(record.group, [...(steps.get(record.group) ?? []), record]);
  }
  return (
    <>
      {[...steps].map(([group, list]) => {
        const first = list[0];
        if (!first) return null;
        const shown = whole === group ? list : list.slice(0, mostOfStep);
        return (
          <section key={group} className="card table-card" aria-label={first.label}>
            <h2 className="card-title">
              {first.label} {first.undone ? <span className="chip">undone</span> : null}{' '}
              <span className="quiet step-text">
                {formatDate(first.when.slice(0, 10))} {first.when.slice(11, 19)} · {first.who} ·{' '}
                {countText(list.length, 'row')}
                {first.why ? ` · ${first.why}` : ''}
              </span>
            </h2>
            <div className="scroll-x">
              <table className="figures plain-table log">
                <thead>
                  <tr>
                    <th scope="col">Register</th>
                    <th scope="col">Before</th>
                    <th scope="col">After</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((record) => (
                    <tr key={record.id}>
                      <th scope="row">{registerLabel(record.register)}</th>
                      <LogCell text={changeText(record.register, record.before, record.after)} />
                      <LogCell text={changeText(record.register, record.after, record.before)} />
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {list.length > shown.length ? (
              <button type="button" className="button small more" onClick={() => setWhole(group)}>
                Show all {list.length}
              </button>
            ) : null}
          </section>
        );
      })}
      {more ? (
        <button type="button" className="button more" onClick={() => void fetchPage(records.at(-1)?.id ?? null)}>
          Earlier changes
        </button>
      ) : null}
    </>
  );
}

function LogCell(props: { text: string }) {
  return (
    <td className="clip" title={props.text}>
      {props.text || '–'}
    </td>
  );
}
