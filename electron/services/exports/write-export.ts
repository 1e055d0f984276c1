import { basename } from 'node:path';
import { recordExport } from '../../../db/exports.ts';
import type { Store } from '../../../db/store.ts';
import { fileSystem } from '../files/file-system.ts';
import { replaceFile } from '../files/replace-file.ts';

export type ExportKind = 'workbook' | 'table' | 'picture' | 'report' | 'forecast';

/** Writes an exported file whole or not at all, and notes it in the local copy. Gives its number, name and hash. */
export async function writeExport(
  store: Store,
  path: string,
  bytes: Uint8Array,
  about: { kind: ExportKind; scenario: string },
): Promise<{ id: number; name: string; sha256: string }> {
  const { sha256, size } = await replaceFile(path, bytes, null, fileSystem);
  const name = basename(path);
  const { id } = recordExport(store, { name, kind: about.kind, sha256, scenario: about.scenario, bytes: size, path });
  return { id, name, sha256 };
}
