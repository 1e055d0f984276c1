import { z } from 'zod';

/** Content security forbids eval: zod must not build functions from text. */
z.config({ jitless: true });

/** The nonce of this page's style elements, put into the page by the protocol handler. */
export const styleNonce: string | undefined =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;

if (styleNonce) window.__webpack_nonce__ = styleNonce;
