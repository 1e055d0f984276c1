import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { CouncilList, RegionResult } from '../../../shared/api.ts';
import { TextField, TickField } from '../../components/parts/fields.tsx';
import { countText } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';
import { during } from '../../state/commands.ts';
import { jobResult } from '../../state/job-result.ts';
import { notify } from '../../state/store.ts';
import { RegionFigures } from './region-figures.tsx';

type Shown = { list: CouncilList; chosen: ReadonlySet<string>; result: RegionResult | null };
/** What was shown last: a list is not opened anew each time the view is. */
let shown: Shown | null = null;

/** Councils of a list beside each other: one, some or all; each has a local copy of its own. */
export function CouncilsView() {
  const [now, setNow] = useState<Shown | null>(shown);
  const [name, setName] = useState('Region');
  const show = (next: Shown) => {
    shown = next;
    setNow(next);
  };
  const open = async () => {
    const list = await ask('regionOpen', {});
    if (list) show({ list, chosen: new Set(list.councils.map(({ code }) => code)), result: null });
  };
  const choose = (
    <button type="button" className="button" onClick={() => void open()}>
      <FolderOpen size={14} aria-hidden="true" /> Choose a list of councils…
    </button>
  );
  if (now === null) {
    return (
      <StateView title="Councils beside each other" actions={choose}>
        A list is a CSV with the columns Code, Name, Region, Type and Copy: the file of each council’s local copy, from
        the folder of the list. Small numbers of children are withheld across the set.
      </StateView>
    );
  }
  const { list, chosen, result } = now;
  const tick = (codes: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const code of codes) on ? next.add(code) : next.delete(code);
    show({ ...now, chosen: next });
  };
  const read = () =>
    during('Reading the councils…', async () => {
      const started = await ask('regionRead', { codes: [...chosen] });
      if (!started) return;
      const made = await jobResult<RegionResult>(started.job, ({ done, total }) =>
        total ? `Reading the councils: ${done} of ${total}` : 'Reading the councils…',
      );
      if (made) show({ ...now, result: made });
    });
  const write = () =>
    during('Writing the region…', async () => {
      const written = await ask('regionWrite', { name });
      if (written) notify(`${countText(written.files.length, 'file')} written: ${written.files[0] ?? ''} …`, 'good');
    });
  const regions = [...new Set(list.councils.flatMap(({ region }) => region ?? []))].sort();
  return (
    <>
      <section className="card form-card" aria-label="Councils">
        <div className="row wrap">
          <h2 className="card-title">{list.name}</h2>
          {choose}
        </div>
        <fieldset className="row wrap">
          <legend className="quiet small">
            {chosen.size} of {countText(list.councils.length, 'council')}
          </legend>
          {list.councils.map(({ code, name: council }) => (
            <TickField key={code} label={council} on={chosen.has(code)} onChange={(on) => tick([code], on)} />
          ))}
        </fieldset>
        <div className="row wrap">
          <button
            type="button"
            className="button small"
            onClick={() =>
              tick(
                list.councils.map(({ code }) => code),
                true,
              )
            }
          >
            All
          </button>
          <button type="button" className="button small" onClick={() => show({ ...now, chosen: new Set() })}>
            None
          </button>
          {regions.length > 1
            ? regions.map((region) => (
                <button
                  key={region}
                  type="button"
                  className="button small"
                  onClick={() =>
                    show({
                      ...now,
                      chosen: new Set(list.councils.filter((one) => one.region === region).map(({ code }) => code)),
                    })
                  }
                >
                  Only {region}
                </button>
              ))
            : null}
          <button type="button" className="button primary" disabled={chosen.size === 0} onClick={() => void read()}>
            Compare them
          </button>
        </div>
      </section>
      {result ? (
        <>
          <RegionFigures result={result} />
          <section className="card form-card" aria-label="Write the region">
            <div className="row wrap">
              <TextField label="Name in what is written" value={name} onChange={setName} />
              <button type="button" className="button" disabled={name.trim() === ''} onClick={() => void write()}>
                Write workbook, PDF and pictures…
              </button>
            </div>
          </section>
        </>
      ) : null}
    </>
  );
}
