import type { RegisterName } from '../../../shared/model/registers.ts';
import { isImportFile } from '../import/formats/formats.ts';
import type { ImportFile } from '../import/read-files.ts';

/** What a source gave: files as an import takes them, and what each holds where that is known. */
export type SourceFiles = { files: ImportFile[]; registerOf: Record<string, RegisterName> };

/** Names of files that can be extracts; what programs leave beside them is not. */
export const isExtract = (name: string): boolean => !/[/\\]/.test(name) && isImportFile(name);
/** At most this many files and bytes are read from one source. */
export const sourceLimits = { files: 500, bytes: 500 * 1024 * 1024, milliseconds: 120_000 } as const;
