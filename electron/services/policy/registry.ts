import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export const registryKey = 'HKLM\\SOFTWARE\\Policies\\Outturn';

/**
 * What `reg query … /s` printed, as the values of a policy. A list is a key of its own below ours whose values are its
 * items, as the group policy editor writes them (ADMX `list`).
 */
export function policyOfRegistry(printed: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let list: string | null = null;
  for (const line of printed.split(/\r?\n/)) {
    if (/^HKEY_/i.test(line)) {
      const below = /\\Policies\\Outturn(?:\\([^\\]+))?\s*$/i.exec(line)?.[1];
      list = below ? below.toLowerCase() : null;
      if (list !== null) values[list] = [];
      continue;
    }
    const [, name = '', type = '', value = ''] = /^ {4}(.+?) {4}(REG_\w+)(?: {4}(.*))?$/.exec(line) ?? [];
    if (type === '') continue;
    if (list !== null) (values[list] as string[]).push(value.trim());
    else values[name.toLowerCase()] = type === 'REG_DWORD' ? Number(value) !== 0 : value.trim();
  }
  return values;
}

/** The registry's policy, null where there is none. What cannot be asked (a closed registry tool) is no policy that is known. */
export function readRegistry(
  root = process.env.SystemRoot ?? 'C:\\Windows',
): Record<string, unknown> | 'unreadable' | null {
  try {
    const args = ['query', registryKey, '/s'];
    const printed = execFileSync(join(root, 'System32', 'reg.exe'), args, {
      encoding: 'utf8',
      timeout: 5_000,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return policyOfRegistry(printed);
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? '');
    return (error as { status?: unknown }).status === 1 && !/administrator/i.test(said) ? null : 'unreadable';
  }
}
