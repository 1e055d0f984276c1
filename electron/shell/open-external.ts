/** Hosts the application has a reason to send a person to: published statistics, guidance and our own pages. */
export const externalHosts: readonly string[] = [
  'www.gov.uk',
  'explore-education-statistics.service.gov.uk',
  'www.legislation.gov.uk',
  'www.ons.gov.uk',
  'www.nctrust.co.uk',
  'www.northnorthants.gov.uk',
  'www.westnorthants.gov.uk',
  'www.cipfa.org',
];

/**
 * Opens an address in the person's own browser when it is https, on the default port, of a named host and carries no
 * credentials; answers false, and calls nothing, for everything else. The address is opened as it was understood, not
 * as it was written.
 */
export async function openExternalUrl(
  value: unknown,
  open: (url: string) => Promise<void>,
  hosts: readonly string[] = externalHosts,
): Promise<boolean> {
  if (typeof value !== 'string' || value.length > 2000) return false;
  const url = URL.parse(value);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false;
  if (url.username !== '' || url.password !== '' || !hosts.includes(url.hostname)) return false;
  await open(url.href);
  return true;
}
