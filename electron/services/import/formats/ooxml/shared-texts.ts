import type { PartReader } from './book-parts.ts';
import { UnreadableXml, walkXml } from './xml-stream.ts';

/** Characters that XML cannot hold are written as `_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const mostTexts = 2_000_000;

/** The texts that sheets name by number: all runs of one joined, its phonetic guide left out. */
export function sharedTexts(part: PartReader, path: string): string[] {
  const bytes = part(path);
  if (!bytes) return [];
  const texts: string[] = [];
  let text = '';
  let [taking, phonetic] = [false, false];
  walkXml(bytes, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') taking = !phonetic;
    },
    text(more) {
      if (taking) text += more;
    },
    close(name) {
      if (name === 't') taking = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        if (texts.length >= mostTexts) throw new UnreadableXml('Too many texts');
        texts.push(unescaped(text));
      }
    },
  });
  return texts;
}
