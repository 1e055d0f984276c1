import { basename, extname } from 'node:path';

export const scenarioExtension = 'outturn';
export const scenarioFilters = [{ name: 'Outturn scenario', extensions: [scenarioExtension] }];

/** Names Windows keeps for devices; a file may not bear them whatever its extension. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** A name for a file from words a person typed: nothing that Windows, macOS or Linux refuses. */
export function fileNameFrom(words: string, extension: string): string {
  const cleaned = words
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 120)
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100)
    .trimEnd();
  const name = cleaned === '' ? 'Untitled' : reserved.test(cleaned) ? `${cleaned} scenario` : cleaned;
  return `${name}.${extension}`;
}

/** The path with the extension, when a person has typed a name without one. */
export function withExtension(path: string, extension: string): string {
  return extname(path).toLowerCase() === `.${extension}` ? path : `${path}.${extension}`;
}

/** What a scenario is called after its file: the file's name without folder and extension. */
export const nameFromFile = (path: string): string => basename(path, extname(path)).slice(0, 200);
