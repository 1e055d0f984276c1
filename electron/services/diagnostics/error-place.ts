/** Says where an unexpected error arose. Its message may hold a child's data, so only its kind and place are kept. */
export function placeOfError(where: string, error: unknown): string[] {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return [`${where}: ${error instanceof Error ? error.name : typeof error}`, ...frames.slice(0, 8)];
}
