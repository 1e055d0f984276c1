import { useState } from 'react';
import type { Destination, SyncStatus } from '../../../shared/model/destination.ts';
import { TickField } from '../../components/parts/fields.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';
import { showStatus } from '../../state/sync.ts';
import { DestinationForm, kindWords } from './destination-form.tsx';

export function hostOf(destination: Destination): string {
  if (destination.kind === 'folder') return '';
  if (destination.kind === 'postgresql') return destination.host;
  return new URL(destination.kind === 'webdav' ? destination.url : destination.endpoint).hostname;
}
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
      <section className="card table-card" aria-label="Destinations">
        <div className="row card-title">
          <h2>Destinations</h2>
          <button type="button" className="button small push" onClick={() => setForm('new')}>
            Add a destination…
          </button>
        </div>
        {status.destinations.length === 0 ? (
          <StateView title="No destination yet">
            A mapped drive, a WebDAV folder, object storage or a database. Exports wait here while you are offline and
            arrive once the network is back.
          </StateView>
        ) : (
          <div className="scroll-x">
            <table className="figures plain-table">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Where</th>
                  <th scope="col">State</th>
                  <th scope="col">
                    <span className="hidden-visually">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {status.destinations.map(({ destination, hostAllowed, secretKept }) => (
                  <tr key={destination.id}>
                    <th scope="row">{destination.name}</th>
                    <td>{kindWords[destination.kind]}</td>
                    <td title={whereOf(destination)}>
                      <span className="clip">{whereOf(destination)}</span>
                    </td>
                    <td>
                      {!destination.enabled ? (
                        <span className="chip">switched off</span>
                      ) : !hostAllowed ? (
                        <span className="chip warn">host not allowed</span>
                      ) : !secretKept ? (
                        <span className="chip warn">no password kept</span>
                      ) : (
                        <span className="chip good">ready</span>
                      )}
                    </td>
                    <td>
                      {hostAllowed ? null : (
                        <button
                          type="button"
                          className="button small"
                          onClick={() => void options([...status.allowedHosts, hostOf(destination)], status.background)}
                        >
                          Allow {hostOf(destination)}
                        </button>
                      )}
                      <button type="button" className="button small plain" onClick={() => setForm(destination)}>
                        Change…
                      </button>
                      <button
                        type="button"
                        className="button small plain"
                        onClick={() => void ask('destinationRemove', { id: destination.id }).then(showStatus)}
                      >
                        Remove
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <section className="card mapping" aria-label="Network">
        <h2>Network</h2>
        <TickField
          label="Deliver by itself, quietly, when the network is there"
          on={status.background}
          onChange={(background) => void options(status.allowedHosts, background)}
        />
        <div className="row wrap">
          <span className="quiet">Hosts Outturn may speak to:</span>
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
