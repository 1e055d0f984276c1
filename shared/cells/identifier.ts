/** The one reader of identifiers: what a spreadsheet or another program has done to a code, undone or refused. */
import { quoted } from './blank.ts';

export type IdentifierReading = { value: string } | { code: 'shortened'; message: string };

/** What the identifiers of a column have in common. */
export type IdentifierColumn = {
  /** Every one is a whole number with a decimal part of noughts, or some are: `101.0`. */
  decimals: boolean;
  /** Every one is a number with commas at the thousands, and one has a comma. */
  commas: boolean;
  /** Long numbers of 16 digits and more all end in noughts: a spreadsheet holds fifteen. */
  cut: boolean;
};

const unguarded = (text: string) => {
  const formula = /^="(.*)"$/.exec(text);
  return (formula ? (formula[1] ?? '') : text).trim();
};
/** What a spreadsheet makes of a long number that it shows shortly: many identifiers become one. */
const shortened = /^\d(?:[.,]\d+)?E\+\d{1,3}$|^\d[.,]\d+E\d{1,3}$/i;

/** Looks at the identifiers of one column together. */
export function identifierColumn(texts: Iterable<string>): IdentifierColumn {
  let [some, whole, grouped, plain, long, cut] = [0, 0, 0, 0, 0, 0];
  for (const raw of texts) {
    const text = unguarded(raw.trim());
    if (text === '') continue;
    some += 1;
    if (/^\d+(?:\.0+)?$/.test(text)) whole += 1;
    if (/^\d{1,3}(?:,\d{3})+$/.test(text)) grouped += 1;
    else if (/^\d{1,3}$/.test(text)) plain += 1;
    if (/^\d{16,}$/.test(text)) {
      long += 1;
      if (/^\d{15}0+$/.test(text)) cut += 1;
    }
  }
  return {
    decimals: some > 0 && whole === some,
    commas: grouped > 0 && grouped + plain === some,
    cut: long > 0 && cut === long,
  };
}

/** One identifier of a column, as it is held. */
export function readIdentifier(text: string, column: IdentifierColumn): IdentifierReading {
  const plain = unguarded(text.trim());
  if (shortened.test(plain) || (column.cut && /^\d{16,}$/.test(plain)))
    return {
      code: 'shortened',
      message: `${quoted(plain)} is a long number cut short by a spreadsheet, so different ones would become one. Format the column as Text, and export again.`,
    };
  if (column.decimals) return { value: plain.replace(/\.0+$/, '') };
  return { value: column.commas ? plain.replaceAll(',', '') : plain };
}
