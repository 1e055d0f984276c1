import { type FormEvent, useState } from 'react';
import { sayMoney } from '../../../shared/format/format.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import type { Failure } from '../../../shared/model/problem.ts';
import type { GoalTarget, LeverGoal } from '../../../shared/scenario/goal-seek-lever.ts';
import { inBackground, stopBackground } from '../../state/background.ts';
import { asFailure } from '../../state/bridge.ts';
import { changeLever } from '../../state/scenario.ts';
import { notify, set, useStore } from '../../state/store.ts';
import { valueText } from '../levers/base-value.ts';
import { Modal } from '../parts/dialog.tsx';
import { readAmount } from './read-amount.ts';

type Measure = GoalTarget['measure'];
const measures: Record<Measure, string> = { outturn: 'outturn', variance: 'variance', netVariance: 'net variance' };

/** G: what one lever must be for a line or the total to meet a target; or how near it can come. */
export function GoalSeekDialog() {
  const open = useStore((state) => state.overlay === 'goal-seek');
  return open ? <Goal /> : null;
}

function Goal() {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const result = useStore((state) => state.result);
  const levers = scenario?.levers ?? [];
  const [leverId, setLeverId] = useState(levers[0]?.id ?? '');
  const [line, setLine] = useState('');
  const [measure, setMeasure] = useState<Measure>('netVariance');
  const [typed, setTyped] = useState('0');
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<LeverGoal | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (!snapshot || !scenario || !result) return null;
  const target = readAmount(typed);
  const lever = levers.find((each) => each.id === leverId);
  const now = (line === '' ? result.total : result.lines.find((each) => each.code === line))?.[measure] ?? 0;
  const stop = () => {
    stopBackground('goal');
    setBusy(false);
  };
  const close = () => {
    stop();
    set({ overlay: null });
  };
  const changed = <T,>(change: (value: T) => void) => {
    return (value: T) => {
      change(value);
      setFound(null);
      setFailure(null);
    };
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (target === null || !lever) return;
    setBusy(true);
    setFound(null);
    setFailure(null);
    try {
      const order = { scenario, lever: leverId, target: { line: line === '' ? null : line, measure, value: target } };
      setFound(await inBackground('goal', snapshot, order));
    } catch (error) {
      setFailure(asFailure(error));
    }
    setBusy(false);
  };
  const take = () => {
    if (!found || !lever) return;
    const { step } = leverDefinitions[lever.kind];
    const value = Number(found.value.toFixed(step >= 1 ? 2 : 4));
    changeLever(
      lever.id,
      { value, on: true },
      `solve “${lever.name}” for ${measures[measure]} ${sayMoney(target ?? 0)}`,
    );
    notify(`“${lever.name}” set to ${valueText(lever, value)}.`, 'good');
    close();
  };
  if (levers.length === 0)
    return (
      <Modal
        open
        title="Solve for a target"
        onClose={close}
        foot={
          <button type="button" className="button primary" onClick={() => set({ overlay: 'add-lever', panel: true })}>
            Add a lever
          </button>
        }
      >
        <p>
          A target is met by moving one lever. Add the lever that may move, such as a price, an entry rate or a saving’s
          delay, and solve again.
        </p>
      </Modal>
    );
  return (
    <Modal
      open
      title="Solve for a target"
      onClose={close}
      foot={
        <>
          <button type="button" className="button" onClick={busy ? stop : close}>
            {busy ? 'Stop' : 'Close'}
          </button>
          {found ? (
            <button type="button" className="button primary" onClick={take}>
              {found.found ? 'Use this value' : 'Use the nearest'}
            </button>
          ) : (
            <button type="submit" form="goal" className="button primary" disabled={busy || target === null || !lever}>
              {busy ? 'Solving…' : 'Solve'}
            </button>
          )}
        </>
      }
    >
      <form id="goal" className="stack" onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span>Lever that may move</span>
          <select className="input" value={leverId} onChange={(event) => changed(setLeverId)(event.target.value)}>
            {levers.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name || leverDefinitions[each.kind].label} ({valueText(each, each.value)})
              </option>
            ))}
          </select>
        </label>
        <div className="goal-target">
          <label className="field">
            <span>Figure</span>
            <select
              className="input"
              value={measure}
              onChange={(event) => changed(setMeasure)(event.target.value as Measure)}
            >
              {(Object.keys(measures) as Measure[]).map((key) => (
                <option key={key} value={key}>
                  {measures[key]}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>Budget line</span>
            <select className="input" value={line} onChange={(event) => changed(setLine)(event.target.value)}>
              <option value="">all lines</option>
              {result.lines.map((each) => (
                <option key={each.code} value={each.code}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>Target</span>
            <input
              className={`input number${target === null ? ' invalid' : ''}`}
              value={typed}
              aria-invalid={target === null}
              placeholder="£1.2m, 365k, 0"
              onChange={(event) => changed(setTyped)(event.target.value)}
            />
          </label>
        </div>
        <p className="quiet small">
          {target === null
            ? 'Type an amount such as £1.2m, 365k or −250,000.'
            : `Now ${sayMoney(now)}; wanted ${sayMoney(target)}. The other levers stay as they are.`}
        </p>
        {found ? (
          <p role="status" className={found.found ? 'under strong' : 'over strong'}>
            {found.message}
          </p>
        ) : null}
        {failure ? (
          <p role="alert" className="over">
            {failure.message}
          </p>
        ) : null}
      </form>
    </Modal>
  );
}
