export const allowedLicences: Set<string>;
export function installedPackages(root: string): { path: string; name: string; version: string; licence: string }[];
export function writeBillOfMaterials(root: string, folder: string): void;
type Lock = { packages: Record<string, { name?: string; version?: string }> };
export function shippedPackages(root: string): Set<string>;
type Component = { group?: string; name: string; version: string };
export function markShipped<T extends { components: Component[] }>(
  bill: T,
  lock: Lock,
  ships: ReadonlySet<string>,
): Omit<T, 'components'> & { components: (Component & { scope: 'required' | 'excluded' })[] };
