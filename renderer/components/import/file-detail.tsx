import type { ImportFilePreview, ImportPreview } from '../../../shared/api.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { AssumedCard } from './assumed-card.tsx';
import { sureness } from './file-list.tsx';
import { type ImportChoices, mappingNow } from './mapping-edits.ts';
import { MatchTable } from './match-table.tsx';

type Props = {
  name: string;
  files: readonly ImportFilePreview[];
  choices: ImportChoices;
  targets: ImportPreview['targets'];
  onRegister: (register: RegisterName | null) => void;
  onSkip: (name: string, skip: boolean) => void;
  onMapping: (file: ImportFilePreview, mapping: TableMapping) => void;
};

/** One table of the files: what it is taken as and why, its first rows, and its columns beside ours. */
export function FileDetail(props: Props) {
  const { name, files, choices, targets } = props;
  const [main] = files;
  const skipped = choices.skipped.includes(name);
  const readable = main !== undefined && !['notes', 'hidden', 'settings', 'ssda903'].includes(main.kind);
  return (
    <section className="import-detail" aria-label={name}>
      <div className="row wrap">
        <h2>{name}</h2>
        {readable && !main.made ? (
          <label className="row push">
            <span className="quiet nowrap">Holds</span>
            <select
              className="input"
              aria-label={`${name}: holds`}
              value={skipped ? 'skip' : (choices.registers[name] ?? (main.failure ? '' : (main.register ?? '')))}
              onChange={(event) => {
                if (event.target.value === 'skip') return props.onSkip(name, true);
                if (skipped) props.onSkip(name, false);
                props.onRegister((event.target.value || null) as RegisterName | null);
              }}
            >
              <option value="">what it is recognised as</option>
              <option value="skip">nothing: leave it out</option>
              {registerNames.map((register) => (
                <option key={register} value={register}>
                  {registers[register].label}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      {files.map((file) => (
        <Reading key={file.file} {...props} file={file} mapping={mappingNow(file, choices)} targets={targets} />
      ))}
      <Told files={files} />
      <FirstRows file={main} />
    </section>
  );
}

function Reading(props: Props & { file: ImportFilePreview; mapping: TableMapping | null }) {
  const { file, mapping, targets, choices } = props;
  const register = mapping?.register ?? file.register;
  const several = props.files.length > 1;
  const beside = several && file !== props.files[0];
  const sure = sureness(file);
  return (
    <>
      {beside ? (
        <div className="row wrap">
          <h3>{register ? `Also read into ${registers[register].label}` : file.file}</h3>
          <label className="row push">
            <input
              type="checkbox"
              checked={!choices.skipped.includes(file.file)}
              onChange={(event) => props.onSkip(file.file, !event.target.checked)}
            />
            <span>take these in</span>
          </label>
        </div>
      ) : null}
      {file.failure ? <div className="banner">{file.failure.message}</div> : null}
      {sure !== null && register ? (
        <p>
          Taken as <b>{registers[register].label}</b>, {sure} % sure: {file.recognition?.why.slice(0, 4).join('; ')}
          {(file.recognition?.why.length ?? 0) > 4 ? ' …' : ''}.
        </p>
      ) : null}
      {(file.recognition?.assumed.length ?? 0) > 0 && mapping ? (
        <p className="quiet">Assumed, for no cell says it: {file.recognition?.assumed.join('; ')}.</p>
      ) : null}
      {file.ignored.length > 0 ? <p className="quiet small">Not used: {file.ignored.join(' · ')}.</p> : null}
      {mapping && register && !file.made && file.kind !== 'skipped' ? (
        <>
          <AssumedCard
            file={file}
            register={register}
            mapping={mapping}
            targets={targets}
            onChange={(changed) => props.onMapping(file, changed)}
          />
          <MatchTable
            file={file}
            register={register}
            mapping={mapping}
            targets={targets}
            onChange={(changed) => props.onMapping(file, changed)}
          />
        </>
      ) : null}
    </>
  );
}

const mostTold = 12;

/** What is said of a table: rows set aside and why, units taken from a title, totals left out, questions. */
function Told({ files }: { files: readonly ImportFilePreview[] }) {
  const told = [...new Set(files.flatMap((file) => file.problems.map(({ message }) => message)))];
  if (told.length === 0) return null;
  return (
    <ul className="quiet small import-told">
      {told.slice(0, mostTold).map((message) => (
        <li key={message}>{message}</li>
      ))}
      {told.length > mostTold ? <li>and {told.length - mostTold} more, kept with the import</li> : null}
    </ul>
  );
}

/** The first rows as the file has them, under its own headers. */
function FirstRows({ file }: { file: ImportFilePreview | undefined }) {
  const head = file?.head;
  if (!head || head.rows.length === 0) return null;
  return (
    <section className="card table-card" aria-label="First rows of the file">
      <h3 className="card-title">First rows of the file</h3>
      {/* Wider than its room and all text: the arrow keys scroll it once it can be reached. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label="First rows, scrolling">
        <table className="figures plain-table import-head">
          <thead>
            <tr>
              <th scope="col">Row</th>
              {head.headers.map((header, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have one header
                <th key={at} scope="col">
                  {header === '' ? <span className="hidden-visually">Without a header</span> : header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {head.rows.map(({ row, cells }) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {cells.map((text, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells are told apart by their place
                  <td key={at}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
