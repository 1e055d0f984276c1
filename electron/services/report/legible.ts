/** Characters a font has a letter for. */
export type HasGlyph = (codePoint: number) => boolean;

/**
 * Words with every character the font can draw: others by their plain letters (`ﬁ` as fi), marks nobody sees dropped, and
 * what is left as □, for a PDF may not refer to a letter its font does not have. Texts anywhere in a value are changed.
 */
export function legible<T>(value: T, hasGlyph: HasGlyph): T {
  if (typeof value === 'string') return legibleText(value, hasGlyph) as T;
  if (Array.isArray(value)) return value.map((each) => legible(each, hasGlyph)) as T;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, legible(each, hasGlyph)])) as T;
}

function legibleText(text: string, hasGlyph: HasGlyph): string {
  const shown = (character: string) => hasGlyph(character.codePointAt(0) ?? 0);
  if ([...text].every(shown)) return text;
  return [...text.normalize('NFC')]
    .map((character) => {
      if (shown(character) || character === '\n') return character;
      if (/[\p{Cf}\p{M}]/u.test(character)) return '';
      if (/[\s\p{Cc}]/u.test(character)) return ' ';
      const plain = [...character.normalize('NFKD').replace(/\p{M}/gu, '')];
      return plain.length > 0 && plain.every(shown) ? plain.join('') : '□';
    })
    .join('');
}
