import { useState } from 'react';
import type { ExportRecord } from '../../../shared/api.ts';
import type { SyncStatus } from '../../../shared/model/destination.ts';
import { Modal } from '../../components/parts/dialog.tsx';
import { TickField } from '../../components/parts/fields.tsx';
import { ask } from '../../state/ask.ts';
import { showStatus } from '../../state/sync.ts';

/** Chooses where an export goes. Sending goes on by itself: nobody waits for it. */
export function SendDialog(props: {
  record: ExportRecord;
  status: SyncStatus;
  onClose: () => void;
  onSent: () => void;
}) {
  const places = props.status.destinations.map((one) => one.destination).filter((one) => one.enabled);
  const sent = new Set(
    props.status.deliveries.filter((row) => row.exportId === props.record.id).map((row) => row.destination),
  );
  const [chosen, setChosen] = useState<string[]>(places.filter((one) => !sent.has(one.id)).map((one) => one.id));
  const send = async () => {
    const status = await ask('exportSend', { exportId: props.record.id, destinations: chosen });
    if (!status) return;
    showStatus(status);
    props.onSent();
  };
  return (
    <Modal
      open
      title={`Send ${props.record.name}`}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" className="button" onClick={props.onClose}>
            Cancel
          </button>
          <button type="button" className="button primary" disabled={chosen.length === 0} onClick={() => void send()}>
            Send
          </button>
        </>
      }
    >
      <div className="stack">
        {places.length === 0 ? (
          <p>There is no destination yet. Add one under Destinations.</p>
        ) : (
          <p className="quiet">The export is sent as it was written; while the network is away it waits.</p>
        )}
        {places.map((place) => (
          <TickField
            key={place.id}
            label={sent.has(place.id) ? `${place.name} (already queued or sent)` : place.name}
            on={chosen.includes(place.id)}
            onChange={(on) => setChosen(on ? [...chosen, place.id] : chosen.filter((id) => id !== place.id))}
          />
        ))}
      </div>
    </Modal>
  );
}
