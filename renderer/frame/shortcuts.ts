import { useEffect } from 'react';
import { navigate } from 'wouter/use-hash-location';
import { printScreen } from '../components/grid/printing.ts';
import { screens } from '../screens/screen-list.ts';
import { exportWorkbook, openScenario, saveScenario, saveScenarioAs } from '../state/commands.ts';
import { get, notify, set, setPanel } from '../state/store.ts';
import { redo, undo } from '../state/undo.ts';

/** Asks for a lever beside the figures it will move: on a screen without levers, that is the outturn. */
function addLeverHere(): void {
  const { result, childrenOnly } = get();
  if (!result && !childrenOnly) {
    notify('A lever needs a forecast to act on: import your extracts or load the sample council first.');
    return;
  }
  const here = screens.find((screen) => window.location.hash.startsWith(`#${screen.path}`));
  if (!here?.levers) navigate(result ? '/outturn' : '/demand');
  set({ overlay: 'add-lever', panel: true });
}

/** `about`: other words it is found by. */
export type Shortcut = { keys: string; does: string; about?: string; run?: () => void };

/** Every shortcut of the window, as F1 lists them. Those of the grid are listed and live in the grid. */
export const windowShortcuts: readonly Shortcut[] = [
  { keys: 'Ctrl+K', does: 'Find a screen, line, term or action', run: () => set({ overlay: 'palette' }) },
  { keys: 'F1', does: 'List of shortcuts', about: 'keys, help', run: () => set({ overlay: 'shortcuts' }) },
  { keys: 'Ctrl+Z', does: 'Undo', run: () => void undo() },
  { keys: 'Ctrl+Y', does: 'Redo', run: () => void redo() },
  { keys: 'Ctrl+Shift+Z', does: 'Redo', run: () => void redo() },
  { keys: 'Ctrl+S', does: 'Save the scenario', run: () => void saveScenario() },
  { keys: 'Ctrl+Shift+S', does: 'Save the scenario as…', run: () => void saveScenarioAs() },
  { keys: 'Ctrl+O', does: 'Open a scenario', run: () => void openScenario() },
  { keys: 'Ctrl+N', does: 'New scenario', run: () => set({ overlay: 'new-scenario' }) },
  { keys: 'Ctrl+E', does: 'Export the workbook', run: () => void exportWorkbook() },
  { keys: 'Ctrl+P', does: 'Print the screen', run: printScreen },
  { keys: 'Ctrl+L', does: 'Add a lever', run: addLeverHere },
  { keys: 'G', does: 'Solve for a target', run: () => get().result && set({ overlay: 'goal-seek' }) },
  { keys: 'Shift+F1', does: 'What the terms mean', about: 'glossary', run: () => set({ overlay: 'glossary' }) },
  { keys: 'F8', does: 'Show or hide the levers', run: () => setPanel(!get().panel) },
];

export const gridShortcuts: readonly Shortcut[] = [
  { keys: 'Shift+F1', does: 'What this column means' },
  { keys: 'Arrow keys', does: 'Move; with Shift, extend the block' },
  { keys: 'Type', does: 'Replace the cell' },
  { keys: 'F2', does: 'Edit the cell as it stands' },
  { keys: 'Enter', does: 'Keep and go down (Shift: up)' },
  { keys: 'Tab', does: 'Keep and go right (Shift: left)' },
  { keys: 'Escape', does: 'Leave the cell as it was' },
  { keys: 'Delete', does: 'Clear the block' },
  { keys: 'Ctrl+A', does: 'Select all cells' },
  { keys: 'Ctrl+C', does: 'Copy the block' },
  { keys: 'Ctrl+X', does: 'Cut the block' },
  { keys: 'Ctrl+V', does: 'Paste a block, also into new rows' },
  { keys: 'Ctrl+D', does: 'Fill down' },
  { keys: 'Ctrl+R', does: 'Fill right' },
  { keys: 'Home, End', does: 'First or last column; with Ctrl, of the whole register; with Shift, extend the block' },
  { keys: '=', does: 'A sum in a number’s cell: =1200*52/12' },
  { keys: 'Ctrl+F', does: 'Find in the register' },
  { keys: 'Ctrl+Insert', does: 'Add a row' },
];

function keysOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
}

/** True while the officer types in a field, where Ctrl+Z belongs to the text. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea'))
  );
}

/** True where a letter belongs to what has the focus: a field, a list, or a cell of a register. */
function takesLetters(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    event.altKey ||
    typing(target) ||
    (target instanceof HTMLElement && target.closest('select, .ag-root-wrapper, [role=menu], [role=listbox]') !== null)
  );
}

/** Listens for the window's shortcuts. */
export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const keys = keysOf(event);
      const found = windowShortcuts.find((shortcut) => shortcut.keys === keys);
      if (!found?.run || event.defaultPrevented) return;
      if (typing(event.target) && /^Ctrl\+(Shift\+)?[ZY]$/.test(keys)) return;
      if (keys.length === 1 && takesLetters(event)) return;
      if (get().question || (get().overlay && keys !== 'F1' && keys !== 'Ctrl+K')) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
