import { bodyAround, encodeHeader, type HashText, snapshotPieces } from '../../shared/scenario-file/codec.ts';
import type { ScenarioDocument } from '../../shared/scenario-file/document.ts';

/**
 * Writes a document: two lines, a header and a body, each canonical JSON. The same document, `created` and `app` give
 * the same text. Throws `scenario-invalid` when the document breaks its own rules, so that no file is ever saved that
 * could not be opened.
 */
export function encodeScenario(
  document: ScenarioDocument,
  about: { created: string; app: string },
  hash: HashText,
): string {
  const { before, after } = bodyAround(document);
  const body = `${before}${snapshotPieces(document.snapshot, () => false).join('')}${after}`;
  return `${encodeHeader(about, hash(body))}\n${body}\n`;
}
