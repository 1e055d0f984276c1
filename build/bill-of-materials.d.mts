export const allowedLicences: Set<string>;
export function installedPackages(root: string): { path: string; name: string; version: string; licence: string }[];
export function writeBillOfMaterials(root: string, folder: string): void;
type Lock = { packages: Record<string, { name?: string; version?: string }> };
export function shippedPackages(root: string): Set<string>;
export function markShipped<T extends { components: { group?: string; name: string; version: string }[] }>(
  bill: T,
  lock: Lock,
  ships: ReadonlySet<string>,
): Omit<T, 'components'> & { components: (T['components'][number] & { scope: 'required' | 'excluded' })[] };
