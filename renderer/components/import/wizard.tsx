import { type ReactNode, useState } from 'react';
import type { ImportFilePreview, ImportPreview } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { ask } from '../../state/ask.ts';
import { notify } from '../../state/store.ts';
import { countText } from '../parts/money.ts';
import { ScreenHead } from '../parts/screen-head.tsx';
import { Segments } from '../parts/segments.tsx';
import { FileDetail } from './file-detail.tsx';
import { FileList, stateOf, tablesOf } from './file-list.tsx';
import { forTable, type ImportChoices, mappingKey, mappingNow } from './mapping-edits.ts';
import { ReconcileTable } from './reconcile-table.tsx';
import { asideRows, SetAside } from './set-aside.tsx';
import { useChoices } from './use-choices.ts';

type Step = 'files' | 'aside' | 'check';

/** The import of all chosen files at once: what each is, the rows set aside, and what becomes of every pound. */
export function ImportWizard(props: {
  preview: ImportPreview;
  onPreview: (preview: ImportPreview) => void;
  onCommit: () => void;
  onCancel: () => void;
  busy: boolean;
  start?: Step;
  /** What belongs with the rows and pounds: the cleaning report of a return. */
  children?: ReactNode;
}) {
  const { preview, onPreview, onCommit, onCancel, busy } = props;
  const [step, setStep] = useState<Step>(props.start ?? 'files');
  const { choices, choose, waiting } = useChoices(preview, onPreview);
  const tables = tablesOf(preview.files);
  const [chosen, setChosen] = useState(() => firstToAsk(tables));
  const files = tables.find(([name]) => name === chosen)?.[1] ?? tables[0]?.[1] ?? [];
  const name = tables.find(([one]) => one === chosen)?.[0] ?? tables[0]?.[0] ?? '';
  const unread = tables.filter(([, own]) => stateOf(own) === 'unread').length;
  const aside = asideRows(preview.files).length;
  const rows = preview.files.reduce((sum, file) => sum + (file.failure ? 0 : file.added + file.changed), 0);
  return (
    <>
      <ScreenHead
        title="Import"
        begin
        description={waiting ? 'working it out…' : saying(tables.length, unread, aside, rows)}
      >
        <MappingTools
          preview={preview}
          choices={choices}
          onOpened={(opened) => choose((now) => ({ ...now, opened }))}
        />
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="button" className="button primary" disabled={rows === 0 || busy || waiting} onClick={onCommit}>
          Import {countText(rows, 'row')}
        </button>
      </ScreenHead>
      <Segments<Step>
        name="Steps of the import"
        value={step}
        choices={[
          { value: 'files', label: `1 Files (${formatNumber(tables.length)})` },
          { value: 'aside', label: `2 Rows set aside (${formatNumber(aside)})` },
          { value: 'check', label: '3 Rows and pounds' },
        ]}
        onChange={setStep}
      />
      {step === 'files' ? (
        <div className="import-panes">
          <FileList files={preview.files} chosen={name} onChoose={setChosen} />
          <FileDetail
            key={name}
            name={name}
            files={files}
            choices={choices}
            targets={preview.targets}
            onRegister={(register) => choose((now) => withRegister(now, name, register))}
            onSkip={(what, skip) =>
              choose((now) => ({
                ...now,
                skipped: [...now.skipped.filter((one) => one !== what), ...(skip ? [what] : [])],
              }))
            }
            onMapping={(file, mapping) => choose((now) => withMapping(now, files, file, mapping))}
          />
        </div>
      ) : null}
      {step === 'aside' ? (
        <SetAside
          files={preview.files}
          choices={choices}
          onCorrect={(table, row, header, text) => choose((now) => withCorrection(now, table, row, header, text))}
        />
      ) : null}
      {step === 'check' ? (
        <>
          <ReconcileTable files={preview.files} />
          {props.children}
        </>
      ) : null}
      <p className="hidden-visually" role="status">
        {waiting ? '' : saying(tables.length, unread, aside, rows)}
      </p>
    </>
  );
}

/** A file that cannot be read is shown first, then one with rows set aside. */
const firstToAsk = (tables: readonly [string, ImportFilePreview[]][]): string =>
  (tables.find(([, files]) => stateOf(files) === 'unread') ?? tables[0])?.[0] ?? '';

function saying(files: number, unread: number, aside: number, rows: number): string {
  if (unread > 0) return `${countText(unread, 'file')} of ${formatNumber(files)} not recognised: say what it holds`;
  if (rows === 0) return 'nothing new: every row is in the copy already';
  return aside > 0
    ? `${countText(aside, 'row')} set aside; nothing has changed yet`
    : 'every row is taken; nothing has changed yet';
}

/** What a table holds, as a person says it: what was said of its columns under another register goes. */
function withRegister(now: ImportChoices, name: string, register: ImportFilePreview['register']): ImportChoices {
  const mappings = Object.fromEntries(Object.entries(now.mappings).filter(([key]) => !key.startsWith(`${name}|`)));
  const { [name]: _before, ...registers } = now.registers;
  return { ...now, mappings, registers: register ? { ...registers, [name]: register } : registers };
}

/** A changed mapping, and with it the others of its table: what one register reads is said for all of them. */
function withMapping(
  now: ImportChoices,
  files: readonly ImportFilePreview[],
  changed: ImportFilePreview,
  mapping: TableMapping,
): ImportChoices {
  const mappings = { ...now.mappings };
  for (const file of files) {
    const own = file === changed ? mapping : mappingNow(file, now);
    if (own) mappings[mappingKey(file, own.register)] = forTable(own, file.of ?? file.file);
  }
  return { ...now, mappings };
}

function withCorrection(now: ImportChoices, table: string, row: number, header: string, text: string): ImportChoices {
  const rows = now.corrections[table] ?? {};
  return { ...now, corrections: { ...now.corrections, [table]: { ...rows, [row]: { ...rows[row], [header]: text } } } };
}

/** Opens a mapping file for these files, or saves the one they are read by: the command line takes the same. */
function MappingTools(props: {
  preview: ImportPreview;
  choices: ImportChoices;
  onOpened: (tables: TableMapping[]) => void;
}) {
  const tables = props.preview.files.flatMap((file) => mappingNow(file, props.choices) ?? []);
  const open = async () => {
    const opened = await ask('importMappingOpen', {});
    if (opened) props.onOpened(opened.tables);
  };
  const save = async () => {
    const done = await ask('importMappingSave', { tables });
    if (done?.saved) notify(`Mapping saved as ${done.saved}. “outturn import --map” reads it too.`, 'good');
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void open()}>
        Open mapping…
      </button>
      <button type="button" className="button" disabled={tables.length === 0} onClick={() => void save()}>
        Save mapping…
      </button>
    </>
  );
}
