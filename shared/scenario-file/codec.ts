import type { z } from 'zod';
import { OutturnError } from '../model/problem.ts';
import type { RegisterName } from '../model/registers.ts';
import { rowsSchema, type Snapshot } from '../model/snapshot.ts';
import { canonicalJson, isCanonical } from './canonical-json.ts';
import { documentSchema, type ScenarioDocument } from './document.ts';
import { damaged, notAScenario, readHeader, type ScenarioHeader, scenarioFormat } from './header.ts';
import { currentVersion, migrateBody } from './migrations.ts';
import { type BodyBytes, bodyWithoutRows, parseInPieces, rowsIn, type TextOf } from './pieces.ts';
import { type JsonScan, type LongList, scanJson } from './scan-json.ts';

/** sha256 of a text in UTF-8, in hexadecimal: given by the caller, because this folder is pure. */
export type HashText = (text: string) => string;
/** The same of bytes. */
export type HashBytes = (bytes: Uint8Array) => string;

/** Brackets may nest this deep: twice what a document needs. */
export const deepestNesting = 16;

/**
 * The body in pieces, which together are its canonical JSON: what comes before its snapshot and what comes after. The
 * rows of the snapshot are checked where they are written (`snapshotPieces`), everything else here. Throws
 * `scenario-invalid`.
 */
export function bodyAround(document: ScenarioDocument): { before: string; after: string } {
  const { snapshot } = document;
  const noRows = Object.fromEntries(
    Object.entries(snapshot).map(([key, value]) => [key, Array.isArray(value) ? [] : value]),
  );
  const checked = documentSchema.safeParse({ ...document, snapshot: noRows });
  if (!checked.success) throw invalid(checked.error);
  const keys = (Object.keys(document) as (keyof ScenarioDocument)[]).sort();
  const at = keys.indexOf('snapshot');
  const text = (key: keyof ScenarioDocument) => `${JSON.stringify(key)}:${canonicalJson(document[key])}`;
  const before = keys.slice(0, at).map((key) => `${text(key)},`);
  const after = keys.slice(at + 1).map((key) => `,${text(key)}`);
  return { before: `{${before.join('')}"snapshot":`, after: `${after.join('')}}` };
}

/**
 * A snapshot in pieces, which together are its canonical JSON: texts, and between them the names of registers for which
 * `apart` says so, whose rows the caller puts there (`rowsText`, or what it holds of them already). Rows written here
 * are checked. Throws `scenario-invalid`.
 */
export function snapshotPieces(
  snapshot: Snapshot,
  apart: (rows: readonly unknown[]) => boolean,
): (string | { rows: RegisterName })[] {
  const pieces: (string | { rows: RegisterName })[] = [];
  let text = '{';
  for (const [index, key] of (Object.keys(snapshot) as (keyof Snapshot)[]).sort().entries()) {
    text += `${index === 0 ? '' : ','}${JSON.stringify(key)}:`;
    const value = snapshot[key];
    if (!Array.isArray(value)) text += canonicalJson(value);
    else if (!apart(value)) text += rowsText(key as RegisterName, value);
    else {
      pieces.push(text, { rows: key as RegisterName });
      text = '';
    }
  }
  return [...pieces, `${text}}`];
}

/**
 * The rows of a register from `from` to before `to` as canonical JSON. Throws `scenario-invalid` when one is not as it must
 * be, or when all of them are more than a file may hold.
 */
export function rowsText(name: RegisterName, rows: readonly unknown[], from = 0, to = rows.length): string {
  const some = from === 0 && to >= rows.length ? rows : rows.slice(from, to);
  const checked = rowsSchema(name, rows.length - some.length).safeParse(some);
  if (!checked.success) throw invalid(checked.error, ['snapshot', name], from);
  return canonicalJson(some);
}

/** The header of a body with this fingerprint. */
export function encodeHeader(
  about: { created: string; app: string; children?: ScenarioHeader['children'] },
  sha256: string,
): string {
  const { created, app, children } = about;
  const header = { format: scenarioFormat, version: currentVersion, created, app, children, sha256 };
  return canonicalJson(header);
}

/** The content of a file that was read: its bytes, where its long registers stand in them, and the version it is in. */
export type ScenarioContent = BodyBytes & { version: number };

/**
 * Reads a document from its bytes, in stages: header, hash, depth, JSON, canonical form, migrations, content. Throws
 * `not-a-scenario`, `scenario-newer`, `scenario-damaged` or `scenario-invalid` (with the path of the field).
 */
export function decodeScenario(
  bytes: Uint8Array,
  hash: HashBytes,
  text: TextOf,
): { header: ScenarioHeader; document: ScenarioDocument; content: ScenarioContent } {
  const lineEnd = bytes.indexOf(newLine);
  if (lineEnd < 0 || lineEnd > 2000) throw notAScenario();
  const header = readHeader(text(bytes.subarray(0, lineEnd)));
  if (bytes.at(-1) !== newLine || bytes.length < lineEnd + 3) throw damaged('its end is missing');
  const [from, to] = [lineEnd + 1, bytes.length - 1];
  if (hash(bytes.subarray(from, to)) !== header.sha256) {
    throw damaged('its content does not match the fingerprint in its header');
  }
  const scan = scanJson(bytes, from, to, deepestNesting);
  if (scan.depth > deepestNesting) throw damaged('its content is nested too deep');
  const content = { bytes, from, to, lists: scan.lists, version: header.version };
  const current = migrateBody(parse(content, scan, text), header.version);
  const checked = documentSchema.safeParse(current);
  if (!checked.success) throw invalid(checked.error);
  // What was read, not the copy that checking makes: the schema changes nothing, and the keys are in order.
  return { header, document: current as ScenarioDocument, content };
}

const newLine = 10;

/**
 * The snapshot of content that `decodeScenario` has accepted before, without the rows of its long registers: these come
 * some thousands at a time. Nothing is checked again.
 */
export function storedSnapshot(
  content: ScenarioContent,
  text: TextOf,
): { snapshot: Snapshot; rowsOf(name: RegisterName): Iterable<readonly unknown[]> } {
  const { bytes, version } = content;
  const current = version === currentVersion;
  const { body, long } = current
    ? bodyWithoutRows(content, text)
    : // A migration may change any row: an older file is read whole.
      { body: migrateBody(parseInPieces(content, text), version), long: new Map<string, LongList>() };
  const { snapshot } = body as ScenarioDocument;
  return {
    snapshot,
    rowsOf(name) {
      const list = long.get(name);
      return list ? rowsIn(bytes, list, text) : [snapshot[name]];
    },
  };
}

function parse(content: BodyBytes, scan: JsonScan, text: TextOf): unknown {
  let value: unknown;
  try {
    value = parseInPieces(content, text);
  } catch {
    throw damaged('its content is not complete');
  }
  let canonical = false;
  try {
    canonical = isCanonical(() => text(content.bytes.subarray(content.from, content.to)), value, scan);
  } catch {
    // A number too large to hold parses to infinity, which has no canonical form.
  }
  if (!canonical) throw damaged('a name stands twice in it, or it was not written by Outturn');
  return value;
}

/** The first thing wrong with a document, by the path of its field: `snapshot.placements[3].start`. */
function invalid(error: z.ZodError, within: readonly string[] = [], from = 0): OutturnError {
  const issue = error.issues[0];
  const [row, ...field] = issue?.path ?? [];
  const place = typeof row === 'number' ? [row + from, ...field] : (issue?.path ?? []);
  const path = fieldPath([...within, ...place]);
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0]?.slice(0, 80) ?? '';
    const whole = path === '' ? name : `${path}.${name}`;
    return new OutturnError(
      'scenario-invalid',
      `The scenario file holds a field that Outturn does not know: “${whole}”. It was not written by this program; nothing has been opened.`,
      { path: whole },
    );
  }
  return new OutturnError(
    'scenario-invalid',
    `The scenario file holds a value that cannot be used, at “${path || 'the start'}”: ${issue?.message ?? 'not as expected'}. Nothing has been opened.`,
    { path },
  );
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text && '.'}${String(part)}`),
    '',
  );
}
