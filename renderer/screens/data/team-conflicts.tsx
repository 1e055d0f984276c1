import { useState } from 'react';
import type { TeamView } from '../../../shared/api.ts';
import type { TeamCells } from '../../../shared/team/change.ts';
import type { OpenConflict } from '../../../shared/team/merge.ts';
import { TextField } from '../../components/parts/fields.tsx';
import { ask } from '../../state/ask.ts';
import { load } from '../../state/commands.ts';
import { changeText, registerLabel } from './change-text.ts';

type Props = { conflicts: OpenConflict[]; onSettled: (view: TeamView) => void };

/** What was changed here and by others, side by side: what it was, what it is here, what it is there. */
export function TeamConflicts({ conflicts, onSettled }: Props) {
  const [why, setWhy] = useState('');
  if (conflicts.length === 0) return null;
  const choose = async (id: number, choice: 'mine' | 'theirs') => {
    const view = await ask('teamSettle', { id, choice, why: why.trim() || null });
    if (view === null) return;
    await load();
    onSettled(view);
  };
  return (
    <section className="card table-card" aria-label="To choose">
      <h2 className="card-title">Changed here and by colleagues</h2>
      <div className="scroll-x">
        <table className="figures plain-table log">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">It was</th>
              <th scope="col">Here</th>
              <th scope="col">Theirs</th>
              <th scope="col">Choose</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(
              ({ id, register, key, field, reason, base, mine, theirs, who, why: theirReason, ownWhy }) => (
                <tr key={id}>
                  <th scope="row">
                    {registerLabel(register) ?? register} {(JSON.parse(key) as (string | number)[]).join(' · ')}
                    {reason ? <div className="quiet">{reason}</div> : null}
                  </th>
                  <td>{sideText(register, field, base)}</td>
                  <td>
                    {sideText(register, field, mine)}
                    {ownWhy ? <div className="quiet">{ownWhy}</div> : null}
                  </td>
                  <td>
                    {sideText(register, field, theirs)}
                    <div className="quiet">
                      {who}
                      {theirReason ? ` · ${theirReason}` : ''}
                    </div>
                  </td>
                  <td>
                    <button type="button" className="button small" onClick={() => void choose(id, 'mine')}>
                      Keep mine
                    </button>{' '}
                    <button type="button" className="button small" onClick={() => void choose(id, 'theirs')}>
                      Take theirs
                    </button>
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      <div className="card-foot">
        <TextField label="Why (kept with the choice)" value={why} onChange={setWhy} />
      </div>
    </section>
  );
}

/** A side as the change log says rows, or the one field. */
function sideText(register: string, field: string | null, cells: TeamCells | null): string {
  if (cells === null) return 'Not there';
  const text = changeText(register, JSON.stringify(cells), null);
  return field !== null && text === '' ? String(cells[field] ?? 'blank') : text;
}
