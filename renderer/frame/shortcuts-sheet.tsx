import { Modal } from '../components/parts/dialog.tsx';
import { set, useStore } from '../state/store.ts';
import { gridShortcuts, type Shortcut, windowShortcuts } from './shortcuts.ts';

function List(props: { title: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section className="shortcut-list">
      <h3>{props.title}</h3>
      <dl>
        {props.shortcuts.map((shortcut) => (
          <div key={shortcut.keys}>
            <dt>
              <kbd>{shortcut.keys}</kbd>
            </dt>
            <dd>{shortcut.does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** F1: every shortcut. */
export function ShortcutsSheet() {
  const open = useStore((state) => state.overlay === 'shortcuts');
  return (
    <Modal open={open} title="Keyboard" kind="sheet" onClose={() => set({ overlay: null })}>
      <List title="Anywhere" shortcuts={windowShortcuts} />
      <List title="In a register" shortcuts={gridShortcuts} />
      <List
        title="In a table of figures"
        shortcuts={[
          { keys: 'Arrow keys', does: 'Move between figures' },
          { keys: 'Enter', does: 'Show the rows and the formula behind the figure' },
          { keys: 'Ctrl+C', does: 'Copy the table' },
        ]}
      />
    </Modal>
  );
}
