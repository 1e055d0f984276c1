import type { DemandProjection } from '../../shared/demand/projection.ts';
import type { Lever, LeverKind } from '../../shared/model/lever.ts';
import type { CapacityUnit, Placement, PlacementPrice, Saving } from '../../shared/model/registers.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';

/**
 * The outturn of docs/model.md §7–§9 and §11 worked out a second time, day by day and row by row, with nothing of the
 * product's own code: no rounding, no caches, no shortcuts. What the forecast is held to for any data at all.
 */

const millisecondsOfDay = 86_400_000;
/** Day number of a date, and the first day of a period (13 = the first of the next year). */
export const day = (date: string) => Date.parse(date) / millisecondsOfDay;
export const firstOf = (year: string, period: number) =>
  Date.UTC(Number(year.slice(0, 4)) + (period > 9 ? 1 : 0), (period + 2) % 12, 1) / millisecondsOfDay;
const dateOf = (number: number) => new Date(number * millisecondsOfDay).toISOString().slice(0, 10);
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
const yearAt = (number: number) => {
  const first = Math.floor((monthOf(dateOf(number)) - 4) / 12);
  return `${first}/${String((first + 1) % 100).padStart(2, '0')}`;
};
const daysOfYear = (number: number) => firstOf(yearAt(number), 13) - firstOf(yearAt(number), 1);
const periodAt = (number: number) => ((monthOf(dateOf(number)) + 8) % 12) + 1;
const total = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const twelve = () => new Array<number>(13).fill(0);

/** How much of a lever is in force on a day. */
function strength(lever: Lever, on: number): number {
  const date = dateOf(on);
  if (!lever.on || date < lever.from || (lever.to !== null && date >= lever.to)) return 0;
  return lever.rampMonths === 0 ? 1 : Math.min(1, (monthOf(date) - monthOf(lever.from) + 1) / lever.rampMonths);
}

type Placed = { row: Placement; start: number; end: number; prices: PlacementPrice[]; fixed: boolean };
type Unit = { code: string; group: string; lineName: string | null; rows: CapacityUnit[]; utilisation: number };
/** The 18th birthday: on its day, or on the 16th where only the month is known. */
const adultOn = ({ birthMonth, birthDate }: Placement) =>
  Date.UTC(Number(birthMonth.slice(0, 4)) + 18, Number(birthMonth.slice(5, 7)) - 1, 1) / millisecondsOfDay +
  (birthDate ? Number(birthDate.slice(8)) - 1 : 15);
/** Of the month of the 18th birthday, the part before it: half where only the month is known. */
const younger = ({ birthMonth, birthDate }: Placement) => {
  const [year, month] = [Number(birthMonth.slice(0, 4)) + 18, Number(birthMonth.slice(5, 7))];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return birthDate ? Math.min(1, (Number(birthDate.slice(8)) - 1) / days) : 0.5;
};
type Money = { spent: number[]; received: number[] };

function unitsOf(snapshot: Snapshot): Unit[] {
  const rows = [...snapshot.capacityUnits].sort((a, b) => day(a.from) - day(b.from) || a.id - b.id);
  return [...new Set(rows.map((row) => row.code))].flatMap((code) => {
    const own = rows.filter((row) => row.code === code);
    if (!own.some((row) => row.annualCostPence > 0)) return [];
    const stated = own.flatMap((row) => row.utilisationPercent ?? []).at(-1) ?? 100;
    const { groupCode, lineName } = own[0] as CapacityUnit;
    return [{ code, group: groupCode, lineName, rows: own, utilisation: stated / 100 }];
  });
}

function placedOf(snapshot: Snapshot, units: readonly Unit[]): Placed[] {
  const placed = snapshot.placements.map((row): Placed => {
    const prices = snapshot.placementPrices
      .filter((price) => price.placementReference === row.reference)
      .sort((a, b) => day(a.from) - day(b.from));
    const ours = (row.route === 'in-house' || row.route === 'block') && prices.length === 0 && row.unitCode === null;
    const fixed =
      units.some((unit) => unit.code === row.unitCode) || (ours && units.some((unit) => unit.group === row.groupCode));
    return {
      row,
      start: day(row.start),
      end: row.end === null ? Number.POSITIVE_INFINITY : day(row.end),
      prices,
      fixed,
    };
  });
  const lasting = placed.filter(({ row, start, end }) => end > start && row.shortBreak !== 1);
  const ends = lasting.map((one, at) => {
    const later = lasting.filter(
      (other, index) =>
        other.row.childKey === one.row.childKey &&
        (other.start > one.start ||
          (other.start === one.start && (other.end > one.end || (other.end === one.end && index > at)))),
    );
    return Math.min(one.end, ...later.map((other) => other.start));
  });
  lasting.forEach((one, at) => {
    one.end = ends[at] as number;
  });
  return placed.filter(({ start, end }) => end > start);
}

const priceAt = (prices: readonly PlacementPrice[], on: number) =>
  prices.filter((price) => day(price.from) <= on).at(-1) ?? prices[0];
const partners = (price: PlacementPrice | undefined) => (price ? price.educationPence + price.healthPence : 0);

/** Expected delivery of a saving over 24 months: full year ÷ 12 × delivery × ramp. */
function deliveryMonths(saving: Saving, fullYear: number, share: number, delay: number, ramp: number): number[] {
  return Array.from({ length: 24 }, (_, month) => {
    if (saving.recurring !== 1 && month >= 12) return 0;
    const since = month - (saving.startPeriod - 1) - delay + 1;
    const u = ramp === 0 ? Number(since >= 1) : Math.max(0, Math.min(1, since / ramp));
    return (fullYear / 12) * share * (saving.rampShape === 's' ? 3 * u ** 2 - 2 * u ** 3 : u);
  });
}

export function outturnByHand(snapshot: Snapshot, scenario: Scenario, demand: DemandProjection) {
  const { year } = scenario;
  // What the ledger holds: months after its last are forecast, a month that a line lacks is estimated.
  const ofYear = snapshot.budgetLines.filter((line) => line.year === year);
  const ledger = snapshot.actuals.filter(
    (row) => row.year === year && row.period <= scenario.period && ofYear.some((line) => line.code === row.lineCode),
  );
  const period = Math.max(0, ...ledger.map((row) => row.period));
  // Figures in one period alone are the total to it, as papers print it: only a line without it lacks something.
  const onePeriod = new Set(ledger.map((row) => row.period)).size === 1;
  const holds = (code: string, at: number) => ledger.some((row) => row.lineCode === code && row.period === at);
  const lacks = new Map(
    ofYear.map((line) => {
      const expected =
        ledger.some((row) => row.lineCode === line.code) ||
        line.grossBudgetPence !== 0 ||
        line.incomeBudgetPence !== 0 ||
        snapshot.budgetChanges.some((row) => row.year === year && row.lineCode === line.code && row.approved !== null);
      const closed = Array.from({ length: period }, (_, at) => at + 1);
      return [
        line.code,
        expected ? closed.filter((at) => !holds(line.code, at) && (!onePeriod || at === period)) : [],
      ] as const;
    }),
  );
  const open = (code: string, at: number) => at > period || (lacks.get(code)?.includes(at) ?? false);
  const next = day(snapshot.dataDate) + 1;
  const stated = (key: string) => snapshot.assumptions.find((row) => row.key === key)?.value ?? undefined;
  const assumed = (key: string, otherwise: number) => scenario.assumptions[key] ?? stated(key) ?? otherwise;
  const levers = (...kinds: LeverKind[]) => scenario.levers.filter((lever) => lever.on && kinds.includes(lever.kind));
  const onGroup = (list: Lever[], group: string) =>
    list.filter((lever) => lever.groups.length === 0 || lever.groups.includes(group));
  const units = unitsOf(snapshot);
  const placed = placedOf(snapshot, units);
  const age = (birth: string, on: number) => monthOf(dateOf(on)) - monthOf(birth);
  const now = placed.filter(
    ({ row, start, end }) => row.shortBreak !== 1 && start < next && end >= next && adultOn(row) >= next,
  );
  const coming = placed.filter(({ row, start }) => row.shortBreak !== 1 && start >= next && adultOn(row) > start);
  // Expected ends: as trusted, else as they held in the past, within 31 days either way; of fewer than five, half.
  const past = snapshot.placements.flatMap((row) => {
    if (row.expectedEnd === null || day(row.start) >= next) return [];
    const ended = row.end !== null && day(row.end) < next ? day(row.end) : null;
    if (ended === null && next - 1 - day(row.expectedEnd) <= 31) return [];
    return [ended !== null && Math.abs(ended - day(row.expectedEnd)) <= 31];
  });
  const record = past.length < 5 ? 0.5 : past.filter(Boolean).length / past.length;
  const trust = assumed('expected-ends', record);
  /** The last day known of a placement (exclusive), how much it is believed, and the ages of what the rates move. */
  const knownOf = (one: Placed) => {
    const adult = adultOn(one.row);
    const expected = one.row.expectedEnd === null ? 0 : day(one.row.expectedEnd);
    const believed = expected >= next && expected > one.start ? trust : 0;
    if (Number.isFinite(one.end)) return { to: Math.min(one.end, adult), known: 1 };
    return { to: Math.min(expected, adult), known: believed };
  };
  const from = monthOf(dateOf(next)) - assumed('reference-months', 12) - 1;
  const windowStart = Date.UTC(Math.floor(from / 12), from % 12, 1) / millisecondsOfDay;
  const starter = (group: string) => {
    const all = snapshot.placements.flatMap((row) => {
      const prices = snapshot.placementPrices
        .filter((price) => price.placementReference === row.reference)
        .sort((a, b) => day(a.from) - day(b.from));
      const begun =
        row.groupCode === group && row.shortBreak === 0 && day(row.start) >= windowStart && day(row.start) < next;
      const inUnit = units.some((unit) => unit.code === row.unitCode);
      return begun && !inUnit ? (priceAt(prices, day(row.start)) ?? []) : [];
    });
    const monthly = now.filter((one) => one.row.groupCode === group && !one.fixed);
    const used = all.length > 0 ? all : monthly.flatMap((one) => priceAt(one.prices, next - 1) ?? []);
    const mean = (of: (price: PlacementPrice) => number) => (used.length > 0 ? total(used.map(of)) / used.length : 0);
    const set = assumed(`starter-weekly:${group}`, Number.NaN);
    return { weekly: Number.isNaN(set) ? mean((price) => price.weeklyPence) : set * 100, partners: mean(partners) };
  };
  const priceFactor = (group: string, on: number) =>
    onGroup(levers('price-uplift', 'price-reduction'), group).reduce((factor, lever) => {
      const change = (lever.value / 100) * strength(lever, on) * (lever.kind === 'price-reduction' ? -1 : 1);
      return factor * Math.max(0, 1 + change);
    }, 1);
  const points = (kind: LeverKind, group: string, on: number) =>
    total(onGroup(levers(kind), group).map((lever) => lever.value * strength(lever, on)));

  const lines = snapshot.budgetLines.filter((line) => line.year === year).sort((a, b) => a.position - b.position);
  const first = lines.find((line) => line.method === 'placements')?.code ?? null;
  const lineNamed = (name: string | null): string | null => {
    const line = lines.find((each) => each.code === name || each.name === name);
    return line ? (line.method === 'placements' ? line.code : null) : first;
  };
  const lineOfGroup = (group: string) =>
    lineNamed(snapshot.placementGroups.find((each) => each.code === group)?.lineName ?? null);
  const empty = (): Money => ({ spent: twelve(), received: twelve() });
  const parts = new Map(
    lines.map((line) => [line.code, { actual: empty(), committed: empty(), projected: empty(), adjusted: empty() }]),
  );
  type Part = 'actual' | 'committed' | 'projected' | 'adjusted';
  const put = (line: string | null, part: Part, at: number, spent: number, received = 0) => {
    const forecasts = part === 'committed' || part === 'projected';
    if (line !== null && forecasts && !open(line, at)) return;
    const money = line === null ? undefined : parts.get(line)?.[part];
    if (!money) return;
    money.spent[at]! += spent;
    money.received[at]! += received;
  };

  // Days the register covers.
  for (let on = firstOf(year, 1); on < Math.min(firstOf(year, 13), next); on += 1) {
    const at = periodAt(on);
    for (const one of placed) {
      if (one.start > on || one.end <= on) continue;
      const price = priceAt(one.prices, on);
      const weekly = price ? price.weeklyPence : one.row.shortBreak === 1 ? 0 : starter(one.row.groupCode).weekly;
      put(lineOfGroup(one.row.groupCode), 'committed', at, one.fixed ? 0 : weekly / 7, -partners(price) / 7);
    }
    for (const unit of units) {
      const terms = unit.rows.filter((row) => day(row.from) <= on).at(-1);
      const line = unit.lineName ? lineNamed(unit.lineName) : lineOfGroup(unit.group);
      put(line, 'committed', at, (terms?.annualCostPence ?? 0) / daysOfYear(on));
    }
  }
  // Days the projection covers.
  const groups = [...new Set([...demand.groups, ...snapshot.placementGroups.map((group) => group.code)])];
  demand.months.forEach((month, step) => {
    const [start, end] = [day(month.start), day(month.end)];
    const at = periodAt(start);
    if (yearAt(start) !== year) return;
    const days = Array.from({ length: end - start }, (_, index) => start + index);
    for (const group of groups) {
      const cell = month.groups[group];
      const begin = starter(group);
      const own = [...now, ...coming].filter((one) => one.row.groupCode === group);
      let [stayed, fixedStayed, cost, paid] = [0, 0, 0, 0];
      for (const one of own) {
        const { to, known } = knownOf(one);
        const begins = Math.max(one.start, next);
        for (const on of days) {
          if (on < begins || on >= to || known === 0) continue;
          stayed += known;
          if (one.fixed) fixedStayed += known;
          const price = priceAt(one.prices, on);
          const weekly = one.fixed ? 0 : (price?.weeklyPence ?? begin.weekly);
          cost += (known * weekly * priceFactor(group, on)) / 7;
          paid += (known * partners(price)) / 7;
        }
        if (known === 1) continue;
        const old = age(one.row.birthMonth, next);
        const half = old <= 0 ? 0 : younger(one.row);
        const there = days.filter((on) => on >= begins);
        const staying = (months: number) =>
          cell
            ? (demand.stayerDays(months, group, one.start >= next ? one.row.start : null)[step] as number)
            : there.length;
        const each =
          (1 - known) * ((1 - half) * staying(Math.max(0, old)) + (half === 0 ? 0 : half * staying(old - 1)));
        stayed += each;
        if (one.fixed) fixedStayed += each;
        const asked = there.length > 0 ? there : days;
        for (const on of asked) {
          const price = priceAt(one.prices, on);
          const weekly = one.fixed ? 0 : (price?.weeklyPence ?? begin.weekly);
          cost += ((each / asked.length) * weekly * priceFactor(group, on)) / 7;
          paid += ((each / asked.length) * partners(price)) / 7;
        }
      }
      const all = cell?.childDays ?? stayed;
      const scale = stayed > all ? all / stayed : 1;
      const rest = Math.max(0, all - stayed * scale);
      let [places, usable] = [0, 0];
      const here = units.filter((unit) => unit.group === group);
      for (const unit of here) {
        for (const on of days) {
          const terms = unit.rows.filter((row) => day(row.from) <= on).at(-1);
          places += terms?.places ?? 0;
          usable += (terms?.places ?? 0) * unit.utilisation;
          const line = unit.lineName ? lineNamed(unit.lineName) : lineOfGroup(group);
          put(line, 'committed', at, (terms?.annualCostPence ?? 0) / daysOfYear(on));
        }
      }
      const inUse = Math.min(places, own.filter((one) => one.fixed && one.start < next).length * days.length);
      const open = Math.max(usable, inUse) + (places * points('utilisation', group, start)) / 100;
      const limit = begin.weekly > 0 ? Math.min(places, Math.max(0, open)) : places;
      const outside = Math.max(0, rest - Math.max(0, limit - fixedStayed * scale));
      const last = here[0]?.rows.at(-1);
      const dearest = last && last.places > 0 ? (last.annualCostPence / last.places / 365) * 7 : 0;
      const factor = total(days.map((on) => priceFactor(group, on))) / days.length;
      const share =
        (total(days.map((on) => points('contribution', group, on))) / days.length +
          assumed(`contribution-percent:${group}`, 0)) /
        100;
      const committed = cost * scale;
      const projected = ((outside * (begin.weekly > 0 ? begin.weekly : dearest)) / 7) * factor;
      put(lineOfGroup(group), 'committed', at, committed, -paid * scale - committed * share);
      put(lineOfGroup(group), 'projected', at, projected, (-rest * begin.partners) / 7 - projected * share);
    }
  });
  // Savings and pressures.
  const weights = (own: boolean) =>
    (
      [
        ['green', 1],
        ['amber', 0.75],
        ['red', 0],
        ['unassessed', 0],
      ] as const
    ).map(([colour, otherwise]) =>
      own ? assumed(`rag-${colour}`, otherwise) : (stated(`rag-${colour}`) ?? otherwise),
    );
  const savings = snapshot.savings
    .filter((saving) => saving.year === year)
    .map((saving) => {
      const rating = snapshot.savingRatings
        .filter(
          (row) => row.year === year && row.savingReference === saving.reference && row.period <= Math.max(1, period),
        )
        .sort((a, b) => a.period - b.period)
        .at(-1);
      const before = `${Number(year.slice(0, 4)) - 1}/${year.slice(2, 4)}`;
      const earlier = snapshot.savings.find(
        (row) => row.year === before && row.reference === saving.reference && row.recurring === 1,
      );
      const fullYear =
        saving.fullYearEffectPence - (saving.basis === 'cumulative' ? (earlier?.fullYearEffectPence ?? 0) : 0);
      const due = (fullYear / 12) * (13 - saving.startPeriod);
      // Half a penny goes away from nought, whatever the sign.
      const target = saving.targetPence ?? Math.sign(due) * Math.round(Math.abs(due));
      const share = (explicit: number | null, [green, amber, red, unassessed]: number[]) => {
        if (explicit !== null) return explicit / 100;
        if (!rating) return target === 0 ? 0 : (unassessed as number);
        const amounts = [rating.greenPence, rating.amberPence, rating.redPence, rating.unassessedPence];
        const whole = target === 0 ? total(amounts) : target;
        const expected = total(amounts.map((amount, at) => amount * ([green, amber, red, unassessed][at] as number)));
        return whole === 0 ? 0 : expected / whole;
      };
      let [delay, ramp, explicit] = [saving.delayMonths, saving.rampMonths, saving.deliveryPercent];
      for (const lever of levers('saving-delay', 'saving-ramp', 'saving-delivery')) {
        if (lever.reference !== saving.reference) continue;
        if (lever.kind === 'saving-delay') delay = Math.max(0, delay + Math.round(lever.value));
        else if (lever.kind === 'saving-ramp') ramp = Math.max(0, Math.round(lever.value));
        else explicit = Math.max(0, lever.value);
      }
      const planned = deliveryMonths(saving, fullYear, 1, 0, 0);
      const expected = deliveryMonths(saving, fullYear, share(explicit, weights(true)), delay, ramp);
      const base = share(saving.deliveryPercent, weights(false));
      const delivered = deliveryMonths(saving, fullYear, base, saving.delayMonths, saving.rampMonths).slice(0, period);
      const method = lines.find((line) => line.code === saving.lineCode)?.method;
      const level = period === 0 ? 0 : method === 'run-rate' ? total(delivered) / period : (delivered.at(-1) as number);
      for (let month = 0; saving.class === 'saving' && month < 12; month += 1) {
        if (!open(saving.lineCode, month + 1)) continue;
        const standing = method === 'profile' || method === 'stated' ? (planned[month] as number) : level;
        put(saving.lineCode, 'adjusted', month + 1, standing - (expected[month] as number));
      }
      return { planned, expected };
    });
  for (const pressure of snapshot.pressures) {
    if (pressure.year !== year || pressure.status === 'closed' || pressure.counted !== 1) continue;
    let [chance, factor] = [pressure.probabilityPercent / 100, 1];
    for (const lever of levers('pressure-probability', 'pressure-impact')) {
      if (lever.reference !== pressure.reference) continue;
      if (lever.kind === 'pressure-probability') chance = Math.min(100, Math.max(0, lever.value)) / 100;
      else factor *= Math.max(0, 1 + lever.value / 100);
    }
    const three = [pressure.minimumPence, pressure.likelyPence, pressure.maximumPence];
    const rising = three[0]! <= three[1]! && three[1]! <= three[2]!;
    const mitigated = snapshot.mitigations
      .filter((row) => row.year === year && row.pressureReference === pressure.reference)
      .map((row) => chance * (row.successPercent / 100) * row.amountPence);
    const expected = chance * (rising ? total(three) / 3 : pressure.likelyPence) * factor - total(mitigated);
    const still = Array.from({ length: 12 }, (_, at) => at + 1).filter((at) => open(pressure.lineCode, at));
    for (let at = pressure.startPeriod; at <= 12; at += 1) {
      const falls = still.includes(at) ? at : pressure.arrears === 1 ? still[0] : undefined;
      if (falls !== undefined) put(pressure.lineCode, 'adjusted', falls, expected / (13 - pressure.startPeriod));
    }
  }
  for (const lever of levers('one-off'))
    if (yearAt(day(lever.from)) === year)
      put(
        lever.reference,
        'adjusted',
        periodAt(day(lever.from)),
        Math.sign(lever.value) * Math.round(Math.abs(lever.value) * 100),
      );

  return {
    savings,
    current: now,
    lines: lines.map((line) => {
      const own = parts.get(line.code) as NonNullable<ReturnType<typeof parts.get>>;
      const [gross, income] = [twelve(), twelve()];
      const weight = line.profile
        ? line.profile.split(' ').map(Number)
        : Array.from({ length: 12 }, (_, at) => firstOf(year, at + 2) - firstOf(year, at + 1));
      const spread = (months: number[], amount: number, start: number) => {
        const ahead = weight.map((each, at) => (at + 1 >= start ? each : 0));
        const used = total(ahead) > 0 ? ahead : weight.map((_, at) => Number(at + 1 >= start));
        used.forEach((each, at) => {
          months[at + 1]! += (amount * each) / total(used);
        });
      };
      spread(gross, line.grossBudgetPence, 1);
      spread(income, line.incomeBudgetPence, 1);
      let [changed, investment] = [0, 0];
      for (const change of snapshot.budgetChanges) {
        const on = day(change.effective);
        if (change.lineCode !== line.code || change.approved === null || yearAt(on) !== year) continue;
        if (change.kind === 'investment') investment += change.grossPence + change.incomePence;
        else {
          changed += change.grossPence + change.incomePence;
          spread(gross, change.grossPence, periodAt(on));
          spread(income, change.incomePence, periodAt(on));
        }
      }
      for (const lever of levers('funding')) {
        const acts = day(lever.from) < firstOf(year, 13) && (lever.to === null || day(lever.to) > firstOf(year, 1));
        if (lever.reference === line.code && acts) investment += lever.value * 100;
      }
      for (const row of snapshot.actuals)
        if (row.lineCode === line.code && row.period <= period)
          put(line.code, 'actual', row.period, row.expenditurePence, row.incomePence);
      for (const row of snapshot.forecastEntries) {
        const adjusts = row.kind === 'accrual' || row.kind === 'one-off';
        if (row.lineCode === line.code && (adjusts || open(line.code, row.period)))
          put(line.code, adjusts ? 'adjusted' : (row.kind as Part), row.period, row.expenditurePence, row.incomePence);
      }
      const reported = period - (lacks.get(line.code)?.length ?? 0);
      for (let at = 1; at <= 12; at += 1) {
        if (!open(line.code, at)) continue;
        const plan = [gross[at] as number, income[at] as number] as const;
        const entered = snapshot.forecastEntries.some(
          (row) =>
            row.lineCode === line.code && row.period === at && (row.kind === 'committed' || row.kind === 'projected'),
        );
        const bare =
          at <= period &&
          ((line.method === 'placements' && snapshot.placements.length === 0) ||
            (line.method === 'stated' && !entered));
        if (line.method === 'profile' || bare) put(line.code, 'committed', at, ...plan);
        if (line.method === 'run-rate' && reported === 0) put(line.code, 'projected', at, ...plan);
        if (line.method === 'run-rate' && reported > 0)
          put(line.code, 'projected', at, total(own.actual.spent) / reported, total(own.actual.received) / reported);
      }
      const month = (at: number) => total(Object.values(own).map(({ spent, received }) => spent[at]! + received[at]!));
      const sumOf = ({ spent, received }: Money) => total(spent) + total(received);
      return {
        ...{ code: line.code, actual: sumOf(own.actual), committed: sumOf(own.committed) },
        ...{ projected: sumOf(own.projected), adjustments: sumOf(own.adjusted), investment },
        lacks: lacks.get(line.code) ?? [],
        estimated: total(
          (lacks.get(line.code) ?? []).map((at) =>
            total([own.committed, own.projected].map(({ spent, received }) => spent[at]! + received[at]!)),
          ),
        ),
        currentBudget: line.grossBudgetPence + line.incomeBudgetPence + changed,
        months: Array.from({ length: 12 }, (_, at) => month(at + 1)),
        budgetMonths: Array.from({ length: 12 }, (_, at) => gross[at + 1]! + income[at + 1]!),
      };
    }),
  };
}
