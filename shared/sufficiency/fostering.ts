/** The fostering pipeline: conversion from stage to stage, net households, and what recruiting more brings (docs/model.md §20). */
import { rollForward } from '../demand/capacity.ts';
import { addMonths, type CivilDate, sameDay } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import type { PipelineCount } from '../model/registers.ts';

export const stages = ['enquiry', 'visit', 'application', 'approval'] as const satisfies PipelineCount['stage'][];
type Stage = (typeof stages)[number];

export type FunnelStage = {
  stage: Stage;
  households: number;
  /** Per cent of the stage before, and of the enquiries: each ratio says its base. */
  ofBefore: number | null;
  ofEnquiries: number | null;
  /** Mean days to the next stage. */
  days: number | null;
};
export type Funnel = { from: CivilDate; months: number; stages: FunnelStage[] };

/** Households of a stage in a span: counts of months where all are held, else the one count of the whole span. */
function householdsIn(rows: readonly PipelineCount[], stage: PipelineCount['stage'], from: CivilDate, months: number) {
  const to = addMonths(from, months);
  const own = rows.filter((row) => row.stage === stage && row.households !== null);
  const monthly = own.filter((row) => row.months === 1 && row.from >= from && row.from < to && row.reason === '*');
  const bySource = new Map<string, PipelineCount[]>();
  for (const row of monthly) bySource.set(row.source, [...(bySource.get(row.source) ?? []), row]);
  const whole = [...bySource.values()].find((list) => list.length === months);
  if (whole) return whole.reduce((sum, row) => sum + (row.households ?? 0), 0);
  return own.find((row) => row.from === from && row.months === months && row.reason === '*')?.households ?? null;
}

/** The funnel of every year an enquiry count is held for, oldest first. */
export function funnels(rows: readonly PipelineCount[]): Funnel[] {
  const years = [
    ...new Set(rows.filter((row) => row.stage === 'enquiry' && row.months === 12).map((row) => row.from)),
  ].sort();
  return years.map((from) => {
    const enquiries = householdsIn(rows, 'enquiry', from, 12);
    let before: number | null = null;
    const made: FunnelStage[] = [];
    for (const stage of stages) {
      const households = householdsIn(rows, stage, from, 12);
      if (households === null) continue;
      made.push({
        ...{ stage, households },
        ofBefore: before ? (households / before) * 100 : null,
        ofEnquiries: stage === 'enquiry' || !enquiries ? null : (households / enquiries) * 100,
        days: daysOf(rows, stage),
      });
      before = households;
    }
    return { from, months: 12, stages: made };
  });
}

function daysOf(rows: readonly PipelineCount[], stage: Stage): number | null {
  const known = rows.filter((row) => row.stage === stage && row.days !== null);
  return known.length === 0 ? null : known.reduce((sum, row) => sum + (row.days ?? 0), 0) / known.length;
}

/** Approvals, closures and net over the months of a year, and the level rolled forward from an opening count. */
export type NetHouseholds = {
  months: CivilDate[];
  approved: number[];
  closed: number[];
  net: number;
  level: number[] | null;
  /** De-registrations of the year by reason, where told. */
  reasons: { reason: string; households: number; source: string }[];
};

/** Net households of the twelve months from a day; null where a month of approvals or closures is not held. */
export function netHouseholds(
  rows: readonly PipelineCount[],
  from: CivilDate,
  opening: number | null = null,
): NetHouseholds | null {
  const months = Array.from({ length: 12 }, (_, at) => addMonths(from, at));
  const of = (stage: PipelineCount['stage']) => months.map((month) => householdsIn(rows, stage, month, 1));
  const [approved, closed] = [of('approval'), of('de-registration')];
  if ([...approved, ...closed].some((value) => value === null)) return null;
  const [came, went] = [approved as number[], closed as number[]];
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const reasons = rows
    .filter((row) => row.stage === 'de-registration' && row.reason !== '*' && row.from >= from)
    .filter((row) => row.from < addMonths(from, 12) && row.households !== null)
    .map((row) => ({ reason: row.reason, households: row.households ?? 0, source: row.source }));
  return {
    ...{ months, approved: came, closed: went, net: sum(came) - sum(went), reasons },
    level: opening === null ? null : rollForward(opening, came, went),
  };
}

/** Conversion of enquiries to approvals, and months from one to the other, of the latest year that has both. */
export function conversion(
  rows: readonly PipelineCount[],
): { rate: number; enquiries: number; months: number | null } | null {
  for (const funnel of funnels(rows).reverse()) {
    const first = funnel.stages.find(({ stage }) => stage === 'enquiry');
    const last = funnel.stages.find(({ stage }) => stage === 'approval');
    if (!first || !last || first.households === 0) continue;
    const days = funnel.stages.slice(0, -1).map((stage) => stage.days);
    const known = days.every((value) => value !== null);
    return {
      ...{ rate: last.households / first.households, enquiries: first.households },
      months: known ? Math.round(days.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 30.4375) : null,
    };
  }
  return null;
}

/** Months from enquiry to approval where the pipeline does not say: the statutory stages of two and of four months. */
const usualMonths = 6;

/**
 * A recruitment lever (per cent more enquiries) as the carers it brings: enquiries × conversion × per cent a year, from
 * the day they could first be approved. Null without a funnel. Each carer brings a place, as docs/model.md §12 has it.
 */
export function recruitmentAsCarers(lever: Lever, rows: readonly PipelineCount[]): Lever | null {
  const known = conversion(rows);
  if (!known) return null;
  const months = known.months ?? usualMonths;
  return {
    ...lever,
    kind: 'carers',
    value: known.enquiries * known.rate * (lever.value / 100),
    from: sameDay(lever.from, months),
    to: lever.to && sameDay(lever.to, months),
  };
}
