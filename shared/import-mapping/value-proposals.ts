import { parseDate, parseYear } from '../cells/date.ts';
import { monthOfPeriod } from '../cells/period.ts';
import { periodOf, yearLabel, yearOf, yearStart } from '../model/calendar.ts';
import type { Column } from '../model/column.ts';
import { careGroup, groupsOfLine } from './care-groups.ts';
import type { ImportContext } from './import-context.ts';

type Rule = readonly [RegExp, string];
const first = (rules: readonly Rule[], text: string): string | null =>
  rules.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** What the words of other systems for a choice are here, by column; read in order. */
const choices: Readonly<Record<string, readonly Rule[]>> = {
  'pressures.status': [
    [/closed|ended|resolved|withdrawn|removed/, 'closed'],
    [/accepted|agreed|confirmed/, 'accepted'],
    [/open|live|active|current|emerging|new|potential/, 'open'],
  ],
  'schemes.approval': [
    [/not approved|unapproved|proposed|pipeline|draft|pending|awaiting|idea/, 'proposed'],
    [/reject|declin|refus|withdrawn/, 'rejected'],
    [/closed|complete|ended/, 'closed'],
    [/approved|live|active|agreed|in progress|in delivery|underway|started/, 'approved'],
  ],
  'benefits.case': [
    [/target|base|planned|plan|expected|business case/, 'target'],
    [/stretch|best|optimistic|upside/, 'stretch'],
    [/realis|actual|delivered|achieved/, 'realised'],
  ],
  'benefits.basis': [
    [/cumul/, 'cumulative'],
    [/annual|year|in.?year/, 'annual'],
  ],
  'tranches.kind': [
    [/grant|funding|income/, 'grant'],
    [/cost|spend|invest|expend/, 'cost'],
  ],
  'savings.class': [
    [/mitigat|avoid/, 'mitigation'],
    [/saving|cashable|efficien|income/, 'saving'],
  ],
  'placements.route': [
    [/in.?house|internal|\bown\b|local authority/, 'in-house'],
    [/block/, 'block'],
    [/framework|dps|dynamic|tender|lot\b|call.?off|consortium/, 'framework'],
    [/spot|individual|off.?contract|non.?framework/, 'spot'],
  ],
  'jointFunding.partner': [
    [/health|\bicb\b|\bnhs\b|\bccg\b|continuing/, 'health'],
    [/educat|school|\bdsg\b|\bsend?\b|high needs/, 'education'],
    [/./, 'other'],
  ],
  'budgetChanges.kind': [
    [/growth|pressure|inflation/, 'growth'],
    [/saving|efficien/, 'saving'],
    [/invest/, 'investment'],
    [/virement|transfer|re.?align/, 'virement'],
  ],
  'capacityUnits.kind': [
    [/block/, 'block'],
    [/flat/, 'flats'],
    [/foster/, 'foster'],
    [/home|resid/, 'home'],
  ],
  'budgetLines.service': [
    [/legal|transport|allowance|special guardian|\bsgo\b|adoption|contact|equipment|premises|court|interpret/, 'other'],
    [
      /social work|staff|salar|\bpay\b|team|workforce|management|fieldwork|employee|agency worker|assessment|duty|safeguarding serv/,
      'staffing',
    ],
    [
      /placement|looked after|children in care|resident|foster|\bifas?\b|supported|semi.?independ|secure|unregulated|kinship/,
      'placements',
    ],
    [/./, 'other'],
  ],
};

const flags: readonly Rule[] = [
  [/^(?:y(?:es)?|true|t|1|recurr(?:ing|ent)|permanent|on.?going|base|uasc|included|full)\b/, '1'],
  [/^(?:no?|false|f|0|non.?recurr(?:ing|ent)|one.?off|temporary|single|not\b|excluded)\b/, '0'],
];

/** A sentence for the kind of spend says how a line is best forecast: from its children, or from what it has spent. */
function methodOf(text: string, { placements }: ImportContext): string {
  return placements &&
    groupsOfLine(text).length > 0 &&
    first(choices['budgetLines.service'] ?? [], text) === 'placements'
    ? 'placements'
    : 'run-rate';
}

/** How a place is bought, by its category, where no column says it. */
const routeOf = (text: string): string | null => {
  const group = careGroup(text);
  if (group === null) return null;
  const own = ['foster-in-house', 'foster-connected', 'residential-in-house', 'with-parents', 'adoption'];
  return own.includes(group) ? 'in-house' : 'spot';
};

function yearOfText(text: string, context: ImportContext): string | null {
  const date = parseDate(text);
  if (date) return yearOf(date);
  const month = monthOfPeriod(text);
  if (month) return yearOf(month);
  const within = /(?<!\d)((?:20)?\d{2}\s*[/–-]\s*(?:20)?\d{2})(?!\d)/.exec(text)?.[1];
  if (within) return parseYear(within.replace(/\s/g, ''));
  // A bare year, or a year and period (202506), is the year in which the financial year begins where the import is of that year.
  const bare = /^(20\d{2})(?:\.0|[-/ ]?(?:0\d\d|0[1-9]|1[0-2]))?$/.exec(text)?.[1];
  return bare && context.year === yearLabel(Number(bare)) ? context.year : null;
}

function periodOfText(text: string, context: ImportContext): string | null {
  const date = parseDate(text);
  if (date) return String(periodOf(date));
  const of = (digits: string | undefined) => {
    const value = Number(digits);
    return value >= 1 && value <= 12 ? String(value) : null;
  };
  if (/^0{1,2}\d{1,2}$/.test(text)) return of(text);
  const named = /^(?:p|m|pd|per|period|month)?[ .-]*0*(\d{1,2})(?:[ .:(–-]+.*)?$/i.exec(text);
  if (named) return of(named[1]);
  // 202506, 2025/06, 2025006: a year of the import and its period.
  const joined = /^(20\d{2})[-/ .]?0?(\d{2})$/.exec(text);
  if (joined && context.year === yearLabel(Number(joined[1]))) return of(joined[2]);
  const after = /(?:p|period|pd)[ .]*0?(\d{1,2})\b/i.exec(text);
  return after ? of(after[1]) : null;
}

/** What began before the year of the import runs from its first month. */
function startedEarlier(key: string, text: string, { year }: ImportContext): string | null {
  const date = parseDate(text);
  return key === 'startPeriod' && date && year && date < yearStart(year) ? '1' : null;
}

const plainName = (text: string) =>
  text
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The line of the budget a text names: by its code within the text, or by its name. */
function lineOfText(text: string, { lines }: ImportContext): string | null {
  if (lines.length === 0 || lines.some(({ code }) => code === text)) return null;
  const lower = text.toLowerCase();
  const byCode = lines.filter(
    ({ code }) =>
      code.toLowerCase() === lower ||
      new RegExp(`^${escaped(code)}(?![\\w])|(?<![\\w])${escaped(code)}$`, 'i').test(text),
  );
  if (byCode.length === 1) return byCode[0]?.code ?? null;
  const plain = plainName(text);
  const byName = lines.filter(({ name }) => plainName(name) === plain);
  return plain !== '' && byName.length === 1 ? (byName[0]?.code ?? null) : null;
}
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function groupOfText(text: string, { groups }: ImportContext): string | null {
  const named = groups.find(({ code, name }) => code === text || plainName(name) === plainName(text));
  if (named) return named.code;
  const group = careGroup(text);
  if (group === null) return null;
  if (groups.some(({ code }) => code === group)) return group;
  const alike = groups.filter(({ name }) => careGroup(name) === group);
  return alike.length === 1 ? (alike[0]?.code ?? null) : null;
}

/**
 * What a text of another system stands for in a column of ours: a choice, yes or no, a year, a period, a line or a group.
 * Null where its words do not say one: a person says it then. The text as it stands in the cell.
 */
export function proposedValue(
  register: string,
  key: string,
  column: Pick<Column, 'kind'>,
  text: string,
  context: ImportContext,
): string | null {
  const lower = text.trim().toLowerCase();
  if (lower === '') return null;
  if (key === 'lineCode') return lineOfText(text.trim(), context);
  if (key === 'groupCode') return groupOfText(text.trim(), context);
  const place = `${register}.${key}`;
  if (place === 'budgetLines.method') return methodOf(lower, context);
  const rules = choices[place];
  if (rules) return first(rules, lower) ?? (place === 'placements.route' ? routeOf(lower) : null);
  if (column.kind === 'flag') return first(flags, lower);
  if (column.kind === 'year') return yearOfText(text.trim(), context);
  if (column.kind === 'period') return startedEarlier(key, text.trim(), context) ?? periodOfText(text.trim(), context);
  // "4 - Likely": a rank and its name.
  if (column.kind === 'integer') return /^(\d{1,2})\s*[-–:(.]\s*[a-z]/i.exec(text.trim())?.[1] ?? null;
  return null;
}
