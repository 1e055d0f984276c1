import type { Plan } from './import-plan.ts';
import type { SourceProblem } from './problem.ts';
import { originalOf } from './read-rows.ts';
import { originalOfReturn } from './returns.ts';
import type { Understood, UnderstoodFile } from './understood.ts';
import { stringify } from './write-csv.ts';

export type ListedProblem = Omit<SourceProblem, 'source'> & { file: string; original: Record<string, string> | null };

/**
 * Every problem of a plan with its file and, for refused rows, the row as it may be kept: its child under the pseudonym,
 * so that it is told and erased with the child's other rows.
 */
export function problemsWithOriginals(
  plan: Plan,
  understood: Understood,
  pseudonym: (identifier: string) => string,
): ListedProblem[] {
  const bySource = new Map(understood.files.map((file) => [file.index, file]));
  return plan.problems.map(({ source, ...problem }) => {
    const file = bySource.get(source);
    const original = problem.rejects && file ? originalOfFile(file, problem.row, pseudonym) : null;
    return { ...problem, file: file?.name ?? '', original };
  });
}

function originalOfFile(
  file: UnderstoodFile,
  row: number,
  pseudonym: (identifier: string) => string,
): Record<string, string> | null {
  if (file.returned) return originalOfReturn(file.returned, row, pseudonym);
  return file.source && originalOf(file.source.table, file.source.detected, row, pseudonym);
}

type Kept = {
  file: string;
  row: number;
  column: string | null;
  code: string;
  message: string;
  before: string | null;
  after: string | null;
  original: string | null;
};

/** The problem list as CSV: the reason first, then the original row under the headers of its own file. */
export function problemsCsv(problems: readonly Kept[]): string {
  const originals = problems.map((problem) => JSON.parse(problem.original ?? '{}') as Record<string, string>);
  const headers = [...new Set(originals.flatMap((original) => Object.keys(original)))];
  const reasons = ['Problem file', 'Problem row', 'Problem column', 'Code', 'Reason', 'Read', 'Held as'];
  return stringify([
    [...reasons, ...headers],
    ...problems.map((problem, index) => [
      problem.file,
      String(problem.row),
      problem.column ?? '',
      problem.code,
      problem.message,
      problem.before ?? '',
      problem.after ?? '',
      ...headers.map((header) => originals[index]?.[header] ?? ''),
    ]),
  ]);
}
