import { basename, extname } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';

export const scenarioExtension = 'outturn';
export const scenarioFilters = [{ name: 'Outturn scenario', extensions: [scenarioExtension] }];

/** Names Windows keeps for devices; a file may not bear them whatever its extension. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** The beginning of a text in whole characters and at most so many bytes: names of files may have 255. */
export function fileNameBytes(text: string, most: number): string {
  let short = '';
  for (const character of text) {
    if (Buffer.byteLength(short + character) > most) break;
    short += character;
  }
  return short;
}

/** A name for a file from words a person typed: nothing that Windows, macOS or Linux refuses. */
export function fileNameFrom(text: string, extension: string): string {
  const cleaned = text
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 120)
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100)
    .trimEnd();
  const short = fileNameBytes(cleaned, 230).trimEnd();
  const name = short === '' ? 'Untitled' : reserved.test(short) ? `${short} scenario` : short;
  return `${name}.${extension}`;
}

/** The path with the extension, when a person has typed a name without one. Throws `invalid-input` for no name at all. */
export function withExtension(path: string, extension: string): string {
  if (basename(path).trim() === '') throw new OutturnError('invalid-input', 'No file is named.');
  return extname(path).toLowerCase() === `.${extension}` ? path : `${path}.${extension}`;
}

/** What a scenario is called after its file: the file's name without folder and extension. */
export const nameFromFile = (path: string): string => basename(path, extname(path)).slice(0, 200);
