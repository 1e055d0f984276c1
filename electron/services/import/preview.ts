import { rowKeyText } from '../../../db/references.ts';
import type { ImportFilePreview, ImportPreview } from '../../../shared/api.ts';
import type { OutturnError } from '../../../shared/model/problem.ts';
import type { Plan } from './import-plan.ts';
import { lookedAt } from './looking.ts';
import { reconciliationOf } from './reconciliation.ts';
import type { Understood, UnderstoodFile } from './understood.ts';

/** Most problems and gone rows sent to be shown; a commit keeps every problem. */
const mostShown = { problems: 1000, gone: 200, sample: 5 };

const failureOf = (error: OutturnError) => ({ code: error.code, message: error.message, details: error.details });

/** What an import would do, file by file. */
export function previewOf(
  token: string,
  understood: Understood,
  plan: Plan,
  birthDate: 'month' | 'day',
): ImportPreview {
  const seen = new Set<string>();
  const files = understood.files.map((file) =>
    file.kind === 'ssda903'
      ? returnPreview(file, understood, plan, birthDate)
      : filePreview(file, plan, birthDate, seen),
  );
  return { token, files, ...(understood.targets ? { targets: understood.targets } : {}) };
}

function blankPreview(file: UnderstoodFile): ImportFilePreview {
  return {
    file: file.name,
    register: file.register,
    kind: file.kind,
    rows: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    gone: 0,
    rejected: 0,
    problems: [],
    ignored: file.ignored,
    mapping: file.headers ?? {},
    sample: [],
    failure: file.error && failureOf(file.error),
    ...(file.of !== undefined ? { of: file.of } : {}),
    ...(file.made ? { made: true as const } : {}),
    ...(file.recognition ? { recognition: file.recognition } : {}),
    ...(file.mapping && !file.made ? { table: file.mapping } : {}),
    ...(file.candidates ? { recognised: file.candidates } : {}),
    ...(file.samples ? { samples: file.samples } : {}),
  };
}

/** A file of a return: what the return as a whole would do is counted with its episodes file. */
function returnPreview(
  file: UnderstoodFile,
  { returns }: Understood,
  plan: Plan,
  birthDate: 'month' | 'day',
): ImportFilePreview {
  const problems = plan.problems.filter((problem) => problem.source === file.index);
  const found = {
    ...blankPreview(file),
    rows: returns?.rows.get(file.index) ?? 0,
    rejected: new Set(problems.filter((problem) => problem.rejects).map((problem) => problem.row)).size,
    problems: problems.slice(0, mostShown.problems).map(({ source: _source, rejects: _rejects, ...problem }) => ({
      file: file.name,
      ...problem,
    })),
  };
  if (returns?.main !== file.index) return found;
  const mine = (row: { source: number }) => row.source === file.index;
  const count = (rows: 'add' | 'change' | 'unchanged') =>
    plan.registers.reduce((total, one) => total + one[rows].filter(mine).length, 0);
  const placements = plan.registers.find((one) => one.register === 'placements');
  return {
    ...found,
    cleaning: returns.cleaning,
    register: 'placements',
    added: count('add'),
    changed: count('change'),
    removed: placements?.remove.length ?? 0,
    removedRows: (placements?.remove ?? []).slice(0, mostShown.gone).map((row) => rowKeyText('placements', row)),
    unchanged: count('unchanged'),
    gone: placements?.gone.length ?? 0,
    goneRows: (placements?.gone ?? []).slice(0, mostShown.gone).map((row) => rowKeyText('placements', row)),
    ignored: birthDate === 'day' ? [...file.ignored, 'Notice: full birth dates are held by this import'] : file.ignored,
    sample: (placements?.add ?? []).slice(0, mostShown.sample).map((row) => row.cells),
  };
}

function filePreview(
  file: UnderstoodFile,
  plan: Plan,
  birthDate: 'month' | 'day',
  seen: Set<string>,
): ImportFilePreview {
  const { source, register } = file;
  const blank = blankPreview(file);
  if (!source || !register) return blank;
  const own = plan.registers.find((one) => one.register === register);
  const mine = (row: { source: number }) => row.source === source.index;
  const problems = plan.problems.filter(mine);
  const rejected = new Set(problems.filter((problem) => problem.rejects).map((problem) => problem.row));
  // Rows that are gone belong to the register: shown once, with its first file.
  const gone = own && !seen.has(register) ? own.gone : [];
  seen.add(register);
  const refused = plan.refused.get(source.index) as OutturnError | undefined;
  const keepsBirthDates = birthDate === 'day' && register === 'placements';
  return {
    ...blank,
    ...lookedAt(file, problems),
    reconciliation: reconciliationOf(source, plan),
    rows: source.read.rows.length + source.read.rejected,
    added: own?.add.filter(mine).length ?? 0,
    changed: own?.change.filter(mine).length ?? 0,
    unchanged: own?.unchanged.filter(mine).length ?? 0,
    repeated: problems.filter((problem) => problem.code === 'repeated').length,
    gone: gone.length,
    goneRows: gone.slice(0, mostShown.gone).map((row) => rowKeyText(register, row)),
    rejected: rejected.size,
    problems: problems.slice(0, mostShown.problems).map(({ source: _source, rejects: _rejects, ...problem }) => ({
      file: file.name,
      ...problem,
    })),
    ignored: keepsBirthDates ? [...file.ignored, 'Notice: full birth dates are held by this import'] : file.ignored,
    mapping: Object.fromEntries([
      ...source.detected.placed
        .filter(({ index, also }) => index >= 0 && !also)
        .map(({ header, column }) => [header, column]),
      ...source.detected.unused.map((header) => [header, '']),
    ]),
    sample: source.read.rows
      .filter((row) => !rejected.has(row.row))
      .slice(0, mostShown.sample)
      .map((row) => row.cells),
    failure: refused ? failureOf(refused) : null,
  };
}
