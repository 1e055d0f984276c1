export function strict<T extends object>(name: string, object: T): T;
export class KnownEvents {
  constructor(name: string);
  on(event: string, listener: (...values: unknown[]) => void): this;
}
