import type { ImportPreview, Recognised } from '../../../shared/api.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import type { OutturnError } from '../../../shared/model/problem.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { OfAuthority } from './authorities.ts';
import type { Source } from './import-plan.ts';
import type { ReadOptions } from './incoming.ts';
import type { Recognition } from './place-columns.ts';
import type { ReturnImport } from './returns.ts';
import type { RowCorrection } from './row-corrections.ts';
import type { DataSettings } from './settings-table.ts';
import type { SourceTable } from './source-table.ts';

/** One table of an import, as far as it could be understood. */
export type UnderstoodFile = {
  /** Headers to be matched by hand, where a person said what the file holds and it could not be read so. */
  headers?: Record<string, string>;
  /** Its place among the tables of the import. */
  index: number;
  name: string;
  /** The table of the file it was read from, where one table is read into several registers. */
  of?: string;
  /** Set for a table that no file holds: it was made for what the others need. */
  made?: true;
  /** How it was recognised, where its headers are not ours and nobody said how it is read. */
  recognition?: Recognition;
  kind: string;
  source: Source | null;
  /** The table of a file of a return, for its refused rows. */
  returned: SourceTable | null;
  register: RegisterName | null;
  error: OutturnError | null;
  ignored: string[];
  /** How it was read, or may be: what a person changes, keeps and gives again. */
  mapping?: TableMapping;
  /** What it may hold, where nobody said it, the likeliest first. */
  candidates?: Recognised[];
  /** Some cells of each column that a person may be asked about. */
  samples?: Record<string, string[]>;
};
export type Understood = {
  files: UnderstoodFile[];
  returns: ReturnImport | null;
  settings: DataSettings;
  /** Mappings a person has given, to remember once committed. */
  mappings: { register: RegisterName; header: string; column: string }[];
  /** Whole mappings a person has given, of the tables that were read by them. */
  tables: TableMapping[];
  /** The lines and groups that texts may stand for, where a table was recognised. */
  targets?: ImportPreview['targets'];
  /** Whose data came in, by the headers that said it. */
  authorities: Record<string, string>;
};
export type UnderstandOptions = ReadOptions & {
  register: RegisterName | null;
  mapping: Readonly<Record<string, string>> | null;
  /** Whole mappings of tables (shared/import-mapping): a table takes the one that fits it. */
  tables: readonly TableMapping[];
  /** Whose rows are read of a table of several authorities, and whose this copy holds. */
  authority: string | null;
  authorityKnown: Readonly<Record<string, string>>;
  /** Rows that a person corrected: what stands in their cells instead. */
  corrections: readonly RowCorrection[];
  /** Tables that are left out, by their names. */
  skipped: readonly string[];
  /** Collection year of the returns among the files, when a person says it. */
  year: string | null;
  /** Today: no return of a year that has not begun exists. */
  today: string;
  /** Set when a person says that the files are of an SSDA903 return. */
  returned: boolean;
  /** What a file holds, by its name, where that is known beforehand. */
  registerOf: Readonly<Record<string, RegisterName>>;
};

export const blank = (index: number, name: string): UnderstoodFile => ({
  index,
  name,
  kind: 'none',
  source: null,
  returned: null,
  register: null,
  error: null,
  ignored: [],
});
export const failed = (index: number, name: string, error: OutturnError): UnderstoodFile => ({
  ...blank(index, name),
  error,
});

export function noteAuthority({ authorities }: Understood, { header, authority }: OfAuthority): void {
  if (header !== null && authority !== null) authorities[normalHeader(header)] = authority;
}
