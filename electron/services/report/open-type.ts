import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const cached = new Map<string, Uint8Array>();

/** A shipped font, OpenType with TrueType outlines, by its name. `fonts` is their folder. Read once. */
export function openTypeFont(fonts: string, name: string): Uint8Array {
  const path = join(fonts, `${name}.otf`);
  const font = cached.get(path) ?? readFileSync(path);
  cached.set(path, font);
  return font;
}
