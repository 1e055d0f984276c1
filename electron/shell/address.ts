/** Where the page lives: a scheme and host of our own, so that it has an origin and no file or network access. */
export const scheme = 'app';
export const host = 'outturn';
export const pageAddress = `${scheme}://${host}/index.html`;

/**
 * True for an address of our own page. Compares scheme and host, not the origin: in Node `new URL('app://x').origin`
 * is the text `null` for every such address, so two strangers would look alike.
 */
export function isOurAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null && url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === ''
  );
}
