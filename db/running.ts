import { uptime } from 'node:os';

/** False when no process of this computer has the number; true when one has, be it another that came later. */
export function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Whether something was left by a process that is gone, or from before the computer started: its number may be another's. */
export const isLeftBy = (process_: number, modified: number): boolean =>
  Date.now() - modified > uptime() * 1000 || !isRunning(process_);
