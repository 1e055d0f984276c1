import { csvFormat } from './csv.ts';
import type { FileFormat } from './format.ts';
import { returnXmlFormat } from './return-xml.ts';
import { workbookFormat } from './workbook.ts';

/** Every kind of file that can be imported; nothing else in the house lists their endings. */
const formats: readonly FileFormat[] = [csvFormat, workbookFormat, returnXmlFormat];

/** A zip stands for the files in it. */
export const archiveExtensions: readonly string[] = ['zip'];

const byExtension = new Map(formats.flatMap((format) => format.extensions.map((extension) => [extension, format])));

const extensionOf = (name: string): string => /\.([a-z0-9]{2,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** The format that a file's name says; null for a kind that is not read. */
export const formatOf = (name: string): FileFormat | null => byExtension.get(extensionOf(name)) ?? null;

/** Endings of every file that may be chosen, dropped or watched for, zip among them. */
export const importExtensions: readonly string[] = [...byExtension.keys(), ...archiveExtensions];

/** True for a file that an import can take, and not the lock or the hidden copy of another program. */
export const isImportFile = (name: string): boolean =>
  !/^(~\$|\.)/.test(name.replace(/^.*[/\\]/, '')) && importExtensions.includes(extensionOf(name));

export const isArchive = (name: string): boolean => archiveExtensions.includes(extensionOf(name));

/** The kinds in words, for a message: "CSV, Excel and OpenDocument workbooks, SSDA903 XML, ZIP". */
export const formatLabels = (): string => [...formats.map((format) => format.label), 'ZIP'].join(', ');
