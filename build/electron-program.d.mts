type Environment = Record<string, string | undefined>;
export function electronProgram(environment?: Environment): string | null;
export function downloadEnvironment(environment?: Environment): Environment;
export function runDownload(script: string, say: (percent: number) => void, longest?: number): Promise<boolean>;
export function fetchElectron(say: (line: string) => void, script?: string, pause?: number): Promise<string | null>;
