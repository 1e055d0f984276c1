import { isBlank } from '../../../../shared/cells/blank.ts';
import { splitUnit } from '../../../../shared/cells/unit.ts';
import { programmeKinds } from '../../../../shared/import-mapping/kinds-programme.ts';
import { plainHeader } from '../../../../shared/import-mapping/plain-header.ts';
import type { SourceTable } from '../source-table.ts';

const rowsSearched = 20;
const ratingHeader =
  /^(?:current |latest |delivery )?(?:rag|brag)(?: (?:status|rating|rated))?$|^delivery (?:status|confidence)$/;
const colours = [
  ['Red', /^r(?:ed)?\b/i],
  ['Amber', /^(?:a(?:mber)?|y(?:ellow)?|orange)\b/i],
  ['Green', /^g(?:reen)?\b|^b(?:lue)?\b|^delivered|^complete/i],
] as const;
const target = programmeKinds.find(({ register }) => register === 'savings')?.columns.targetPence;
const effect = programmeKinds.find(({ register }) => register === 'savings')?.columns.fullYearEffectPence;

/**
 * A tracker of savings that says its rating in a colour, with the amount of each saving in the column of its colour:
 * `Red`, `Amber`, `Green` and `Not assessed` stand behind the others. Null where no column is such a rating.
 */
export function ratedAmounts(table: SourceTable): SourceTable | null {
  for (let at = 0; at < Math.min(rowsSearched, table.rows.length); at += 1) {
    const headers = (table.rows[at] ?? []).map(plainHeader);
    const rating = headers.findIndex((header) => ratingHeader.test(header));
    if (rating < 0) continue;
    const amount = [target?.exact, target?.loose, effect?.exact].reduce<number>(
      (found, pattern) => (found >= 0 || !pattern ? found : headers.findIndex((header) => pattern.test(header))),
      -1,
    );
    if (amount < 0 || amount === rating) continue;
    return withColours(table, at, rating, amount);
  }
  return null;
}

function withColours(table: SourceTable, headerRow: number, rating: number, amount: number): SourceTable {
  const width = Math.max(...table.rows.slice(headerRow).map((cells) => cells.length));
  const { unit: counted } = splitUnit(table.rows[headerRow]?.[amount] ?? '');
  const unit = counted === 1_000 ? ' (£000)' : counted === 1_000_000 ? ' (£m)' : '';
  const rows = table.rows.map((cells, at) => {
    if (at < headerRow || cells.every((cell) => cell.trim() === '')) return cells;
    const padded = [...cells, ...Array.from({ length: width - cells.length }, () => '')];
    if (at === headerRow) return [...padded, ...['Red', 'Amber', 'Green', 'Not assessed'].map((name) => name + unit)];
    const text = (cells[rating] ?? '').trim();
    const figure = cells[amount] ?? '';
    const colour = colours.findIndex(([, pattern]) => pattern.test(text));
    const own = (is: boolean) => (is ? (isBlank(figure.trim()) ? '0' : figure) : '0');
    return [...padded, ...colours.map((_, index) => own(index === colour)), own(colour < 0)];
  });
  return {
    ...table,
    rows,
    shaped: [...(table.shaped ?? []), 'the amount of each saving was put under the colour of its rating'],
  };
}
