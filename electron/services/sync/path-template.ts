import { OutturnError } from '../../../shared/model/problem.ts';

/** Fields a template may use. */
export const templateFields = [
  'council',
  'year',
  'period',
  'scenario',
  'version',
  'date',
  'kind',
  'name',
  'extension',
] as const;

/** Names Windows keeps for devices, whatever ending follows. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(\.|$)/i;
/** The most UTF-8 bytes of one part, and characters of a whole path (SharePoint's limit). */
const longest = { part: 180, path: 400 } as const;

/** Neither spaces around nor dots behind: Windows drops them, and two names would become one. */
const tidy = (text: string) => text.trim().replace(/[.\s]+$/, '');

/** Cut to what every drive can hold; the ending that says what a file is stays. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= longest.part) return text;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(text)?.[0] ?? '';
  const letters = [...text.slice(0, text.length - ending.length)];
  while (Buffer.byteLength(letters.join('')) + ending.length > longest.part) letters.pop();
  return tidy(letters.join('')) + ending;
}

/** One part of a path made safe everywhere: no separators, control or Windows-forbidden characters, reserved names or trailing dots. */
function safePart(text: string): string {
  const cleaned = text
    .toWellFormed()
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*]/g, '-');
  const named = tidy(cut(tidy(cleaned)));
  if (named === '') return '_';
  return reserved.test(named) || named.startsWith('~') ? `_${named}` : named;
}

/** Most letters and digits a template may have of its own, beside its fields. */
const mostLiteral = 80;

/** The letters and digits of a template that no field puts in: what a person, or a page that was taken over, wrote there. */
export const literalOf = (template: string): string =>
  template.replace(/\{[^}]*\}/g, '').replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The path of an export at a destination: `{year}/P{period}/{scenario}.xlsx` with the export's fields put in.
 * Values cannot add folders (`2023/24` becomes `2023-24`). Throws `destination-refused` naming an unknown
 * field, or when the path is longer than SharePoint takes.
 */
export function fillTemplate(template: string, fields: Record<string, string>): string {
  const unknown = [...template.matchAll(/\{([^}]*)\}/g)]
    .map((match) => match[1] ?? '')
    .find((name) => !(templateFields as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new OutturnError(
      'destination-refused',
      `The name template uses {${unknown}}, which is not known. Use any of ${templateFields.map((field) => `{${field}}`).join(', ')}.`,
    );
  }
  if (literalOf(template).length > mostLiteral)
    throw new OutturnError(
      'destination-refused',
      `The name template has more than ${mostLiteral} letters of its own. Use fields such as {year} or {scenario} in their place.`,
    );
  const path = template
    .split('/')
    .filter((part) => part !== '')
    .map((part) =>
      safePart(part.replace(/\{([^}]*)\}/g, (_, name: string) => (fields[name] ?? '').replace(/[/\\]/g, '-'))),
    )
    .join('/');
  if (path === '') throw new OutturnError('destination-refused', 'The name template names no file.');
  if (path.length > longest.path)
    throw new OutturnError(
      'destination-refused',
      `The name of this export would be ${path.length} characters long, and at most ${longest.path} can be kept. Shorten the name template.`,
    );
  return path;
}
