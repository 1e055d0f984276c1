import type { ImportFilePreview, ImportPreview, ImportReconciliation, ImportResult } from '../../../shared/api.ts';
import { personalTextCode } from '../import/text-questions.ts';
import type { CommandResult } from './environment.ts';

/** What is told of a file, without its cells: they may name a person, and answers of commands are kept in logs. */
export function withoutCells(file: ImportFilePreview) {
  const { sample, mapping, table, samples, head, columns, setAside, ...told } = file;
  return told;
}

/** What an import would do, or did, as text and JSON. */
export function described(
  preview: ImportPreview,
  result: ImportResult | null,
  copied: readonly ImportReconciliation[],
): CommandResult {
  const files = preview.files.map(withoutCells);
  const trouble = files.some(
    (file) =>
      file.failure !== null ||
      file.rejected > 0 ||
      (file.removed ?? 0) > 0 ||
      file.problems.some(({ code }) => code === personalTextCode),
  );
  const apart = copied.some(({ amounts }) => amounts.some(({ taken, copy }) => taken !== copy));
  return {
    json: { command: 'import', committed: result !== null, result, files, copied },
    text: [
      ...files.map(sayFile),
      result === null
        ? 'Preview only: nothing was changed.'
        : `Imported: ${result.added} added, ${result.changed} changed, ${result.unchanged} unchanged, ${result.removed > 0 ? `${result.removed} removed, ` : ''}${result.rejected} rejected.`,
      ...copied.flatMap(({ file, amounts }) =>
        amounts.map(
          ({ column, taken, copy }) =>
            `   In the copy: ${file}, ${column}: ${pounds(copy)}${taken === copy ? '' : `, which is not the ${pounds(taken)} that was taken`}`,
        ),
      ),
    ].join('\n'),
    problems: trouble || apart,
  };
}

const mostShown = 10;

function sayFile(file: Omit<ImportFilePreview, 'sample' | 'mapping'>): string {
  if (file.failure) return `${file.file}: NOT READ: ${file.failure.message}`;
  const gone = file.gone > 0 ? `, ${file.gone} no longer in the extract` : '';
  const repeated = file.repeated ? `, ${file.repeated} repeated` : '';
  const removed = file.removed ? `, ${file.removed} ${file.removed === 1 ? 'placement' : 'placements'} removed` : '';
  const lines = [
    `${file.file}: ${file.kind}, ${file.rows} rows: ${file.added} new, ${file.changed} changed, ${file.unchanged} the same${repeated}${gone}${removed}, ${file.rejected} rejected`,
    ...recognised(file),
    ...reconciled(file),
    ...(file.removedRows ?? [])
      .slice(0, mostShown)
      .map((row) => `   removed, for the return no longer holds it: ${row}`),
    ...file.ignored.map((header) => `   not used: ${header}`),
    ...file.problems.slice(0, mostShown).map((problem) => `   ${problem.message}`),
  ];
  const cleaned = (file.cleaning ?? []).map(
    ({ title, action, rows, children }) =>
      `   ${title}: ${rows} ${rows === 1 ? 'row' : 'rows'} ${action}, ${children} children`,
  );
  if (cleaned.length > 0) lines.splice(1, 0, '   Cleaning report:', ...cleaned, '   Row by row:');
  if (file.problems.length > mostShown) lines.push(`   … and ${file.problems.length - mostShown} more`);
  return lines.join('\n');
}

/** What a table of other headers was recognised by, and what stands in it that the file does not say. */
function recognised({ recognition, made }: Pick<ImportFilePreview, 'recognition' | 'made'>): string[] {
  if (made) return ['   Made for what the other files name: no file holds it.'];
  if (!recognition) return [];
  return [
    `   Recognised with confidence ${recognition.confidence.toFixed(2)}: ${recognition.why.join('; ')}`,
    ...recognition.assumed.map((what) => `   assumed: ${what}`),
  ];
}

const pounds = (pence: number) =>
  `${pence < 0 ? '-' : ''}£${(Math.abs(pence) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** What the file held, what was taken and what was not, row by row and to the penny. */
function reconciled({ reconciliation: sums }: Pick<ImportFilePreview, 'reconciliation'>): string[] {
  if (!sums) return [];
  const left = sums.leftOut > 0 ? `, ${sums.leftOut} left out as totals or notes` : '';
  return [
    `   Reconciliation: ${sums.rows} rows in the file, ${sums.taken} taken,${sums.repeated > 0 ? ` ${sums.repeated} repeated,` : ''} ${sums.setAside} set aside${left}`,
    ...sums.amounts.map(
      ({ column, file, taken, setAside, unread }) =>
        `   ${column}: ${pounds(file)} in the file, ${pounds(taken)} taken, ${pounds(setAside)} not taken${unread > 0 ? `, and ${unread} ${unread === 1 ? 'cell' : 'cells'} that could not be read` : ''}`,
    ),
  ];
}
