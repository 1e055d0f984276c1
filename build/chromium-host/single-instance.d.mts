export function claimInstance(
  profile: string,
  words: readonly string[],
  from: string,
  second: (words: string[], from: string) => void,
): Promise<{ release(): void } | null>;
