/** How often the quiet run looks at what waits, milliseconds. */
export const everyMinute = 60_000;

/**
 * Does work every minute without anybody waiting for it: one run at a time, failures left to the state on the screen.
 * `close` stops asking and waits for a run that goes.
 */
export function inBackground(work: () => Promise<unknown>): { close(): Promise<void> } {
  let running: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    running ??= work()
      .catch(() => {})
      .finally(() => {
        running = null;
      });
  }, everyMinute);
  // A process that is done must not stay for this.
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
