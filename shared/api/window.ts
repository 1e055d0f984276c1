import { z } from 'zod';
import { method, nothing, out } from './method.ts';

/** A command picked from the menu, or a file opened from the desktop (double click). */
export type DesktopCommand = {
  command:
    | 'scenario-new'
    | 'scenario-open'
    /** `token` stands for the file: pass it to `scenarioOpenToken`. */
    | 'scenario-open-token'
    | 'scenario-save'
    | 'scenario-save-as'
    | 'scenario-share'
    | 'import'
    | 'export'
    | 'undo'
    | 'redo'
    | 'palette'
    | 'shortcuts'
    | 'print'
    | 'about';
  token: string | null;
};

/** Dropped files by what can be done with them; names only. */
export type DroppedFiles = {
  scenario: { token: string; name: string } | null;
  imports: { token: string; name: string }[];
  /** Names of files that are neither a scenario nor an extract. */
  refused: string[];
};

/** The window itself: what it is, what it remembers, its menu and what is dropped on it. */
export const windowMethods = {
  /** Version and where data lives. */
  appInformation: method(
    nothing,
    out<{ version: string; engineVersion: string; dataFolder: string; platform: string; synthetic: boolean }>(),
  ),
  /** A newer version, where IT's policy names a place that says so; null otherwise, and where the place cannot be reached. */
  newVersion: method(nothing, out<{ version: string; text: string | null } | null>()),
  /** What the window remembers between starts, such as the columns of a register or the unit of money. */
  choices: method(nothing, out<Record<string, string>>()),
  choiceKeep: method(
    z.strictObject({ key: z.string().min(1).max(100), value: z.string().max(50_000) }),
    out<Record<string, never>>(),
  ),
  openExternal: method(z.strictObject({ url: z.string().max(2000) }), out<{ opened: boolean }>()),
  /**
   * Waits for the next menu command; ask again after each answer. Null when another call has taken over the waiting.
   * Answered by the shell, not by a service: menus send no event across the bridge.
   */
  nextCommand: method(nothing, out<DesktopCommand | null>()),
  /**
   * Files dropped on the window become tokens. Only the preload calls this, with the paths of the real files it was
   * handed (see `dropFiles`); the page cannot. Answered by the shell.
   */
  filesDropped: method(
    z.strictObject({ paths: z.array(z.string().min(1).max(4096)).min(1).max(200) }),
    out<DroppedFiles>(),
  ),
} as const;
