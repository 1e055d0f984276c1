import { win32 } from 'node:path';

/** The file of the policy, where only an administrator writes. */
export function policyFile(platform: NodeJS.Platform, environment: Record<string, string | undefined>): string {
  if (platform === 'win32') return win32.join(environment.ProgramData ?? 'C:\\ProgramData', 'Outturn', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/Outturn/policy.json';
  return '/etc/outturn/policy.json';
}
