import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { glossary } from '../../shared/format/glossary.ts';
import { registerNames, registers } from '../../shared/model/registers.ts';
import { openGlossary } from '../components/help/open-glossary.ts';
import { focusNext, useReturnFocus } from '../components/parts/return-focus.ts';
import { scenarioParts } from '../components/scenario/scenario-sheet.tsx';
import { rollOn } from '../screens/outturn/roll-forward.ts';
import { screens } from '../screens/screen-list.ts';
import { type ViewPath, viewLists } from '../screens/views.ts';
import { askToShare } from '../state/share.ts';
import { openScenarioSheet, set, useStore } from '../state/store.ts';
import { windowShortcuts } from './shortcuts.ts';

type Entry = { id: string; kind: string; name: string; about: string; keys?: string; run: () => void };
const most = 60;

/** Ctrl+K: screens, lines, levers, savings, actions and terms, by a few letters of any word. */
export function Palette() {
  const open = useStore((state) => state.overlay === 'palette');
  const { remember, giveBack } = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => set({ overlay: next ? 'palette' : null })}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          className="dialog palette"
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={giveBack}
        >
          <Dialog.Title className="hidden-visually">Find a screen, line, term or action</Dialog.Title>
          <PaletteList />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useEntries(): Entry[] {
  const [, navigate] = useLocation();
  const lines = useStore((state) => state.result?.lines);
  const savings = useStore((state) => state.result?.savings.rows);
  return useMemo(() => {
    const go = (to: string) => {
      navigate(to);
      focusNext('#work');
    };
    const close = (run: () => void) => () => {
      set({ overlay: null });
      run();
    };
    return [
      ...screens.map((screen) => ({
        id: screen.path,
        kind: 'Screen',
        name: screen.name,
        about: screen.answers,
        run: close(() => go(screen.path)),
      })),
      ...windowShortcuts
        .filter((shortcut) => shortcut.keys !== 'Ctrl+K' && shortcut.keys !== 'Ctrl+Shift+Z')
        .map((shortcut) => ({
          id: shortcut.keys,
          kind: 'Action',
          name: shortcut.does,
          about: shortcut.about ?? '',
          keys: shortcut.keys,
          run: close(() => shortcut.run?.()),
        })),
      ...scenarioParts.map(({ value, label, title }) => ({
        id: `scenario ${value}`,
        kind: 'Action',
        name: `${label} of this scenario`,
        about: title,
        run: close(() => openScenarioSheet(value)),
      })),
      {
        id: 'share',
        kind: 'Action',
        name: 'Save a copy to share…',
        about: 'scenario file without rows of children, send to a colleague',
        run: close(askToShare),
      },
      {
        id: 'roll-forward',
        kind: 'Action',
        name: 'Roll forward to the next period',
        about: 'month-end, close, actuals',
        run: close(rollOn),
      },
      { id: 'tour', kind: 'Action', name: 'Take the tour', about: '', run: close(() => set({ overlay: 'tour' })) },
      ...screens.flatMap((screen) =>
        (viewLists[screen.path as ViewPath] ?? []).map((view) => ({
          id: `view ${screen.path}/${view.value}`,
          kind: screen.name,
          name: view.label,
          about: view.title,
          run: close(() => go(`${screen.path}/${view.value}`)),
        })),
      ),
      ...registerNames.map((register) => ({
        id: `register ${register}`,
        kind: 'Register',
        name: registers[register].label,
        about: '',
        run: close(() => go(`/data/${register}`)),
      })),
      ...(lines ?? []).map((line) => ({
        id: `line ${line.code}`,
        kind: 'Budget line',
        name: line.name,
        about: line.code,
        run: close(() => {
          go('/outturn');
          set({ drill: { line: line.code, figure: 'outturn' } });
        }),
      })),
      ...(savings ?? []).map((saving) => ({
        id: `saving ${saving.reference}`,
        kind: 'Saving',
        name: saving.name,
        about: saving.reference,
        run: close(() => go('/savings')),
      })),
      ...glossary.map((term) => ({
        id: `term ${term.term}`,
        kind: 'Term',
        name: term.term,
        about: term.means,
        run: close(() => openGlossary(term.term)),
      })),
    ];
  }, [navigate, lines, savings]);
}

function PaletteList() {
  const entries = useEntries();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => {
    const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
    const match = entries.filter((entry) => {
      const text = `${entry.name} ${entry.kind} ${entry.about}`.toLowerCase();
      return parts.every((part) => text.includes(part));
    });
    const begins = (entry: Entry) => (parts[0] && entry.name.toLowerCase().startsWith(parts[0]) ? 0 : 1);
    return match.sort((a, b) => begins(a) - begins(b)).slice(0, most);
  }, [entries, query]);
  const chosen = found[Math.min(at, found.length - 1)];
  const move = (by: number) => {
    const next = Math.max(0, Math.min(found.length - 1, at + by));
    setAt(next);
    document.getElementById(`found-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={chosen ? `found-${found.indexOf(chosen)}` : undefined}
        aria-label="Find a screen, line, term or action"
        placeholder="Find a screen, line, term or action…"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            move(event.key === 'ArrowDown' ? 1 : -1);
          } else if (event.key === 'Enter') {
            event.preventDefault();
            chosen?.run();
          }
        }}
      />
      <div id="palette-list" className="palette-list" role="listbox" aria-label="Found">
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          <div
            key={entry.id}
            id={`found-${index}`}
            role="option"
            aria-selected={entry === chosen}
            className="palette-row"
            onMouseMove={() => setAt(index)}
            onClick={entry.run}
          >
            <span className="palette-name">{entry.name}</span>
            <span className="palette-about">{entry.about}</span>
            {entry.keys ? <kbd>{entry.keys}</kbd> : null}
            <span className="chip">{entry.kind}</span>
          </div>
        ))}
        {found.length === 0 ? (
          <p className="state">Nothing matches “{query}”. Try a budget line, a saving or a screen.</p>
        ) : null}
      </div>
    </>
  );
}
