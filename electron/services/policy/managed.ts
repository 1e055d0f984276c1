import { type Network, networkOf, proxyOfEnvironment } from '../network/network.ts';
import type { PolicyFound } from './policy.ts';
import { readPolicy } from './read-policy.ts';

/**
 * The policy of this computer and the network under it. `system` is asked for the proxy of an address: the shell's where
 * there is a window, the environment (HTTPS_PROXY) where there is none.
 */
export function managedNetwork(system: (address: string) => Promise<string> = proxyOfEnvironment): {
  policy: PolicyFound;
  network: Network;
} {
  const policy = readPolicy();
  return { policy, network: networkOf(policy.policy, system) };
}
