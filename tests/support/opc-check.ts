import { unzipSync } from 'fflate';
import { checkChart } from './chart-check.ts';
import { checkSheet, checkStyles, checkTables, checkWorkbook, type Parts } from './spreadsheet-check.ts';
import { every, parseXml, within, type XmlElement } from './xml-tree.ts';

/**
 * Checks a workbook against what ECMA-376 says of packages (part 2) and of spreadsheets (part 1), as far as a program
 * that opens it would offer to repair it: content types, relationships, order of elements, indices, names, tables,
 * references of charts. Gives what is wrong, in words; nothing = whole.
 */
export function packageFaults(bytes: Uint8Array): string[] {
  const faults: string[] = [];
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  const fault = (part: string, message: string) => faults.push(`${part}: ${message}`);
  const xml = new Map<string, XmlElement>();
  for (const name of names) {
    if (!/\.(xml|rels|vml)$/.test(name)) continue;
    const text = new TextDecoder('utf-8', { fatal: true }).decode(files[name]);
    const legal = [...text].every((character) => character >= ' ' || '\t\n\r'.includes(character));
    if (!legal) fault(name, 'holds a character XML does not allow');
    try {
      xml.set(name, parseXml(text));
    } catch (error) {
      fault(name, String(error));
    }
  }
  checkTypes(names, xml, fault);
  const relations = checkRelations(names, xml, fault);
  const parts: Parts = { xml, relations, fault };
  const book = checkWorkbook(parts);
  const styles = checkStyles(parts);
  for (const sheet of book.sheets) checkSheet(parts, sheet, styles);
  checkTables(parts, book);
  for (const [name, part] of xml) {
    if (/macro|vba|externalLink|connections|activeX/i.test(name)) fault(name, 'is a part no workbook of ours may hold');
    if (!/charts\/chart\d/.test(name)) continue;
    checkChart(name, part, fault);
    for (const element of within(part)) {
      if (element.name !== 'f') continue;
      const sheet = /^'?((?:[^'!]|'')+)'?!\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?$/.exec(element.text)?.[1];
      if (!sheet || !book.sheets.some((each) => each.name === sheet)) fault(name, `refers to ${element.text}`);
    }
  }
  return faults;
}

type Fault = (part: string, message: string) => void;

function checkTypes(names: string[], xml: Map<string, XmlElement>, fault: Fault): void {
  const types = xml.get('[Content_Types].xml');
  if (!types) {
    fault('[Content_Types].xml', 'is missing');
    return;
  }
  const defaults = new Set(every(types, 'Default').map((each) => each.attributes.Extension?.toLowerCase()));
  const overrides = every(types, 'Override').map((each) => each.attributes.PartName ?? '');
  if (new Set(overrides).size !== overrides.length) fault('[Content_Types].xml', 'names a part twice');
  for (const part of overrides)
    if (!names.includes(part.slice(1))) fault('[Content_Types].xml', `names ${part}, which is not there`);
  for (const name of names) {
    if (name === '[Content_Types].xml' || name.endsWith('/')) continue;
    const extension = name.split('.').at(-1)?.toLowerCase();
    if (!overrides.includes(`/${name}`) && !defaults.has(extension)) fault(name, 'has no content type');
    if (extension === 'xml' && !overrides.includes(`/${name}`)) fault(name, 'has only the content type of any XML');
  }
}

/** Relationships of every part: id → the part it leads to. */
function checkRelations(names: string[], xml: Map<string, XmlElement>, fault: Fault): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>();
  const reached = new Set<string>();
  for (const [name, part] of xml) {
    if (!name.endsWith('.rels')) continue;
    const source = name.replace(/_rels\/([^/]*)\.rels$/, '$1');
    if (source !== '' && !names.includes(source)) fault(name, 'belongs to a part that is not there');
    const own = new Map<string, string>();
    for (const { attributes } of every(part, 'Relationship')) {
      const { Id = '', Target = '', TargetMode } = attributes;
      if (own.has(Id)) fault(name, `${Id} stands twice`);
      if (TargetMode === 'External') fault(name, `leads outside the file to ${Target}`);
      const base = new URL(source, 'pack://x/');
      const target = decodeURIComponent(new URL(Target, base).pathname.slice(1));
      if (!names.includes(target)) fault(name, `${Id} leads to ${target}, which is not there`);
      own.set(Id, target);
      reached.add(target);
    }
    all.set(source, own);
  }
  for (const [name, part] of xml) {
    if (name.endsWith('.rels') || name === '[Content_Types].xml') continue;
    if (!reached.has(name)) fault(name, 'no relationship leads to it');
    for (const element of within(part))
      for (const [attribute, value] of Object.entries(element.attributes))
        if (/^r:(id|embed|link|pict)$/.test(attribute) && !all.get(name)?.has(value))
          fault(name, `<${element.name}> uses ${value}, which is no relationship of it`);
  }
  return all;
}
