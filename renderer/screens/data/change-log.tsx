import { useEffect, useState } from 'react';
import type { ChangeRecord } from '../../../shared/api.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';

const page = 200;

/** Every change: who, when, what it was and what it became. It can be read here and never edited. */
export function ChangeLog() {
  const [records, setRecords] = useState<ChangeRecord[] | null>(null);
  const [more, setMore] = useState(false);
  const fetchPage = async (before: number | null) => {
    const list = await ask('changes', { before, limit: page });
    if (!list) return;
    setMore(list.length === page);
    setRecords((held) => (before === null ? list : [...(held ?? []), ...list]));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(() => void fetchPage(null), []);
  if (records === null) return <StateView busy title="Reading the log…" />;
  if (records.length === 0)
    return (
      <StateView title="No changes yet">
        Every edit and import is written here with who made it, when, and what was there before.
      </StateView>
    );
  return (
    <section className="card table-card" aria-label="Change log">
      <div className="scroll-x">
        <table className="figures plain-table problems">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">Register</th>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <tr key={record.id}>
                <th scope="row">
                  {formatDate(record.when.slice(0, 10))} {record.when.slice(11, 19)}
                </th>
                <td>{record.who}</td>
                <td>
                  {registers[registerNames.find((name) => name === record.register) ?? 'savings'].name ===
                  record.register
                    ? registers[record.register as 'savings'].label
                    : record.register}
                </td>
                <td>
                  {record.words} {record.undone ? <span className="chip">undone</span> : null}
                </td>
                <td className="clip" title={record.before ?? ''}>
                  {record.before ?? ''}
                </td>
                <td className="clip" title={record.after ?? ''}>
                  {record.after ?? ''}
                </td>
                <td>{record.why ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more ? (
        <button type="button" className="button more" onClick={() => void fetchPage(records.at(-1)?.id ?? null)}>
          Earlier changes
        </button>
      ) : null}
    </section>
  );
}
