import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { DroppedFiles as Dropped } from '../../shared/api.ts';
import { ask } from '../state/ask.ts';
import { asFailure } from '../state/bridge.ts';
import { during, openToken } from '../state/commands.ts';
import { notify, set } from '../state/store.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A file dropped anywhere on the window: a scenario is opened, extracts are shown as what importing them would do. */
export function DroppedFiles() {
  const [over, setOver] = useState(false);
  const [, go] = useLocation();
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Null when the hand leaves the window itself, not one part of it for another.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void take([...(event.dataTransfer?.files ?? [])], go);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragover', enter);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragover', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [go]);
  return over ? (
    <div className="drop-here" aria-hidden="true">
      <p>Drop a scenario to open it, or extracts to see what they would change</p>
    </div>
  ) : null;
}

async function take(files: readonly File[], go: (to: string) => void): Promise<void> {
  const answer = await window.outturn
    .dropFiles(files)
    .catch((error: unknown) => ({ ok: false as const, error: asFailure(error) }));
  if (answer === null) return notify('That is not a file on this computer, so Outturn cannot open it.', 'bad');
  if (!answer.ok) return notify(answer.error.message, 'bad');
  const { scenario, imports, refused } = answer.value;
  if (refused.length > 0) notify(refusedMessage(answer.value), 'bad');
  if (scenario) {
    await openToken(scenario.token);
    return;
  }
  if (imports.length === 0) return;
  const preview = await during('Reading the files…', () =>
    ask('importDropped', { tokens: imports.map((file) => file.token) }),
  );
  if (!preview) return;
  set({ dropped: preview });
  go('/data/imports');
}

/** Names what was passed over and what may be dropped instead. */
export function refusedMessage({ refused }: Dropped): string {
  const names = refused.slice(0, 3).join(', ') + (refused.length > 3 ? ` and ${refused.length - 3} more` : '');
  return `${names}: not taken. Drop one scenario (.outturn), or extracts as CSV, Excel or ZIP.`;
}
