export function findBrowser(
  platform?: NodeJS.Platform,
  environment?: Record<string, string | undefined>,
  exists?: (path: string) => boolean,
): string | null;
