export function checksumsOf(paths: readonly string[]): string;
