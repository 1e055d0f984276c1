import { CircleAlert, CircleCheck, CircleHelp, CircleMinus } from 'lucide-react';
import type { ImportFilePreview } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { registers } from '../../../shared/model/registers.ts';
import { tableName } from './mapping-edits.ts';

/** What stands to be said of a table in the list: whether it is ready, asks something, or is left out. */
export type FileState = 'ready' | 'asks' | 'unread' | 'left-out';

export function stateOf(files: readonly ImportFilePreview[]): FileState {
  if (files.some((file) => file.failure)) return 'unread';
  if (files.every((file) => ['skipped', 'notes', 'hidden'].includes(file.kind))) return 'left-out';
  return files.some((file) => file.rejected > 0) ? 'asks' : 'ready';
}

const labels: Record<FileState, string> = {
  ready: 'Ready',
  asks: 'Some rows set aside',
  unread: 'Not recognised',
  'left-out': 'Left out',
};
const icons = { ready: CircleCheck, asks: CircleAlert, unread: CircleHelp, 'left-out': CircleMinus };

/** The tables of an import, each once, with everything it is read into. */
export function tablesOf(files: readonly ImportFilePreview[]): [string, ImportFilePreview[]][] {
  const tables = new Map<string, ImportFilePreview[]>();
  for (const file of files) tables.set(tableName(file), [...(tables.get(tableName(file)) ?? []), file]);
  return [...tables];
}

/** What a table is taken as, in the words of its registers. */
export function takenAs(files: readonly ImportFilePreview[]): string {
  const names = files.flatMap((file) => (file.register && !file.failure ? [registers[file.register].label] : []));
  if (names.length > 0) return names.join(' and ');
  const kind = files[0]?.kind ?? '';
  return kind === 'ssda903' ? 'SSDA903 return' : kind === 'settings' ? 'Settings' : '';
}

/** How sure the reading is, as a per cent; null where a person said it or its headers are ours. */
export const sureness = (file: ImportFilePreview | undefined): number | null =>
  file?.recognition ? Math.round(file.recognition.confidence * 100) : null;

/** Every file with what it is: one is chosen, the arrow keys and Tab go through them as through any list of buttons. */
export function FileList(props: {
  files: readonly ImportFilePreview[];
  chosen: string;
  onChoose: (name: string) => void;
}) {
  const all = tablesOf(props.files);
  return (
    <nav className="import-files card" aria-label="Files">
      <ul>
        {all.map(([name, files]) => {
          const state = stateOf(files);
          const Icon = icons[state];
          const rows = Math.max(...files.map((file) => file.rows));
          const aside = Math.max(...files.map((file) => file.rejected));
          const sure = sureness(files[0]);
          return (
            <li key={name}>
              <button
                type="button"
                className="import-file"
                aria-current={name === props.chosen ? 'true' : undefined}
                onClick={() => props.onChoose(name)}
              >
                <Icon size={16} aria-hidden="true" className={`import-state ${state}`} />
                <span className="import-name">{name}</span>
                <span className="quiet small">
                  {[
                    takenAs(files) || labels[state],
                    sure === null ? null : `${sure} % sure`,
                    rows > 0 ? `${formatNumber(rows)} rows` : null,
                    aside > 0 ? `${formatNumber(aside)} set aside` : null,
                    files[0]?.made ? 'made for this import' : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className="hidden-visually">{labels[state]}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
