import { readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Authority, authoritySchema, authorityTypes, requireDifferent } from '../../../shared/batch/authority.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

/** A council of a batch and the local copy that holds its data. */
export type BatchCouncil = { council: Authority; workspace: string };

/** Councils that are named by their local copies alone: each is called after its file. */
export function councilsOfCopies(paths: readonly string[]): BatchCouncil[] {
  const councils = paths.map((path) => {
    const file = basename(path, extname(path));
    // Most copies are called workspace.sqlite: then the folder says whose.
    const name = file === 'workspace' ? basename(dirname(resolve(path))) : file;
    return { council: { code: name, name, region: null, type: null }, workspace: path };
  });
  requireDifferent(councils.map(({ council }) => council));
  return councils;
}

/**
 * The register of councils of a batch: a CSV with Code, Name, Region, Type and Copy (the local copy, from the folder of the
 * list). Throws `invalid-input` naming the row and what is wrong with it.
 */
export function councilsOfList(path: string): BatchCouncil[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(readFileSync(path, 'utf8'), {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      columns: (names: string[]) => names.map((name) => name.toLowerCase()),
    }) as Record<string, string>[];
  } catch {
    throw new OutturnError('file-unreadable', `The list of councils “${basename(path)}” cannot be read as CSV.`);
  }
  if (rows.length === 0) throw new OutturnError('invalid-input', `“${basename(path)}” names no council.`);
  const councils = rows.map((row, at) => {
    const { code = '', name = '', region = '', type = '', copy = '' } = row;
    const wanted = { code, name: name || code, region: region || null, type: type ? type.toLowerCase() : null };
    const result = authoritySchema.safeParse(wanted);
    const said = `Row ${at + 2} of “${basename(path)}”`;
    if (!result.success) {
      throw new OutturnError(
        'invalid-input',
        `${said}: ${String(result.error.issues[0]?.path[0] ?? 'it')} is missing or not known. Types are ${authorityTypes.join(', ')}.`,
      );
    }
    if (copy === '') throw new OutturnError('invalid-input', `${said}: Copy, the file of its local copy, is blank.`);
    return { council: result.data, workspace: resolve(dirname(resolve(path)), copy) };
  });
  requireDifferent(councils.map(({ council }) => council));
  return councils;
}
