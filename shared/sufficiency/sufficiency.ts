import { formatDate } from '../format/format.ts';
/** Enough places: everything the screen and the command show, from one snapshot and its projection (docs/model.md §20). */

import { stockOn } from '../demand/history/stock.ts';
import { spansOf } from '../demand/prepare.ts';
import type { DemandProjection } from '../demand/projection.ts';
import { type BandCode, bands } from '../model/bands.ts';
import { addDays, type CivilDate, latestDay, yearOf, yearStart } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type ContractState, contractStates } from './contracts.ts';
import { conversion, type Funnel, funnels, type NetHouseholds, netHouseholds } from './fostering.ts';
import { type GapCell, gapByGroup, growthByBand, needOf, type TypeNeed } from './gap.ts';
import { type PlacesOnDay, placesOnDays } from './places.ts';
import { type DatedProject, datedProjects, programmePlaces, projectCost } from './programme.ts';
import { type RequestsOfType, requestsByType, requestYear } from './requests.ts';
import { type RouteShare, routeShares } from './routes.ts';

export type Sufficiency = {
  dataDate: CivilDate;
  on: CivilDate;
  /** Children of each group on the data date. */
  opening: Record<string, number>;
  /** Span of the requests counted; null without any. */
  requestsOf: { from: CivilDate; to: CivilDate } | null;
  requests: RequestsOfType[];
  needs: TypeNeed[];
  gaps: GapCell[];
  byBand: ReturnType<typeof growthByBand>;
  places: PlacesOnDay[];
  programme: (Omit<DatedProject, 'row'> & {
    reference: string;
    name: string;
    group: string;
    stage: string;
    cost: ReturnType<typeof projectCost>;
  })[];
  routes: RouteShare[];
  contracts: ContractState[];
  funnels: Funnel[];
  conversion: ReturnType<typeof conversion>;
  households: NetHouseholds | null;
  notes: string[];
};

/**
 * What the places needed and the places there will be come to on a day. `on` is the end of a month the projection
 * reaches; `levers` delay projects and, through the projection given, move children.
 */
export function sufficiency(
  snapshot: Snapshot,
  projection: DemandProjection,
  on: CivilDate,
  levers: readonly Lever[] = [],
): Sufficiency {
  const { dataDate } = snapshot;
  const span = requestYear(snapshot.placementRequests);
  const requests = span ? requestsByType(snapshot.placementRequests, span.from, span.to) : [];
  const projects = datedProjects(snapshot.capacityProgramme, levers);
  const month = projection.months.find(({ end }) => addDays(end, -1) === on);
  const types = ['fostering', 'residential', 'supported'] as const;
  const needs = types.map((type) => {
    const groups = snapshot.placementGroups.filter((group) => group.careType === type).map(({ code }) => code);
    const growth = groups.reduce(
      (sum, code) => sum + (month?.groups[code]?.stock ?? 0) - (projection.opening[code] ?? 0),
      0,
    );
    const asked = requests.find((row) => row.type === type);
    const opening = groups
      .map((group) => programmePlaces(projects, group, on))
      .reduce((a, b) => ({ sure: a.sure + b.sure, expected: a.expected + b.expected, all: a.all + b.all }), {
        ...{ sure: 0, expected: 0, all: 0 },
      });
    return needOf(type, growth, asked?.unmet ?? 0, asked?.again ?? null, opening);
  });
  const years = snapshot.fosteringPipeline.filter((row) => row.stage === 'approval' && row.months === 1);
  const latest = latestDay(years.map((row) => row.from));
  return {
    ...{ dataDate, on, opening: projection.opening, requestsOf: span, requests, needs },
    gaps: gapByGroup(projection, snapshot.capacityUnits, projects, [on]),
    byBand: growthByBand(projection, bandsNow(snapshot), on),
    places: placesOnDays(snapshot.placeCounts),
    programme: projects.map(({ row, ...project }) => ({
      ...{ reference: row.reference, name: row.name, group: row.groupCode, stage: row.stage, ...project },
      cost: projectCost(row),
    })),
    routes: routeShares(snapshot.placements, snapshot.placementPrices, dataDate),
    contracts: contractStates(snapshot.supplierContracts, snapshot.capacityUnits, dataDate),
    funnels: funnels(snapshot.fosteringPipeline),
    conversion: conversion(snapshot.fosteringPipeline),
    households: latest === '' ? null : netHouseholds(snapshot.fosteringPipeline, yearStart(yearOf(latest))),
    notes: notesOf(snapshot, projects, requests),
  };
}

function bandsNow(snapshot: Snapshot): Record<BandCode, number> {
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  const cells = stockOn(spans, ordered.length, snapshot.dataDate);
  return Object.fromEntries(
    bands.map(({ code }, band) => [
      code,
      ordered.reduce((sum, _, group) => sum + cells[band * ordered.length + group]!, 0),
    ]),
  ) as Record<BandCode, number>;
}

function notesOf(snapshot: Snapshot, projects: readonly DatedProject[], requests: readonly RequestsOfType[]): string[] {
  const notes: string[] = [];
  if (snapshot.placementRequests.length === 0)
    notes.push('No requests for placements are held: unmet need is not in the gap');
  for (const { row, from } of projects)
    if (from === null) notes.push(`${row.name}: no opening date is said, so its places are in no month`);
  for (const row of requests)
    if (row.typeNotSaid > 0)
      notes.push(
        `${row.typeNotSaid} ${row.type} requests were placed with no type said: they count as neither met nor unmet`,
      );
  for (const place of placesOnDays(snapshot.placeCounts))
    if (place.unexplained !== 0)
      notes.push(
        `${place.group}, ${formatDate(place.on)}: ${place.approved} approved places are ${place.filled} filled, ${place.unavailable} unavailable and ${place.vacant} vacant; ${place.unexplained} are not explained`,
      );
  return notes;
}
