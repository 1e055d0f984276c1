const width = 118;

/** JSON for reading and comparing: what fits on a line stands on one, the rest a member a line. */
export function jsonText(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (flat === undefined) return 'null';
  const spaced = flat.length + indent.length <= width ? oneLine(value) : flat;
  if (typeof value !== 'object' || value === null || spaced.length + indent.length <= width) return spaced;
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((each) => `${inner}${jsonText(each, inner)}`)
    : Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => `${inner}${JSON.stringify(key)}: ${jsonText(each, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return members.length === 0
    ? '{}'
    : `{ ${members.map(([key, each]) => `${JSON.stringify(key)}: ${oneLine(each)}`).join(', ')} }`;
}
