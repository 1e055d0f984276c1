/** What a text beside figures says they are counted in. */

/** What figures are counted in, in pounds: 1, 1,000 or 1,000,000; null when nothing says it. */
export type Unit = 1 | 1_000 | 1_000_000 | null;

const thousand = `[’']?,?0{3}[’']?s?|k|th(?:ousand)?s?`;
const million = `m(?:n|ill(?:ion)?s?)?|mio`;
const pounds = '(?:£|gbp)';

/** A unit that stands by itself: in brackets, after a pound sign, or as a whole cell. */
const units: readonly [RegExp, Unit][] = [
  [
    new RegExp(
      `\\(?\\s*${pounds}\\s*(?:${thousand})\\s*\\)?$|\\(\\s*(?:in\\s+)?${pounds}?\\s*(?:in\\s+)?(?:${thousand})\\s*(?:of\\s+pounds)?\\s*\\)$`,
      'i',
    ),
    1_000,
  ],
  [
    new RegExp(
      `\\(?\\s*${pounds}\\s*(?:${million})\\s*\\)?$|\\(\\s*(?:in\\s+)?${pounds}?\\s*(?:in\\s+)?(?:${million})\\s*(?:of\\s+pounds)?\\s*\\)$`,
      'i',
    ),
    1_000_000,
  ],
  [new RegExp(`\\(?\\s*${pounds}(?:\\s*p)?\\s*\\)?$|\\(\\s*(?:in\\s+)?(?:pounds?|£s)\\s*\\)$`, 'i'), 1],
];

/** Splits `Gross budget (£000)` into its name and its unit. */
export function splitUnit(header: string): { name: string; unit: Unit } {
  const text = header.trim().replaceAll('’', "'");
  for (const [pattern, unit] of units) {
    if (pattern.test(text))
      return {
        name: text
          .replace(pattern, '')
          .replace(/[-–,:]\s*$/, '')
          .trim(),
        unit,
      };
  }
  // `£000 Gross budget`, `£k: budget`: a unit may also stand before the name.
  const before = /^(?:£|gbp)\s*('?,?0{3}'?s?|k|m|mn|million|thousand)?\b[\s:–-]+(?=\D)(.+)$/i.exec(text);
  if (before) {
    const said = (before[1] ?? '').toLowerCase();
    return { name: (before[2] ?? '').trim(), unit: said === '' ? 1 : said.startsWith('m') ? 1_000_000 : 1_000 };
  }
  return { name: text, unit: null };
}

/** The unit of a cell that holds nothing but one, as a row of units below the headers has; null for any other cell. */
export function unitOfCell(cell: string): Unit {
  const text = cell
    .trim()
    .replaceAll('’', "'")
    .replace(/^\((.*)\)$/, '$1')
    .trim();
  if (new RegExp(`^(?:in\\s+)?(?:${pounds}\\s*)?(?:${thousand})(?:\\s+of\\s+pounds)?$`, 'i').test(text)) return 1_000;
  if (new RegExp(`^(?:in\\s+)?(?:${pounds}\\s*)?(?:${million})(?:\\s+of\\s+pounds)?$`, 'i').test(text))
    return 1_000_000;
  return new RegExp(`^(?:in\\s+)?(?:${pounds}s?|pounds?)$`, 'i').test(text) ? 1 : null;
}

const sentences: readonly [RegExp, Unit][] = [
  [
    /£\s*(?:[’']?,?0{3}[’']?s?|k|th(?:ousand)?s?)(?![\w,.])|(?:\bin|\bare|\(|:|-|\bis)\s*(?:£\s*)?(?:thousands?|[’']?000[’']?s)(?![\w,.])|\bthousands? of pounds\b|\bpounds? thousands?\b/i,
    1_000,
  ],
  [
    /£\s*(?:m|mn|mill(?:ion)?s?)(?![\w])|(?:\bin|\bare|\(|:|\bis)\s*(?:£\s*)?millions?(?!\w)|\bmillions? of pounds\b|\bpounds? millions?\b/i,
    1_000_000,
  ],
  [
    /\b(?:figures|amounts|values|sums|all)\b.{0,24}\b(?:in|are)\b.{0,12}(?:£(?![\s’',]*[\dkm])|\bpounds?\b(?! thousand| million))|^\(?\s*£\s*\)?$/i,
    1,
  ],
];

/**
 * Every unit that a title or a note beside a table states: "all figures in £000", "£m unless stated", "(thousands)".
 * An amount in a sentence (£5m saved) is no unit: its sign and its letter are not together.
 */
export function unitsInText(text: string): Exclude<Unit, null>[] {
  const plain = text.replaceAll('’', "'").replaceAll('‘', "'");
  // "£5m", "£1.2 million" and "£98,000" are amounts.
  const without = plain.replace(/£\s*\d[\d,.]*\s*(?:k|m|mn|bn|millions?|thousands?)?\b/gi, (amount) =>
    /^£\s*,?0{3}s?$/i.test(amount) ? amount : ' ',
  );
  const found: Exclude<Unit, null>[] = [];
  for (const [pattern, unit] of sentences) if (pattern.test(without) && unit !== null) found.push(unit);
  // "in pounds" beside "£000" says less than it: the larger unit stands.
  return found.includes(1) && found.length > 1 ? found.filter((unit) => unit !== 1) : found;
}

/** A unit in words. */
export const unitText = (unit: Unit): string =>
  unit === 1_000 ? 'thousands of pounds' : unit === 1_000_000 ? 'millions of pounds' : 'pounds';
