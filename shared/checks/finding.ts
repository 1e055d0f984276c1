import type { Dispute } from '../model/dispute.ts';
import type { Finding, Severity } from '../model/problem.ts';
import type { RegisterName } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A rule: a pure function from the data to what is wrong with them. Money is pence. */
export type Check = (snapshot: Snapshot) => Finding[];

/** A finding about rows of one register. */
export function finding(
  code: string,
  severity: Severity,
  register: RegisterName,
  rows: number[],
  message: string,
  figures: Finding['figures'] = {},
  suggestion: string | null = null,
): Finding {
  return { code, severity, message, register, rows, figures, suggestion };
}

/** Rows by a key made of some of their columns. */
export function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

/** A finding that is also a contradiction between two sources of one fact, to be settled. */
export const disputed = (found: Finding, dispute: Dispute): Finding => ({ ...found, dispute });

/** A key that names a contradiction whatever its figures. */
export const disputeKey = (...parts: (string | number)[]): string =>
  parts
    .map((part) => String(part).trim().toLowerCase())
    .join(' · ')
    .slice(0, 500);
