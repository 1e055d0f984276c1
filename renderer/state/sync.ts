import { create } from 'zustand';
import type { SyncStatus } from '../../shared/model/destination.ts';
import type { SourceStatus } from '../../shared/model/source.ts';
import { ask } from './ask.ts';
import { call } from './bridge.ts';

type Sync = { status: SyncStatus | null; sources: SourceStatus[] | null };

/** How sending and refreshing stand. Asked for quietly: no screen waits for it and no failure of it is shown. */
export const useSync = create<Sync>(() => ({ status: null, sources: null }));

/** Milliseconds between two looks: while something is on its way, and otherwise. */
const pause = { moving: 400, still: 10_000 } as const;

export async function lookAtSync(): Promise<void> {
  const [status, sources] = await Promise.all([call('syncStatus', {}), call('sources', {})]);
  if (status.ok) showStatus(status.value);
  if (sources.ok) useSync.setState({ sources: sources.value });
}

/** Shows what a method answered, and looks again soon when something is on its way. */
export function showStatus(status: SyncStatus | null): void {
  if (status) useSync.setState({ status });
  if (timer !== null) schedule();
}

/** Puts a host on the list of those Outturn may speak to. */
export async function allowHost(host: string): Promise<void> {
  const { status } = useSync.getState();
  if (!status) return;
  const { allowedHosts, background } = status;
  showStatus(await ask('syncOptions', { allowedHosts: [...allowedHosts, host], background }));
  await lookAtSync();
}

let timer: number | null = null;

const moving = () =>
  useSync.getState().status?.deliveries.some((row) => row.state === 'sending' || row.state === 'waiting') ?? false;

function schedule(): void {
  if (timer !== null) window.clearTimeout(timer);
  timer = window.setTimeout(() => void lookAtSync().finally(schedule), moving() ? pause.moving : pause.still);
}

/** Looks now and then until the answer is called; when the network comes back, what waits is tried at once. */
export function watchSync(): () => void {
  const online = () => void call('syncNow', {}).then((answer) => showStatus(answer.ok ? answer.value : null));
  window.addEventListener('online', online);
  timer = window.setTimeout(() => {}, 0);
  void lookAtSync().finally(schedule);
  return () => {
    window.removeEventListener('online', online);
    if (timer !== null) window.clearTimeout(timer);
    timer = null;
  };
}

/** A moment as the officer's clock has it: `5 Feb, 14:20`. */
export const momentText = (iso: string): string =>
  new Date(iso).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
