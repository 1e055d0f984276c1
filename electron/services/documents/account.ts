import { userInfo } from 'node:os';

/** The account of this computer that somebody works under: told by the system, so that no page or option can be another. */
export function accountName(): string {
  try {
    return userInfo().username || 'unknown';
  } catch {
    // An account without a name in the system's list, as in some containers.
    return `user ${process.getuid?.() ?? ''}`.trim();
  }
}
