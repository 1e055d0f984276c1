export function claimInstance(
  profile: string,
  args: readonly string[],
  from: string,
  second: (args: string[], from: string) => void,
): Promise<{ release(): void } | null>;
