type Way = () => Promise<number | null> | number | null;
export function runElectron(program: string, args: string[], say: (line: string) => void): Promise<number | null>;
export function openSomehow(
  where: { hasDisplay: boolean; isRoot: boolean; platform: string },
  ways: { electron: Way; browser: Way; demo: Way },
  say: (line: string) => void,
): Promise<number | null>;
