import type { Session, WebContents } from 'electron';
import { isOurAddress, pageAddress } from './address.ts';

/** What a page of ours may load: our own files, and pictures it made itself. */
export function mayLoad(address: string): boolean {
  const protocol = URL.parse(address)?.protocol;
  return isOurAddress(address) || protocol === 'blob:' || protocol === 'data:' || protocol === 'devtools:';
}

/** Denies every permission and device, every download, and every request that leaves our own scheme. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url) }));
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps a page where it is: no navigation or redirect to anything but our page, no popups, no webviews. */
export function lockContents(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; url: string }) => {
    if (!isOurPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Our page, whatever its fragment; no other file of ours is a page, and no query may steer it. */
function isOurPage(address: string): boolean {
  return address.split('#')[0] === pageAddress;
}
