import type { DesktopCommand } from '../../../shared/api.ts';

export type Commands = {
  /** Menu or desktop: a command for the page. Kept until the page asks. */
  send(command: DesktopCommand): void;
  /** Page: waits for the next command. A second wait answers the first with null. */
  next(): Promise<DesktopCommand | null>;
};

/** More would only be a stuck page; the oldest go first. */
const most = 20;

/**
 * Hands menu commands to the page as answers to the `nextCommand` call it waits in. No event object crosses the
 * bridge and nothing is run in the page. Keys are not part of this: the page handles its own shortcuts, and the menu
 * only shows them.
 */
export function createCommands(): Commands {
  const waiting: DesktopCommand[] = [];
  let answer: ((command: DesktopCommand | null) => void) | null = null;
  return {
    send(command) {
      if (answer) {
        const give = answer;
        answer = null;
        give(command);
        return;
      }
      waiting.push(command);
      if (waiting.length > most) waiting.shift();
    },
    next() {
      answer?.(null);
      answer = null;
      const command = waiting.shift();
      if (command) return Promise.resolve(command);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  };
}
