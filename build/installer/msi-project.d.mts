export function withCommandOnPath(project: string): string;
