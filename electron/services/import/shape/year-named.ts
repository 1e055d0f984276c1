import { parseYear } from '../../../../shared/cells/date.ts';

const whole = /(?<!\d)(20\d{2})\s*[/–_-]\s*(20\d{2}|\d{2})(?!\d)/g;
const short = /(?<![\d/.-])([23]\d)\s*[/–-]\s*([234]\d)(?![\d/.-])/g;

/**
 * The financial year that texts name (2025/26, 2025-26), where they name one and no other. `shortToo` reads 25/26 as
 * one where no whole year stands: what is then assumed is told.
 */
export function yearNamed(texts: readonly string[], shortToo = false): string | null {
  for (const pattern of shortToo ? [whole, short] : [whole]) {
    const years = new Set(
      texts.flatMap((text) => [...text.matchAll(pattern)].flatMap(([, from, to]) => parseYear(`${from}/${to}`) ?? [])),
    );
    if (years.size > 0) return years.size === 1 ? ([...years][0] ?? null) : null;
  }
  return null;
}
