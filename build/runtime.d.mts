export function isRecentEnough(version?: string): boolean;
export function requireRecentNode(words?: string[]): void;
