import { type Ledger, periodsText } from '../finance/completeness.ts';
import { formatDate, sayMoney } from '../format/format.ts';
import { leversOn, movesChildren } from '../levers/definitions.ts';
import { daysBetween, periodStart } from '../model/calendar.ts';
import type { Forecast, LedgerGap } from '../model/forecast.ts';
import { sum } from '../model/money.ts';
import { type Note, note, uniqueNotes } from '../model/note.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assumptionTitle, isYesOrNo } from './assumption-names.ts';
import type { lineFinder, YearLine } from './line-forecast.ts';
import { registerAndLedger } from './register-and-ledger.ts';
import { signOffText } from './sign-off.ts';

/** Sentences every output must carry: data, changed assumptions, caps and held groups, what is not covered. */
export function forecastNotes(
  snapshot: Snapshot,
  asked: Scenario,
  ledger: Ledger,
  lines: readonly YearLine[],
  lineOf: ReturnType<typeof lineFinder>,
  changed: readonly { key: string; base: number | null; value: number }[],
  raised: readonly Note[],
): Note[] {
  const notes: Note[] = [];
  const scenario = { ...asked, period: ledger.closed };
  if (ledger.closed < asked.period) {
    const reached = ledger.closed === 0 ? 'no period' : `P${ledger.closed}`;
    notes.push(
      note(
        'period-after-data',
        'block',
        `P${asked.period} was asked for, but the ledger of ${asked.year} holds actuals to ${reached}: the months after that are forecast`,
      ),
    );
  }
  if (snapshot.synthetic) notes.push(note('synthetic', 'warn', 'Part of the data is synthetic'));
  for (const { key, base, value } of changed) {
    const said = (number: number | null) =>
      number === null ? 'not set' : isYesOrNo(key) ? (number > 0 ? 'yes' : 'no') : String(number);
    const text = `Assumption changed: ${assumptionTitle(key, snapshot)} is ${said(value)} (base ${said(base)})`;
    notes.push(note('assumption-changed', 'inform', text, { kind: 'assumption', reference: key }));
  }
  notes.push(...raised);
  if (lines.length === 0) notes.push(note('no-budget-lines', 'warn', `No budget lines are held for ${scenario.year}`));
  if (scenario.status !== 'draft' || (scenario.signOff?.length ?? 0) > 0)
    notes.push(note('sign-off', 'inform', signOffText(scenario)));
  const settled = snapshot.settlements.map((row) => `“${row.title}”`);
  if (settled.length > 0) {
    const most = settled.slice(0, 5).join(', ');
    notes.push(
      note(
        'settled',
        'inform',
        `${settled.length === 1 ? 'One contradiction between sources was' : `${settled.length} contradictions between sources were`} settled by a person, with reasons: ${most}${settled.length > 5 ? ' …' : ''}`,
      ),
    );
  }
  notes.push(
    ...totalNotes(ledger, scenario),
    ...lineNotes(snapshot, scenario, lines, lineOf),
    ...runRateNotes(snapshot, scenario),
    ...schemeNotes(snapshot, scenario),
  );
  return uniqueNotes(notes);
}

/** A year whose figures all stand in one period is read as papers print it, a total to that period, and says so. */
function totalNotes({ total }: Ledger, scenario: Scenario): Note[] {
  if (total === null) return [];
  const text = `The ledger of ${scenario.year} has figures in P${total} alone: they are taken as the total to P${total}. If they are one month, import the months before it`;
  return [note('ledger-total', 'warn', text)];
}

/** Where the register and the entries ran below or above the ledger of late: the forecast steps by as much. */
function runRateNotes(snapshot: Snapshot, scenario: Scenario): Note[] {
  return registerAndLedger(snapshot, scenario).flatMap(
    ({ line, name, months, monthly, suggested, monthsAhead, accepted }) => {
      const last = months.slice(-3);
      const level = sum(last.map(({ ledger }) => Math.abs(ledger))) / Math.max(1, last.length);
      if (accepted || monthsAhead === 0 || Math.abs(monthly) < Math.max(1_000_000, level / 100)) return [];
      const gaps = last.map(({ gap }) => sayMoney(Math.abs(gap))).join(', ');
      const text = `${name}: placements and stated entries ran ${gaps} ${monthly > 0 ? 'below' : 'above'} the ledger in ${periodsText(last.map(({ period }) => period))}; the forecast ${monthly > 0 ? 'drops' : 'rises'} by as much. Carrying it on would change the outturn by ${sayMoney(suggested)} (${sayMoney(monthly)} a month): accept it once, with a reason, or say why it ends`;
      return [note('register-and-ledger', 'warn', text, { kind: 'line', reference: line })];
    },
  );
}

/** True where a forecast stands on an estimate of months that the ledger lacks: no command ends well with it. */
export function lacksActuals(made: Pick<Forecast, 'gaps' | 'askedPeriod'>): boolean {
  return made.gaps.length > 0 || made.askedPeriod !== undefined;
}

/** What must be settled before a period is issued: the sentences of the notes that block. */
export function blockingNotes(made: Pick<Forecast, 'notes'>): string[] {
  return made.notes.flatMap(({ severity, text }) => (severity === 'block' ? [text] : []));
}

/** What a forecast lacks of its ledger, in sentences. */
export function gapTexts(made: Pick<Forecast, 'notes'>): string[] {
  const codes = new Set(['ledger-month-missing', 'period-after-data']);
  return made.notes.flatMap(({ code, text }) => (codes.has(code) ? [text] : []));
}

const basisText: Record<LedgerGap['basis'], string> = {
  register: 'the placements register',
  profile: 'the budget by profile',
  'run-rate': 'the mean of the months held',
  entries: 'the forecast entries',
};

/** One sentence for each line of which months are missing: which, what stands for them, and what to do. */
export function gapNotes(gaps: readonly LedgerGap[]): Note[] {
  const byLine = new Map<string, LedgerGap[]>();
  for (const gap of gaps) byLine.set(gap.line, [...(byLine.get(gap.line) ?? []), gap]);
  return [...byLine].map(([line, own]) => {
    const bases = [...new Set(own.map(({ basis }) => basisText[basis]))].join(' and ');
    const periods = periodsText(own.map(({ period }) => period));
    const text = `${own[0]?.name ?? line}: no actuals are held for ${periods}; ${sayMoney(sum(own.map(({ amount }) => amount)))} is estimated from ${bases}. Import them, or enter zero where nothing was spent`;
    return note('ledger-month-missing', 'block', text, { kind: 'line', reference: line });
  });
}

function lineNotes(
  snapshot: Snapshot,
  scenario: Scenario,
  lines: readonly YearLine[],
  lineOf: ReturnType<typeof lineFinder>,
): Note[] {
  const notes: Note[] = [];
  const { year, period } = scenario;
  for (const { row, budget } of lines) {
    if (budget.uncounted.length === 0) continue;
    const text = `${row.name}: ${budget.uncounted.length === 1 ? '1 budget change is' : `${budget.uncounted.length} budget changes are`} not approved or not dated in ${year}, and not counted`;
    notes.push(note('change-not-counted', 'warn', text, { kind: 'line', reference: row.code }));
  }
  const elsewhere = snapshot.placementGroups.filter((group) => lineOf(group.code, null) === null);
  const placed = lines.some(({ row }) => row.method === 'placements');
  if (!placed && snapshot.placements.length > 0 && lines.length > 0) {
    const text = 'No budget line is forecast from placements: their cost is shown apart and does not enter the outturn';
    notes.push(note('placements-apart', 'warn', text));
  } else if (elsewhere.length > 0 && period < 12) {
    notes.push(
      note(
        'group-elsewhere',
        'inform',
        `Cost of ${elsewhere.map((group) => group.name).join(', ')} is in a line forecast in another way and does not enter the outturn a second time`,
      ),
    );
  }
  if (
    period < 12 &&
    snapshot.placements.length > 0 &&
    snapshot.dataDate < periodStart(year, period + 1) &&
    daysBetween(snapshot.dataDate, periodStart(year, period + 1)) > 31
  ) {
    const text = `The placements run to ${formatDate(snapshot.dataDate)}, more than a month before the first month forecast`;
    notes.push(note('placements-old', 'warn', text));
  }
  return notes;
}

/** A benefit is realised through one route: warn where a scheme's lever route and its saving are both in play. */
function schemeNotes(snapshot: Snapshot, scenario: Scenario): Note[] {
  const demand = scenario.levers.some((lever) => lever.on && movesChildren(lever));
  const price = leversOn(scenario.levers, 'price', 'contribution').length > 0;
  return snapshot.schemes.flatMap((scheme) => {
    const acting = (scheme.route === 'demand' && demand) || (scheme.route === 'price' && price);
    const saving = snapshot.savings.some(
      (row) => row.reference === scheme.savingReference && row.year === scenario.year && row.class === 'saving',
    );
    if (!acting || !saving) return [];
    const text = `${scheme.name} is realised through ${scheme.route} levers and also names saving ${scheme.savingReference}: set the saving’s delivery so that the benefit is not counted twice`;
    return [note('benefit-twice', 'warn', text, { kind: 'scheme', reference: scheme.reference })];
  });
}
