import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { isOurAddress } from './address.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { nonceMark } from './nonce-mark.ts';

/** The only kinds of file the page may hold. Anything else is not served, so that nothing is left to be guessed. */
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * Answers `app://outturn/…` from one folder. GET only; the path is decoded once, must stay inside the folder as
 * written and after every symbolic link is followed, and is served under an exact type.
 */
export function createPageHandler(
  folder: string,
  makeNonce: () => string = () => randomBytes(16).toString('base64'),
): (request: { method: string; url: string }) => Promise<Response> {
  const root = resolve(folder);
  return async ({ method, url }) => {
    if (method !== 'GET') return refusal(405);
    if (!isOurAddress(url)) return refusal(404);
    const file = fileOf(root, url);
    const type = file && types[extname(file)];
    if (!file || !type) return refusal(404);
    try {
      const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)]);
      if (!realFile.startsWith(realRoot + sep)) return refusal(404);
      const nonce = makeNonce();
      const content = await readFile(realFile);
      const body =
        extname(file) === '.html' ? content.toString('utf8').replaceAll(nonceMark, nonce) : new Uint8Array(content);
      return new Response(body, { status: 200, headers: headers(type, nonce) });
    } catch {
      return refusal(404);
    }
  };
}

/** The file an address names inside `root`, or null when it names none there. */
export function fileOf(root: string, url: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\') || path.includes(':')) return null;
  if (path.split('/').includes('..')) return null;
  const file = resolve(root, `.${path}`);
  return file.startsWith(root + sep) ? file : null;
}

function headers(type: string, nonce: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

function refusal(status: number): Response {
  return new Response(null, {
    status,
    headers: { 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' },
  });
}
