import { useState } from 'react';
import type { WorkbookReadBack } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { Modal } from '../../components/parts/dialog.tsx';
import { ask } from '../../state/ask.ts';
import { changeScenario, keepNow } from '../../state/scenario.ts';
import { notify, useStore } from '../../state/store.ts';

const text = (value: number | null) => (value === null ? '–' : formatNumber(value, Number.isInteger(value) ? 0 : 2));

/** Takes the inputs a colleague has changed in the workbook back into the scenario, after they have been seen. */
export function ReadBack() {
  const busy = useStore((state) => state.busy !== null || state.result === null);
  const [read, setRead] = useState<WorkbookReadBack | null>(null);
  const choose = async () => {
    await keepNow();
    setRead(await ask('workbookRead', {}));
  };
  const apply = async () => {
    if (!read) return;
    const open = await ask('workbookApply', { token: read.token });
    if (!open) return;
    setRead(null);
    // One step of the scenario's own: Undo takes the workbook's changes back.
    changeScenario(`Inputs of ${read.name}`, () => open.scenario);
    const { length } = read.changes;
    notify(`${length} ${length === 1 ? 'input' : 'inputs'} taken from ${read.name}.`, 'good');
  };
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={busy}
        title="Shows which inputs were changed in a workbook Outturn wrote; nothing changes until you confirm"
        onClick={() => void choose()}
      >
        Read changes back…
      </button>
      <Modal
        open={read !== null}
        title={read ? `Changed in ${read.name}` : ''}
        onClose={() => setRead(null)}
        foot={
          <>
            <button type="button" className="button" onClick={() => setRead(null)}>
              {read?.changes.length ? 'Leave as it is' : 'Close'}
            </button>
            {read?.changes.length ? (
              <button type="button" className="button primary" onClick={() => void apply()}>
                Take {read.changes.length} {read.changes.length === 1 ? 'change' : 'changes'}
              </button>
            ) : null}
          </>
        }
      >
        {read && !read.sameScenario ? (
          <p className="over">
            The scenario has changed since this workbook was written. Taking the workbook replaces its levers and
            assumptions by those of “{read.scenario.name}”.
          </p>
        ) : null}
        {read?.changes.length === 0 ? <p>No input was changed in this workbook.</p> : null}
        {read && read.changes.length > 0 ? (
          <table className="drill-table">
            <thead>
              <tr>
                <th scope="col">Input</th>
                <th scope="col">Written</th>
                <th scope="col">Now</th>
              </tr>
            </thead>
            <tbody>
              {read.changes.map((change) => (
                <tr key={change.cell}>
                  <th scope="row" title={change.cell}>
                    {change.what}
                  </th>
                  <td>{text(change.before)}</td>
                  <td>{text(change.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </Modal>
    </>
  );
}
