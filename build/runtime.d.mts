export function isRecentEnough(version?: string): boolean;
export function requireRecentNode(args?: string[]): void;
