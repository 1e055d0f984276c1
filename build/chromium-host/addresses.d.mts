export function toBrowser(address: string): string;
export function toApplication(address: string): string;
