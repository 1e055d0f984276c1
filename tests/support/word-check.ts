import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { findSoffice } from './soffice.ts';
import { parseXml, within, type XmlElement } from './xml-tree.ts';

/** What a Word document holds: its paragraphs outside tables with their style, its tables as cells, its pictures’ texts. */
export type WordContent = {
  paragraphs: { style: string; text: string }[];
  tables: { header: boolean; rows: string[][] }[];
  alternatives: string[];
};

/** Elements of one name anywhere below. */
const every = (element: XmlElement, name: string): XmlElement[] =>
  [...within(element)].filter((part) => part !== element && part.name === name);

const textOf = (element: XmlElement): string =>
  [...within(element)]
    .filter((part) => part.name === 't')
    .map((part) => part.text)
    .join('');

/** Reads the main part of a document. */
export function wordContent(bytes: Uint8Array): WordContent {
  const xml = parseXml(new TextDecoder().decode(unzipSync(bytes)['word/document.xml']));
  const inTables = new Set(every(xml, 'tbl').flatMap((table) => [...within(table)]));
  return {
    paragraphs: every(xml, 'p')
      .filter((paragraph) => !inTables.has(paragraph))
      .map((paragraph) => ({
        style: every(paragraph, 'pStyle')[0]?.attributes['w:val'] ?? '',
        text: textOf(paragraph),
      })),
    tables: every(xml, 'tbl').map((table) => ({
      header: every(table, 'tblHeader').length === 1,
      rows: every(table, 'tr').map((row) => every(row, 'tc').map(textOf)),
    })),
    alternatives: every(xml, 'docPr').map((each) => each.attributes.descr ?? ''),
  };
}

/**
 * Checks a document against ECMA-376 as far as Word would offer to repair it: content types (part 2), relationships that
 * lead to parts that are there, no macros, no links outside, styles that exist, and the order of the elements of body,
 * table, row and cell (part 1, 17.4). Gives what is wrong, in words; nothing = whole.
 */
export function wordFaults(bytes: Uint8Array): string[] {
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  const faults: string[] = [];
  const xml = new Map<string, XmlElement>();
  for (const name of names) {
    if (/vba|macro|activeX|externalLink/i.test(name)) faults.push(`${name}: is a part no report may hold`);
    if (!/\.(xml|rels)$/.test(name)) continue;
    try {
      xml.set(name, parseXml(new TextDecoder('utf-8', { fatal: true }).decode(files[name])));
    } catch (error) {
      faults.push(`${name}: ${String(error)}`);
    }
  }
  const types = xml.get('[Content_Types].xml');
  const document = xml.get('word/document.xml');
  const styles = xml.get('word/styles.xml');
  if (!types || !document || !styles) return [...faults, 'a part every document has is missing'];
  const defaults = new Set(every(types, 'Default').map((each) => each.attributes.Extension?.toLowerCase()));
  const overrides = every(types, 'Override').map((each) => each.attributes.PartName ?? '');
  for (const part of overrides)
    if (!names.includes(part.slice(1))) faults.push(`content types name ${part}, not there`);
  for (const name of names) {
    const typed = overrides.includes(`/${name}`) || defaults.has(name.split('.').at(-1)?.toLowerCase() ?? '');
    if (name !== '[Content_Types].xml' && !name.endsWith('/') && !typed) faults.push(`${name}: has no content type`);
  }
  const links = new Map<string, Set<string>>();
  for (const [name, part] of xml) {
    if (!name.endsWith('.rels')) continue;
    const source = name.replace(/_rels\/([^/]*)\.rels$/, '$1');
    const ids = new Set<string>();
    for (const { attributes } of every(part, 'Relationship')) {
      if (attributes.TargetMode === 'External') faults.push(`${name}: leads outside to ${attributes.Target}`);
      const target = decodeURIComponent(
        new URL(attributes.Target ?? '', new URL(source, 'pack://x/')).pathname.slice(1),
      );
      if (!names.includes(target)) faults.push(`${name}: leads to ${target}, which is not there`);
      if (ids.has(attributes.Id ?? '')) faults.push(`${name}: ${attributes.Id} stands twice`);
      ids.add(attributes.Id ?? '');
    }
    links.set(source, ids);
  }
  const known = new Set(every(styles, 'style').map((each) => each.attributes['w:styleId']));
  for (const element of within(document)) {
    const { attributes, name } = element;
    if (name === 'pStyle' && !known.has(attributes['w:val']))
      faults.push(`style ${attributes['w:val']} is not defined`);
    const used = attributes['r:embed'] ?? attributes['r:id'];
    if (used && !links.get('word/document.xml')?.has(used)) faults.push(`<${name}> uses ${used}, no relationship`);
    const children = element.children.map((child) => child.name);
    if (name === 'body' && children.at(-1) !== 'sectPr') faults.push('the body does not end with its section');
    if (name === 'tbl' && (children[0] !== 'tblPr' || children[1] !== 'tblGrid')) faults.push('a table lacks its grid');
    if (name === 'tc' && children.at(-1) !== 'p') faults.push('a cell does not end with a paragraph');
    if (name === 'p' && children.indexOf('pPr') > 0) faults.push('properties of a paragraph do not come first');
  }
  const ids = every(document, 'docPr').map((each) => each.attributes.id);
  if (new Set(ids).size !== ids.length) faults.push('two pictures have one id');
  return faults;
}

/** A Word document as LibreOffice opens it, given back in another format. */
export function convertedBySoffice(bytes: Uint8Array, to: 'pdf' | 'docx' | 'html'): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-word-'));
  try {
    writeFileSync(join(folder, 'report.docx'), bytes);
    execFileSync(
      findSoffice(),
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        ...['--headless', '--norestore', '--convert-to', to],
        ...['--outdir', join(folder, 'out'), join(folder, 'report.docx')],
      ],
      { stdio: 'pipe', timeout: 600_000 },
    );
    return new Uint8Array(readFileSync(join(folder, 'out', `report.${to}`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
