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

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** One part of a path made safe everywhere: no separators, control or Windows-forbidden characters, reserved names or trailing dots. */
function safePart(text: string): string {
  const cleaned = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f<>:"/\\|?*]/g, '-')
    .replace(/[. ]+$/g, '')
    .trim();
  const named = reserved.test(cleaned) ? `_${cleaned}` : cleaned;
  return named === '' || named === '.' || named === '..' ? '_' : named.slice(0, 150);
}

/**
 * The path of an export at a destination: `{year}/P{period}/{scenario}.xlsx` with the export's fields put in.
 * Values cannot add folders (`2023/24` becomes `2023-24`). Throws `destination-refused` naming an unknown field.
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
  return template
    .split('/')
    .filter((part) => part !== '')
    .map((part) =>
      safePart(part.replace(/\{([^}]*)\}/g, (_, name: string) => (fields[name] ?? '').replace(/[/\\]/g, '-'))),
    )
    .join('/');
}
