import { parseYear } from '../../../../shared/cells/date.ts';
import type { SourceTable } from '../source-table.ts';

/** The financial year that titles, the sheet or the file name, where they name one and no other. */
export function yearStated(table: SourceTable, headerRow: number): string | null {
  const texts = [
    ...table.rows.slice(0, headerRow).flat(),
    ...(table.around ?? []),
    table.sheet ?? '',
    table.file.replace(/\.[a-z]+$/i, ''),
  ];
  const years = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/(?<!\d)(20\d{2})\s*[/–_-]\s*(20\d{2}|\d{2})(?!\d)/g)].flatMap(
        ([, from, to]) => parseYear(`${from}/${to}`) ?? [],
      ),
    ),
  );
  return years.size === 1 ? ([...years][0] ?? null) : null;
}
