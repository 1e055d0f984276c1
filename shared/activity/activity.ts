/** Activity × price = line, for every line that has a volume (docs/model.md §22). Volumes in the activity's unit, money in pence. */
import { priceVolumeMix } from '../finance/price-volume-mix.ts';
import { formatMonth } from '../format/format.ts';
import type { CivilDate } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import type { Activity, ActivityCount } from '../model/registers.ts';

/** `priced` false: only its volume is known, and it is in no amount. */
export type ActivityPart = { part: string; volume: number; price: Pence; amount: Pence; priced: boolean };
export type ActivityPeriod = {
  from: CivilDate;
  months: number;
  source: string;
  parts: ActivityPart[];
  /** Σ amounts = volume × price. Of components the volume is that of one, not their sum. */
  volume: number;
  price: Pence;
  amount: Pence;
  /** True where every part has a price: an amount of some parts only is said to be so in the notes. */
  priced: boolean;
  /** Price as printed for the whole, where the paper prints one. */
  printed: Pence | null;
  /** Total as printed less the parts. */
  unexplained: Pence;
  /** Amounts stand against an index and were worked back from a year whose amount is known. */
  fromIndex: boolean;
  rows: number[];
};
/** Why the amount moved between two periods: volume + price + mix = change, exactly but for binary fractions. */
export type ActivityBridge = {
  from: CivilDate;
  to: CivilDate;
  before: Pence;
  after: Pence;
  volume: Pence;
  price: Pence;
  mix: Pence;
  volumePercent: number | null;
  pricePercent: number | null;
};
export type ActivityLine = Pick<Activity, 'code' | 'name' | 'kind' | 'unit' | 'lineCode'> & {
  periods: ActivityPeriod[];
  /** Each period from the one before, and the last from the first where there are more than two. */
  bridges: ActivityBridge[];
  whole: ActivityBridge | null;
  /** What could not be used, with why. */
  notes: string[];
};

/** Every activity with its periods, oldest first. A row with too little to price is named in the notes, never filled in. */
export function activityLines(activities: readonly Activity[], counts: readonly ActivityCount[]): ActivityLine[] {
  return activities.map((activity) =>
    lineOf(
      activity,
      counts.filter((row) => row.activityCode === activity.code),
    ),
  );
}

function lineOf(activity: Activity, rows: readonly ActivityCount[]): ActivityLine {
  const notes: string[] = [];
  const scale = indexScale(rows);
  const keys = [...new Set(rows.map((row) => `${row.from} ${String(row.months).padStart(3, '0')}`))].sort();
  const periods = keys.flatMap((key): ActivityPeriod[] => {
    const own = rows.filter((row) => `${row.from} ${String(row.months).padStart(3, '0')}` === key);
    const named = own.filter((row) => row.part !== '*');
    const whole = own.find((row) => row.part === '*') ?? null;
    const used = named.length > 0 ? named : own;
    const parts = used.flatMap((row) => partOf(row, whole, scale) ?? []);
    const first = own[0];
    if (!first) return [];
    if (parts.length < used.length)
      notes.push(
        `${activity.name} from ${formatMonth(first.from)}: ${used.length - parts.length} of ${used.length} parts have no volume, or stand against an index with no amount to scale it`,
      );
    if (parts.length === 0) return [];
    const without = parts.filter((part) => !part.priced).length;
    if (without > 0 && without < parts.length)
      notes.push(
        `${activity.name} from ${formatMonth(first.from)}: ${without} of ${parts.length} parts have no amount and no price: they are in no amount`,
      );
    const amount = parts.reduce((sum, part) => sum + part.amount, 0);
    const volume =
      activity.parts === 'components'
        ? (whole?.volume ?? parts[0]?.volume ?? 0)
        : parts.reduce((sum, part) => sum + part.volume, 0);
    return [
      {
        ...{ from: first.from, months: first.months, source: first.source, parts, volume, amount },
        price: volume === 0 ? 0 : amount / volume,
        priced: parts.every((part) => part.priced),
        printed: whole?.pricePence != null && whole.amountPence !== null && whole.index === 0 ? whole.pricePence : null,
        unexplained: named.length > 0 && whole?.amountPence != null ? whole.amountPence - amount : 0,
        ...{ fromIndex: used.some((row) => row.index === 1), rows: own.map((row) => row.id) },
      },
    ];
  });
  // Periods of one length compare with each other: the length most are of.
  const lengths = periods.map(({ months }) => months);
  const usual = lengths.sort(
    (a, b) => lengths.filter((n) => n === b).length - lengths.filter((n) => n === a).length,
  )[0];
  const alike = periods.filter(({ months }) => months === usual);
  if (alike.length < periods.length)
    notes.push(
      `${activity.name}: ${periods.length - alike.length} periods are of another length and are left out of the bridge`,
    );
  const bridges = alike.slice(1).map((period, at) => bridgeOf(alike[at]!, period));
  const { code, name, kind, unit, lineCode } = activity;
  return {
    ...{ code, name, kind, unit, lineCode, periods: alike, bridges, notes },
    whole: alike.length > 2 ? bridgeOf(alike[0]!, alike.at(-1)!) : (bridges[0] ?? null),
  };
}

/** Pence that volume index × price index stands for, from a row that has both and an amount; null without one. */
function indexScale(rows: readonly ActivityCount[]): number | null {
  const known = rows.find((row) => row.index === 1 && row.volume && row.pricePence && row.amountPence !== null);
  return known ? (known.amountPence ?? 0) / ((known.volume ?? 1) * (known.pricePence ?? 1)) : null;
}

function partOf(row: ActivityCount, whole: ActivityCount | null, scale: number | null): ActivityPart | null {
  const volume = row.volume ?? whole?.volume ?? null;
  if (volume === null || volume === 0) return null;
  if (row.index === 1) {
    if (row.pricePence === null || scale === null) return null;
    const price = row.pricePence * scale;
    return { part: row.part, volume, price, amount: volume * price, priced: true };
  }
  const amount = row.amountPence ?? (row.pricePence === null ? null : row.pricePence * volume);
  return amount === null
    ? { part: row.part, volume, price: 0, amount: 0, priced: false }
    : { part: row.part, volume, price: amount / volume, amount, priced: true };
}

/** Price / volume / mix of the parts of two periods; a part of only one of them has no volume in the other. */
function bridgeOf(before: ActivityPeriod, after: ActivityPeriod): ActivityBridge {
  const names = [...new Set([...before.parts, ...after.parts].map(({ part }) => part))];
  const of = (period: ActivityPeriod, part: string) => period.parts.find((each) => each.part === part);
  const { volume, price, mix } = priceVolumeMix(
    names.map((group) => ({
      group,
      volume0: of(before, group)?.volume ?? 0,
      volume1: of(after, group)?.volume ?? 0,
      price0: of(before, group)?.price ?? 0,
      price1: of(after, group)?.price ?? 0,
    })),
  );
  const percent = (now: number, then: number) => (then === 0 ? null : (now / then - 1) * 100);
  return {
    ...{ from: before.from, to: after.from, before: before.amount, after: after.amount, volume, price, mix },
    volumePercent: percent(after.volume, before.volume),
    pricePercent: percent(after.price, before.price),
  };
}
