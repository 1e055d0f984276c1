import { isOurAddress } from './address.ts';

/** The one IPC channel; the same as shared/api.ts says (a test holds them together), without its schemas. */
export const channel = 'outturn:call';

/** The parts of Electron's event the sender check reads. */
export type Sender = {
  senderFrame: { url: string; parent: unknown } | null;
  sender: { id: number; mainFrame: unknown; isDestroyed(): boolean };
};

export type Gate = {
  /** The id of our window's contents, null when there is none. */
  window: () => number | null;
  /** What is asked, once it is known who asks: services/boundary looks at it. */
  call: (method: unknown, input: unknown) => Promise<unknown>;
};

/** Looks only at who is calling, and hands on what it was sent unread: that takes no time of the interface thread. */
export function gated({ window, call }: Gate) {
  return async (event: Sender, method: unknown, input: unknown): Promise<unknown> =>
    isTrusted(event, window())
      ? call(method, input)
      : { ok: false, error: { code: 'forbidden', message: 'This call did not come from the Outturn window.' } };
}

/** Only the main frame of our own window, while it shows our own page, is listened to. */
export function isTrusted(event: Sender, window: number | null): boolean {
  const { senderFrame, sender } = event;
  if (window === null || senderFrame === null || sender.isDestroyed() || sender.id !== window) return false;
  return senderFrame.parent === null && senderFrame === sender.mainFrame && isOurAddress(senderFrame.url);
}
