import { open } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import type { Policy } from '../policy/policy.ts';
import { boundAgents } from '../sync/connections.ts';
import { type Network, routeTo } from './network.ts';

/** The file a council's IT puts where its policy says: which version is current, and a sentence for officers. */
const noticeName = 'outturn-latest.json';
const noticeSchema = z.object({
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/),
  text: z.string().max(300).optional(),
});
export type NewVersion = { version: string; text: string | null };
const [mostBytes, patience] = [16 * 1024, 10_000];

/**
 * The newer version that IT says is current; null where there is none, where no place is laid down, and where the place
 * cannot be reached or says something else: that is never an officer's trouble. Nothing but the one file is asked for, by
 * a request that tells nothing of the computer or its data; nothing is fetched or installed.
 */
export async function newVersion(
  { updates }: Pick<Policy, 'updates'>,
  running: string,
  network: Network | undefined,
): Promise<NewVersion | null> {
  if (updates === 'off') return null;
  try {
    const text = /^https?:/i.test(updates) ? await fetched(updates, network) : await read(join(updates, noticeName));
    const notice = noticeSchema.parse(JSON.parse(text.replace(/^\ufeff/, '')));
    return isNewer(notice.version, running) ? { version: notice.version, text: notice.text?.trim() || null } : null;
  } catch {
    return null;
  }
}

function isNewer(version: string, running: string): boolean {
  const [one, other] = [version, running].map((text) => text.split(/[.+-]/).slice(0, 3).map(Number));
  const at = (one ?? []).findIndex((number, index) => number !== (other?.[index] ?? 0));
  return at >= 0 && (one?.[at] ?? 0) > (other?.[at] ?? 0);
}

async function read(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

async function fetched(folder: string, network: Network | undefined): Promise<string> {
  const address = new URL(noticeName, folder.endsWith('/') ? folder : `${folder}/`);
  if (address.protocol !== 'https:') throw new Error('Only https is asked.');
  const route = await routeTo(network, address.href);
  const agents = boundAgents({ address: address.href, certificateAuthority: null, mostBytes, route });
  try {
    return await new Promise<string>((resolve, reject) => {
      const asked = get(address, { agent: agents.httpsAgent, timeout: patience }, (answer) => {
        if (answer.statusCode !== 200) {
          asked.destroy(new Error(`${answer.statusCode}`));
          return;
        }
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
          if (text.length > mostBytes) asked.destroy(new Error('too long'));
        });
        answer.on('end', () => resolve(text));
        answer.on('error', reject);
      });
      asked.on('timeout', () => asked.destroy(new Error('no answer')));
      asked.on('error', reject);
    });
  } finally {
    agents.release();
  }
}
