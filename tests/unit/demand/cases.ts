import { readFileSync } from 'node:fs';

type Case = { id: string; given: Record<string, never>; expect: Record<string, never>; tolerance: number | string };
const { cases } = JSON.parse(readFileSync('tests/fixtures/cases/demand.json', 'utf8')) as { cases: Case[] };

/** A worked case by its id, typed by the test that reads it. */
export function demandCase<Given, Expect>(id: string): { given: Given; expect: Expect; tolerance: number } {
  const found = cases.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No case ${id}`);
  return found as unknown as { given: Given; expect: Expect; tolerance: number };
}

/** Ids of all worked cases. */
export const demandCaseIds = cases.map((candidate) => candidate.id);
