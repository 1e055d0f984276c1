import { formatNumber } from '../../../shared/format/format.ts';
import type { DeliveryState, SyncStatus } from '../../../shared/model/destination.ts';
import { ListCard, RowActions } from '../../components/parts/list-card.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';
import { momentText, showStatus } from '../../state/sync.ts';

const tones: Record<DeliveryState, string> = {
  waiting: 'info',
  sending: 'info',
  delivered: 'good',
  conflict: 'warn',
  failed: 'bad',
  cancelled: '',
};
type Row = SyncStatus['deliveries'][number];

/** Every export on its way or arrived, newest first, with what can be done about it. */
export function Deliveries({ status }: { status: SyncStatus }) {
  return (
    <ListCard
      label="Deliveries"
      title="Deliveries"
      description={status.lastDelivered ? `last one ${momentText(status.lastDelivered)}` : 'none has arrived yet'}
      tools={
        <button
          type="button"
          className="button small"
          disabled={status.waiting === 0}
          onClick={() => void ask('syncNow', {}).then(showStatus)}
        >
          Try now
        </button>
      }
      columns={['Export', 'To', 'State', 'What happened', 'When', '']}
      instead={
        status.deliveries.length === 0 ? (
          <StateView title="Nothing sent yet">
            Choose “Send…” beside an export. It waits here while you are offline, arrives once, and is never written
            over another file.
          </StateView>
        ) : undefined
      }
    >
      {[...status.deliveries].reverse().map((row) => (
        <DeliveryRow key={row.id} row={row} />
      ))}
    </ListCard>
  );
}

function DeliveryRow({ row }: { row: Row }) {
  const open = row.state === 'waiting' || row.state === 'sending';
  const message = row.state === 'delivered' ? row.receipt : row.lastError;
  return (
    <tr>
      <th scope="row">{row.exportName}</th>
      <td>{row.destinationName}</td>
      <td>
        <span className={`chip ${tones[row.state]}`}>{row.state}</span>
        {row.state === 'sending' && row.total ? (
          <>
            {' '}
            <progress value={row.sent ?? 0} max={row.total} aria-label={`${row.exportName} on its way`} />{' '}
            {formatNumber((100 * (row.sent ?? 0)) / row.total)} %
          </>
        ) : null}
      </td>
      <td className="wide-cell">
        {message ?? ''}
        {row.state === 'waiting' && row.nextAt ? (
          <span className="quiet"> Next try {momentText(row.nextAt)}.</span>
        ) : null}
      </td>
      <td>{momentText(row.updatedAt)}</td>
      <RowActions>
        {open ? (
          <button
            type="button"
            className="button small plain"
            onClick={() => void ask('deliveryCancel', { id: row.id }).then(showStatus)}
          >
            Cancel
          </button>
        ) : row.state === 'delivered' ? null : (
          <button
            type="button"
            className="button small plain"
            onClick={() => void ask('deliveryRetry', { id: row.id }).then(showStatus)}
          >
            Try again
          </button>
        )}
      </RowActions>
    </tr>
  );
}
