import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What a window under test leaves when a test fails. */
type Watched = { page: Page; console: string[]; problems: () => readonly { kind: string; text: string }[] };

const watched = new Set<Watched>();
const mostLines = 2000;
/** With OUTTURN_TRACE=full a trace holds the page at every step; without, its steps, requests and messages: that costs nothing. */
const whole = process.env.OUTTURN_TRACE === 'full';

/** Follows a window from its start: its trace, and everything its console says. Gives what ends the following. */
export async function watch(page: Page, problems: Watched['problems']): Promise<() => void> {
  const seen: Watched = { page, console: [], problems };
  page.on('console', (message) => {
    if (seen.console.length < mostLines) seen.console.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.console.push(`error: ${error.stack ?? error}`));
  await page.context().tracing.start({ snapshots: whole, screenshots: whole });
  await page.context().tracing.startChunk();
  watched.add(seen);
  return () => void watched.delete(seen);
}

/** A test begins: what the window did before belongs to the test before. */
export async function beginChapter(): Promise<void> {
  for (const { page } of watched) {
    const { tracing } = page.context();
    await tracing.stopChunk().catch(() => {});
    await tracing.startChunk().catch(() => {});
  }
}

/** A test has failed: trace, picture and console of every window that is open go to tests/artefacts/failures. */
export async function keepEvidence(folder: string, test: string): Promise<string> {
  const name = test.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 90);
  const place = join(folder, 'failures', name);
  mkdirSync(place, { recursive: true });
  let at = 0;
  for (const { page, console, problems } of watched) {
    at += 1;
    const path = (ending: string) => join(place, `window-${at}${ending}`);
    const said = [...console, ...problems().map(({ kind, text }) => `problem, ${kind}: ${text}`)];
    writeFileSync(path('-console.txt'), `${said.join('\n')}\n`);
    await page.screenshot({ path: path('.png'), timeout: 10_000 }).catch(() => {});
    await page
      .context()
      .tracing.stopChunk({ path: path('-trace.zip') })
      .catch(() => {});
  }
  return place;
}
