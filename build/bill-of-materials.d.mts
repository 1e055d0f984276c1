export const allowedLicences: Set<string>;
export function installedPackages(root: string): { path: string; name: string; version: string; licence: string }[];
export function writeBillOfMaterials(root: string, folder: string): void;
