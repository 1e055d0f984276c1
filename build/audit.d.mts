type Event = { introduced?: string; fixed?: string; last_affected?: string };
export type Advisory = {
  id: string;
  summary?: string;
  details?: string;
  withdrawn?: string;
  affected?: {
    package?: { ecosystem: string; name: string };
    versions?: string[];
    ranges?: { type: string; events: Event[] }[];
  }[];
};
type Lock = { packages: Record<string, { name?: string; version?: string }> };
export function compareVersions(a: string, b: string): number;
export function findAdvisories(
  advisories: readonly Advisory[],
  lock: Lock,
  ships?: ReadonlySet<string>,
): { id: string; name: string; version: string; path: string; ships: boolean; summary: string }[];
export function readAdvisories(path: string): Advisory[];
