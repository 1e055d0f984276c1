import { type ScenarioPart, set, useStore } from '../../state/store.ts';
import { Modal } from '../parts/dialog.tsx';
import { Segments } from '../parts/segments.tsx';
import { AssumptionLog } from './assumption-log.tsx';
import { Backups } from './backups.tsx';
import { NewerData } from './newer-data.tsx';
import { Protection } from './protection.tsx';
import { SignOff } from './sign-off.tsx';
import { Versions } from './versions.tsx';

export const scenarioParts = [
  { value: 'versions', label: 'Versions', title: 'Named states of this scenario: keep, compare, go back' },
  { value: 'sign-off', label: 'Sign-off', title: 'Draft, reviewed, approved' },
  { value: 'assumptions', label: 'Assumptions', title: 'Every value the forecast stands on, its source and review' },
  { value: 'data', label: 'Newer data', title: 'Move this scenario onto the data of the local copy' },
  { value: 'backups', label: 'Backups', title: 'Earlier states that can be brought back' },
  { value: 'protection', label: 'Passphrase', title: 'Protect the scenario’s file' },
] as const;

/** Everything about the open scenario's file: versions, sign-off, data, backups, protection. */
export function ScenarioSheet() {
  const open = useStore((state) => state.overlay === 'scenario');
  return open ? <Sheet /> : null;
}

function Sheet() {
  const scenario = useStore((state) => state.open?.scenario);
  const part = useStore((state) => state.scenarioPart);
  if (!scenario) return null;
  return (
    <Modal open kind="sheet" title={scenario.name} onClose={() => set({ overlay: null })}>
      <div className="stack scenario-sheet">
        <Segments<ScenarioPart>
          name="About this scenario"
          value={part}
          choices={scenarioParts}
          onChange={(scenarioPart) => set({ scenarioPart })}
        />
        {part === 'versions' ? (
          <Versions />
        ) : part === 'sign-off' ? (
          <SignOff scenario={scenario} />
        ) : part === 'assumptions' ? (
          <AssumptionLog scenario={scenario} />
        ) : part === 'data' ? (
          <NewerData />
        ) : part === 'backups' ? (
          <Backups />
        ) : (
          <Protection />
        )}
      </div>
    </Modal>
  );
}
