import { readFileSync } from 'node:fs';
import { type PolicyFound, policyOf } from './policy.ts';
import { policyFile } from './policy-file.ts';
import { readRegistry, registryKey } from './registry.ts';

/** The policy of this computer: the registry's where there is one (Windows), else the file's, else none. */
export function readPolicy(
  platform: NodeJS.Platform = process.platform,
  file: string = policyFile(platform, process.env),
  registry: () => ReturnType<typeof readRegistry> = readRegistry,
): PolicyFound {
  const values = platform === 'win32' ? registry() : null;
  if (values !== null) return policyOf({ from: registryKey, value: values });
  try {
    return policyOf({ from: file, value: readFileSync(file, 'utf8') });
  } catch (error) {
    const { code } = error as { code?: string };
    return policyOf(code === 'ENOENT' || code === 'ENOTDIR' ? null : { from: file, value: 'unreadable' });
  }
}
