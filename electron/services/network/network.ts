import { readFileSync } from 'node:fs';
import { getCACertificates, rootCertificates } from 'node:tls';
import type { Policy } from '../policy/policy.ts';

/** How connections leave this computer: by which proxy, and whose certificates count. */
export type Network = {
  /** The proxy for an address, `http://host:port`; null for none. */
  proxyFor(address: string): Promise<string | null>;
  /** Certificate authorities as PEM that count where a place names none of its own. */
  authorities(): readonly string[];
};

/** The route of one place: what Network says of its address. */
export type Route = { proxy: string | null; authorities: readonly string[] };

export async function routeTo(network: Network | undefined, address: string): Promise<Route> {
  if (!network) return { proxy: null, authorities: [] };
  return { proxy: await network.proxyFor(address), authorities: network.authorities() };
}

/**
 * The network of a computer under its policy. `system` is asked for the proxy of an address, as `PROXY host:port; DIRECT`
 * (Electron's, which knows the PAC file) or as an address.
 */
export function networkOf(policy: Policy, system: (address: string) => Promise<string>): Network {
  let known: readonly string[] | null = null;
  return {
    async proxyFor(address) {
      if (policy.proxy === 'none') return null;
      if (policy.proxy !== 'system') return proxyOf(policy.proxy);
      return proxyOf(await system(address).catch(() => 'DIRECT'));
    },
    authorities() {
      known ??= [...new Set([...rootCertificates, ...systemAuthorities(), ...ofFile(policy.certificates)])];
      return known;
    },
  };
}

/** The first proxy an answer names that speaks HTTP: of a PAC answer, or an address as it is. Null for a direct way. */
export function proxyOf(answer: string): string | null {
  for (const part of answer.split(';').map((each) => each.trim())) {
    if (part === '' || /^DIRECT$/i.test(part)) return null;
    const [, kind = '', place = ''] = /^(PROXY|HTTPS?)\s+(\S+)$/i.exec(part) ?? [];
    if (place !== '') return `${/^HTTPS$/i.test(kind) ? 'https' : 'http'}://${place}`;
    const url = URL.parse(part);
    if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/$/, '');
  }
  return null;
}

/** The proxy the environment names, as commands are told of it: HTTPS_PROXY, but for what NO_PROXY excepts. */
export async function proxyOfEnvironment(
  address: string,
  environment: Record<string, string | undefined> = process.env,
): Promise<string> {
  const { hostname } = new URL(address);
  const excepted = (environment.NO_PROXY ?? environment.no_proxy ?? '').split(/[\s,]+/).filter(Boolean);
  if (excepted.some((one) => one === '*' || hostname === one || hostname.endsWith(`.${one.replace(/^\*?\./, '')}`)))
    return 'DIRECT';
  return environment.HTTPS_PROXY ?? environment.https_proxy ?? 'DIRECT';
}

/** What the system trusts: behind a council's TLS inspection, its own authority. Nothing where this Node cannot ask. */
function systemAuthorities(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}

function ofFile(path: string | null): readonly string[] {
  if (path === null) return [];
  try {
    return readFileSync(path, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  } catch {
    return [];
  }
}
