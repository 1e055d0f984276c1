type Uses = { entries: Map<string, unknown>; broken: string[] };
export const contractFile: string;
export function readUses(files?: string[], mine?: (file: string) => boolean): Uses;
export function contractOf(uses: Uses): unknown;
