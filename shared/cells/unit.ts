/** What a text beside figures says they are counted in. */

/** What figures are counted in, in pounds: 1, 1,000 or 1,000,000; null when nothing says it. */
export type Unit = 1 | 1_000 | 1_000_000 | null;

const sign = '(?:£|gbp|(?:uk )?sterling|pounds? sterling)';
const noughts = `'?,?0{3}'?s?`;
/** Beside a sign of pounds or in brackets, a letter is enough. */
const thousand = `(?:${noughts}|k|th(?:ou(?:sand)?)?s?)`;
const million = '(?:m(?:n|s|ill(?:ion)?s?)?|mio)';
/** By itself a unit is a whole word, or noughts with a mark that they stand for thousands. */
const thousandAlone = `(?:thousands?|'0{3}'?s?|0{3}'?s)`;
const millionAlone = '(?:millions?)';
const ofPounds = '(?: (?:of )?(?:pounds?(?: sterling)?|£|gbp))?';

const plainText = (text: string): string => text.replace(/[’‘`´]/g, "'").replace(/[\s\u00a0_]+/g, ' ');

/** A unit at the end of a header: in brackets, after a sign of pounds, or as a word of its own. */
const atEnd = (beside: string, alone: string) =>
  new RegExp(
    `[([] ?(?:(?:all )?in )?(?:${sign} ?)?(?:in )?${beside}${ofPounds} ?[)\\]]$|(?:^|[-–,:/| ]|\\bin )(?:in )?${sign} ?${beside}$|^${sign} ?${beside}$|£ ?${beside}$|(?: in |[-–,:/| ] ?)${alone}${ofPounds}$`,
    'i',
  );
const units: readonly [RegExp, Unit][] = [
  [atEnd(thousand, thousandAlone), 1_000],
  [atEnd(million, millionAlone), 1_000_000],
  [/[([] ?(?:in )?(?:£s?|gbp|pounds?(?: sterling)?) ?[)\]]$|(?: in|[-–,:/|])? ?(?:£(?: ?p|s)?|\bgbp)$/i, 1],
];

/** Splits `Gross budget (£000)` into its name and its unit. */
export function splitUnit(header: string): { name: string; unit: Unit } {
  const text = header.trim().replace(/[’‘]/g, "'");
  const compared = plainText(text);
  for (const [pattern, unit] of units) {
    const found = pattern.exec(compared);
    if (!found) continue;
    const name = compared.slice(0, found.index).replace(/(?:[-–,:/|]| in)\s*$/i, '');
    return { name: name.trim(), unit };
  }
  // `£000 Gross budget`, `£k: budget`: a unit may also stand before the name.
  const before = new RegExp(`^${sign} ?(${noughts}|k|m|mn|million|thousand)?\\b[ :–-]+(?=\\D)(.+)$`, 'i').exec(
    compared,
  );
  if (before) {
    const said = (before[1] ?? '').toLowerCase();
    return { name: (before[2] ?? '').trim(), unit: said === '' ? 1 : said.startsWith('m') ? 1_000_000 : 1_000 };
  }
  return { name: text, unit: null };
}

const whole = (beside: string) => new RegExp(`^(?:in )?(?:${sign} ?)?${beside}${ofPounds}$`, 'i');
const cells: readonly [RegExp, Exclude<Unit, null>][] = [
  [whole(thousand), 1_000],
  [whole(million), 1_000_000],
  [/^(?:in )?(?:£s?|gbp|pounds?(?: sterling)?)$/i, 1],
];

/** The unit of a cell that holds nothing but one, as a row of units below the headers has; null for any other cell. */
export function unitOfCell(cell: string): Unit {
  if (cell.length > 40) return null;
  const text = plainText(cell.trim()).replace(/^[([] ?(.*?) ?[)\]]$/, '$1');
  return cells.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** What may stand after a unit: no letter or figure, and no mark that a figure follows. */
const end = String.raw`(?![\w]|[.,]\d|['](?!\s|$))`;
const lead = String.raw`(?:\bin|\bare|\bis|[([:=-])`;
const sentences: readonly [RegExp, Exclude<Unit, null>][] = [
  [
    new RegExp(
      `${sign} ?[([]?${thousand}${end}|${lead} ?(?:${sign} ?)?${thousandAlone}${end}|\\bthousands? (?:of )?pounds\\b|\\bpounds? ?[([]?thousands?\\b|\\bthousands? ?[([]?£`,
      'i',
    ),
    1_000,
  ],
  [
    new RegExp(
      `${sign} ?[([]?${million}${end}|${lead} ?(?:${sign} ?)?${millionAlone}${end}|\\bmillions? (?:of )?pounds\\b|\\bpounds? ?[([]?millions?\\b|\\bmillions? ?[([]?£`,
      'i',
    ),
    1_000_000,
  ],
  [
    /\b(?:figures|amounts|values|sums|all)\b.{0,24}\b(?:in|are)\b.{0,12}(?:£(?![\s',]*[\dkm])|\bpounds?\b(?! thousand| million))|^[([]?\s*£\s*[)\]]?$/i,
    1,
  ],
];

/** "£5m", "£1.2 million" and "£98,000" are amounts; "£000" and "£ '000" are none. */
const withoutAmounts = (text: string): string =>
  text.replace(/(?:£|\bgbp) ?'?\d[\d,.]*\d?'?\s*(?:k|m|mn|bn|millions?|thousands?)?(?!\w)/gi, (amount) =>
    /^(?:£|gbp) ?'?0{2,3}'?\s*$/i.test(amount.replace(/[.,]$/, '')) ? amount : ' ',
  );

/**
 * Every unit that a title or a note beside a table states: "all figures in £000", "£m unless stated", "(thousands)".
 * An amount in a sentence (£5m saved) is no unit: its sign and its letter are not together.
 */
export function unitsInText(text: string): Exclude<Unit, null>[] {
  const said = withoutAmounts(plainText(text));
  const found = sentences.flatMap(([pattern, unit]) => (pattern.test(said) ? [unit] : []));
  // "in pounds" beside "£000" says less than it: the larger unit stands.
  return found.includes(1) && found.length > 1 ? found.filter((unit) => unit !== 1) : found;
}

const others: readonly [RegExp, string][] = [
  [new RegExp(`${sign} ?'?00'?s?${end}|${lead} ?hundreds(?: of pounds)?\\b`, 'i'), 'hundreds of pounds'],
  [new RegExp(`${sign} ?(?:bn|billions?)${end}|${lead} ?billions?\\b`, 'i'), 'billions of pounds'],
  [/[([:] ?(?:in )?pence ?(?:[)\]]|$)|^(?:all )?(?:figures|amounts|values|sums)?\b.{0,20}\bin pence\b/i, 'pence'],
  [
    /[€$¥] ?(?:'?0{3}|k\b|m\b|mn\b)|[([] ?(?:in )?(?:€|\$|euros?|eur|usd) ?[)\]]|\bin (?:euros?\b|dollars\b|€|\$)/i,
    'another currency',
  ],
];

/** A unit that a text states and that amounts are not read in, in words; null where it states none. */
export function otherUnitInText(text: string): string | null {
  const said = withoutAmounts(plainText(text));
  return others.find(([pattern]) => pattern.test(said))?.[1] ?? null;
}

/** A unit in words. */
export const unitText = (unit: Unit): string =>
  unit === 1_000 ? 'thousands of pounds' : unit === 1_000_000 ? 'millions of pounds' : 'pounds';
