import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { OutturnError } from '../../../../shared/model/problem.ts';
import { limits, type SourceTable } from '../source-table.ts';
import { tooManyCells } from './csv.ts';
import type { FileFormat } from './format.ts';

/** The files of the return that the XML holds, with the columns read; everything else in it is passed over. */
const columns = {
  Header: ['CHILD', 'SEX', 'DOB'],
  Episodes: ['CHILD', 'DECOM', 'RNE', 'LS', 'PLACE', 'PLACE_PROVIDER', 'DEC', 'REC'],
  UASC: ['CHILD', 'DOB', 'DUC'],
  OC3: ['CHILD', 'DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'],
} as const;
type Part = keyof typeof columns;

/** Names the XML has for columns of the CSV files. */
const renamed: Record<string, string> = {
  CHILDID: 'CHILD',
  CHILD_ID: 'CHILD',
  PL: 'PLACE',
  PLPROVIDER: 'PLACE_PROVIDER',
};
const longestText = 1000;

/**
 * Reads a return in the Department's XML form: one CHILD after another, each with a HEADER and its EPISODEs, as every
 * collection since 2015 has it; element names in any case, with or without a prefix. No document type and so no entity
 * of its own is let in. The children become rows of the files that the CSV form has.
 */
function read(file: string, bytes: Uint8Array): SourceTable[] {
  const rows: Record<Part, string[][]> = { Header: [], Episodes: [], UASC: [], OC3: [] };
  const damaged = (why: string) =>
    new OutturnError('not-a-table', `${file} ${why}. Export the return again as XML or as CSV, and import that.`, {
      file,
    });
  const parser = new SaxesParser({ xmlns: false, position: true });
  const path: string[] = [];
  let text = '';
  let header: Record<string, string> | null = null;
  let episode: Record<string, string> | null = null;
  let year = '';
  let children = 0;
  let cells = 0;
  const push = (part: Part, values: Record<string, string>) => {
    cells += columns[part].length;
    if (cells > limits.cells) throw tooManyCells(file);
    rows[part].push(columns[part].map((name) => values[name] ?? ''));
  };
  parser.on('error', () => {
    throw damaged(`is not whole: at line ${parser.line} its XML cannot be read, so it may have been cut short`);
  });
  parser.on('doctype', () => {
    throw damaged('declares a document type of its own, which a return does not need');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const name = localName(tag.name);
    path.push(name);
    text = '';
    if (path.length > 40) throw damaged('is nested deeper than a return is');
    if (name === 'CHILD' && header === null) {
      header = {};
      children += 1;
    } else if (name === 'EPISODE' && header !== null) episode = {};
  });
  const addText = (more: string) => {
    if (text.length < longestText) text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const name = path.pop() ?? '';
    const value = text.trim();
    text = '';
    if (name === 'EPISODE' && header !== null && episode !== null) {
      push('Episodes', { ...episode, CHILD: header.CHILD ?? '' });
      episode = null;
    } else if (name === 'CHILD' && header !== null && !path.includes('CHILD')) {
      closeChild(header, push);
      header = null;
    } else if (episode !== null) episode[renamed[name] ?? name] = value;
    // Reviews, OC2 and their kind stand in the header too: what is named twice is the header's own, said first.
    else if (header !== null && value !== '') header[renamed[name] ?? name] ??= value;
    // Some systems write the day within the mark, blank while the child is still unaccompanied.
    else if (header !== null && name === 'DUC' && path.at(-1) === 'UASC') header.UASC ??= '1';
    else if (header === null && /^(COLLECTION_?YEAR|YEAR)$/.test(name)) year ||= value;
  });
  try {
    parser.write(decoded(bytes)).close();
  } catch (error) {
    if (error instanceof OutturnError) throw error;
    throw damaged('could not be read as XML');
  }
  if (children === 0) {
    throw new OutturnError(
      'not-a-table',
      `${file} is XML but not an SSDA903 return: no CHILD is in it. Save the table as XLSX or CSV and import that.`,
      { file },
    );
  }
  const named = year === '' ? '' : ` ${year}`;
  return (Object.keys(columns) as Part[])
    .filter((part) => rows[part].length > 0)
    .map((part) => ({ file, sheet: `${part}${named}`, rows: [[...columns[part]], ...rows[part]] }));
}

function closeChild(header: Record<string, string>, push: (part: Part, values: Record<string, string>) => void): void {
  push('Header', header);
  // The XML marks an unaccompanied child by UASC, with the day it ended where it did; the CSV by a row of its own.
  if ((header.UASC !== undefined && !/^(0|no|n|false)$/i.test(header.UASC)) || header.DUC !== undefined)
    push('UASC', header);
  if (header.ACCOM !== undefined || header.ACTIV !== undefined || header.IN_TOUCH !== undefined) push('OC3', header);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toUpperCase();

/** The text of an XML file by its mark or its declaration; UTF-8 where neither says. */
function decoded(bytes: Uint8Array): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /encoding\s*=\s*["']([\w.-]+)["']/i.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  const single = /^(iso-8859-1|windows-1252|latin1|us-ascii|ascii)$/.test(declared) ? 'windows-1252' : 'utf-8';
  return new TextDecoder(wide ?? single).decode(bytes);
}

export const returnXmlFormat: FileFormat = {
  label: 'SSDA903 XML',
  extensions: ['xml'],
  worker: true,
  read,
};
