import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { Modal } from '../../components/parts/dialog.tsx';
import { newScenario } from '../../state/commands.ts';
import { set, useStore } from '../../state/store.ts';

/** A name, a year and the period up to which actuals count. */
export function NewScenario() {
  const open = useStore((state) => state.overlay === 'new-scenario');
  return (
    <Modal
      open={open}
      title="New scenario"
      onClose={() => set({ overlay: null })}
      foot={
        <>
          <button type="button" className="button" onClick={() => set({ overlay: null })}>
            Cancel
          </button>
          <button type="submit" form="new-scenario" className="button primary">
            Create
          </button>
        </>
      }
    >
      <NewScenarioForm />
    </Modal>
  );
}

function NewScenarioForm() {
  const [, go] = useLocation();
  const years = useStore((state) => state.status?.years) ?? [];
  const last = years.at(-1);
  const [name, setName] = useState('What if');
  const [year, setYear] = useState(last?.year ?? '');
  const periods = years.find((entry) => entry.year === year)?.periods ?? [];
  const [period, setPeriod] = useState(periods.at(-1) ?? 0);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim() || !year) return;
    if (await newScenario(name.trim(), year, period)) {
      set({ overlay: null });
      go('/outturn');
    }
  };
  if (years.length === 0)
    return <p>There is no budget to forecast yet. Import your extracts or load the sample council first.</p>;
  return (
    <form id="new-scenario" className="stack" onSubmit={(event) => void submit(event)}>
      <label className="field">
        <span>Name</span>
        <input
          className="input"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      </label>
      <div className="row">
        <label className="field">
          <span>Year</span>
          <select
            className="input"
            value={year}
            onChange={(event) => {
              setYear(event.target.value);
              setPeriod(years.find((entry) => entry.year === event.target.value)?.periods.at(-1) ?? 0);
            }}
          >
            {years.map((entry) => (
              <option key={entry.year}>{entry.year}</option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Actuals up to</span>
          <select className="input" value={period} onChange={(event) => setPeriod(Number(event.target.value))}>
            {[...new Set([0, ...periods])].map((value) => (
              <option key={value} value={value}>
                {value === 0 ? 'none' : `P${value}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="quiet small">
        The open scenario stays in its file and in the working copy. Nothing is lost by starting another.
      </p>
    </form>
  );
}
