import { useState } from 'react';
import type { Destination, SyncStatus } from '../../../shared/model/destination.ts';
import { TickField } from '../../components/parts/fields.tsx';
import { ListCard } from '../../components/parts/list-card.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { PlaceActions, PlaceChip } from '../../components/places/place-row.tsx';
import { ask } from '../../state/ask.ts';
import { showStatus } from '../../state/sync.ts';
import { DestinationForm, kindLabels } from './destination-form.tsx';

const whereOf = (destination: Destination): string => {
  if (destination.kind === 'folder') return destination.folder;
  if (destination.kind === 'postgresql') return `${destination.host}, ${destination.database}`;
  return destination.kind === 'webdav' ? destination.url : `${destination.endpoint}/${destination.bucket}`;
};

/** Where exports can be sent, and the hosts that Outturn may speak to. */
export function Destinations({ status }: { status: SyncStatus }) {
  const [form, setForm] = useState<Destination | 'new' | null>(null);
  const options = async (allowedHosts: string[], background: boolean) =>
    showStatus(await ask('syncOptions', { allowedHosts, background }));
  return (
    <>
      <ListCard
        label="Destinations"
        title="Destinations"
        tools={
          <button type="button" className="button small" onClick={() => setForm('new')}>
            Add a destination…
          </button>
        }
        columns={['Name', 'Kind', 'Where', 'State', '']}
        instead={
          status.destinations.length === 0 ? (
            <StateView title="No destination yet">
              A mapped drive, a WebDAV folder, object storage or a database. Exports wait here while you are offline and
              arrive once the network is back.
            </StateView>
          ) : undefined
        }
      >
        {status.destinations.map(({ destination, ...state }) => (
          <tr key={destination.id}>
            <th scope="row">{destination.name}</th>
            <td>{kindLabels[destination.kind]}</td>
            <td className="wide-cell anywhere">{whereOf(destination)}</td>
            <td>
              <PlaceChip place={{ ...state, ...destination }} />
            </td>
            <PlaceActions
              place={{ ...state, ...destination }}
              removing="Exports already delivered stay there. Waiting exports are not sent, and its password is deleted."
              onChange={() => setForm(destination)}
              onRemove={() => void ask('destinationRemove', { id: destination.id }).then(showStatus)}
            />
          </tr>
        ))}
      </ListCard>
      <section className="card mapping" aria-label="Network">
        <h2>Network</h2>
        <TickField
          label="Deliver automatically when the network is available"
          on={status.background}
          onChange={(background) => void options(status.allowedHosts, background)}
        />
        <div className="row wrap">
          <span className="quiet">Servers Outturn may connect to:</span>
          {status.allowedHosts.length === 0 ? <span>none</span> : null}
          {status.allowedHosts.map((host) => (
            <span key={host} className="chip">
              {host}{' '}
              <button
                type="button"
                className="link"
                aria-label={`No longer allow ${host}`}
                onClick={() =>
                  void options(
                    status.allowedHosts.filter((one) => one !== host),
                    status.background,
                  )
                }
              >
                ×
              </button>
            </span>
          ))}
        </div>
      </section>
      {form === null ? null : (
        <DestinationForm destination={form === 'new' ? null : form} onClose={() => setForm(null)} />
      )}
    </>
  );
}
