import { guardedEntries, inflateEntry, type ZipEntry } from '../../zip-directory.ts';
import { attribute, UnreadableXml, walkXml } from './xml-stream.ts';

/** A part of a workbook's container, unpacked when it is asked for; null where there is none. */
export type PartReader = (path: string) => Uint8Array | null;
export type SheetPlace = { name: string; path: string; hidden: boolean };
export type BookParts = { sheets: SheetPlace[]; styles: string; sharedStrings: string; from1904: boolean };

/** The parts of a workbook by their names, in any case, with or without a slash before them. */
export function partReader(file: string, bytes: Uint8Array): PartReader {
  const known = new Map<string, ZipEntry>();
  for (const entry of guardedEntries(file, bytes)) {
    const name = entry.name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
    // Two parts of one name: which of them is meant cannot be told.
    if (known.has(name)) throw new UnreadableXml('Two parts of one name');
    known.set(name, entry);
  }
  return (path) => {
    const entry = known.get(path.toLowerCase());
    return entry ? inflateEntry(file, bytes, entry) : null;
  };
}

function resolved(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

type Relation = { type: string; path: string };

function relationsOf(part: PartReader, path: string): Map<string, Relation> {
  const slash = path.lastIndexOf('/') + 1;
  const bytes = part(`${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`);
  const relations = new Map<string, Relation>();
  if (!bytes) return relations;
  walkXml(bytes, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return;
      const { Id = '', Type = '', Target = '' } = attributes;
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: resolved(path, Target) });
    },
  });
  return relations;
}

/** Where the sheets, texts and formats of a workbook are; transitional and strict files alike. */
export function bookParts(part: PartReader): BookParts {
  const book = [...relationsOf(part, '').values()].find(({ type }) => type === 'officeDocument')?.path;
  const path = book !== undefined && part(book) ? book : 'xl/workbook.xml';
  const relations = relationsOf(part, path);
  const byType = (type: string) => [...relations.values()].find((one) => one.type === type)?.path;
  const parts: BookParts = {
    sheets: [],
    styles: byType('styles') ?? 'xl/styles.xml',
    sharedStrings: byType('sharedStrings') ?? 'xl/sharedStrings.xml',
    from1904: false,
  };
  const bytes = part(path);
  if (!bytes) throw new UnreadableXml('No workbook part');
  walkXml(bytes, {
    open(name, attributes) {
      if (name === 'workbookPr') parts.from1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = relations.get(attributeOfRelation(attributes));
      if (!relation) throw new UnreadableXml('A sheet that is not there');
      // A chart or a macro sheet holds no table.
      if (relation.type !== 'worksheet') return;
      const hidden = /hidden/i.test(attributes.state ?? '');
      parts.sheets.push({ name: attributes.name ?? '', path: relation.path, hidden });
    },
  });
  return parts;
}

const attributeOfRelation = (attributes: Readonly<Record<string, string>>): string => attribute(attributes, 'id') ?? '';
