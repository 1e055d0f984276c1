import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { bands } from '../../../shared/model/bands.ts';
import type { LeverKind } from '../../../shared/model/lever.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';

export type Target = { value: string; label: string };

/** What the `reference` of a lever of this kind can name, in the year of the scenario. */
export function referenceTargets(kind: LeverKind, snapshot: Snapshot, year: string): Target[] {
  const to = leverDefinitions[kind].referenceTo;
  if (to === 'saving')
    return snapshot.savings
      .filter((row) => row.year === year)
      .map((row) => ({ value: row.reference, label: row.name }));
  if (to === 'pressure')
    return snapshot.pressures
      .filter((row) => row.year === year)
      .map((row) => ({ value: row.reference, label: row.name }));
  if (to === 'line') {
    return snapshot.budgetLines
      .filter((row) => row.year === year)
      .sort((a, b) => a.position - b.position)
      .map((row) => ({ value: row.code, label: row.name }));
  }
  if (to === 'funder') return snapshot.funders.map((row) => ({ value: row.code, label: row.name }));
  if (to === 'exit') {
    return [
      { value: 'reunification', label: 'Reunification' },
      { value: 'sgo', label: 'Special guardianship' },
      { value: 'adoption', label: 'Adoption' },
    ];
  }
  if (to === 'partner') {
    return [
      { value: 'health', label: 'Health' },
      { value: 'education', label: 'Education' },
    ];
  }
  return [];
}

export function groupTargets(snapshot: Snapshot): Target[] {
  return [...snapshot.placementGroups]
    .sort((a, b) => a.position - b.position)
    .map((row) => ({ value: row.code, label: row.name }));
}

export const bandTargets: Target[] = bands.map((band) => ({ value: band.code, label: band.label }));

/** A list of codes in words, short: "all groups", "Residential", "Residential and 2 more". */
export function namesOf(codes: readonly string[], targets: readonly Target[], all: string): string {
  if (codes.length === 0) return all;
  const first = targets.find((target) => target.value === codes[0])?.label ?? codes[0] ?? '';
  return codes.length === 1 ? first : `${first} and ${codes.length - 1} more`;
}
