import type { Bridge } from '../shared/api.ts';

declare global {
  interface Window {
    outturn: Bridge;
    /** Read by the style helpers inside radix-ui so that their style elements carry the page's nonce. */
    __webpack_nonce__?: string;
  }
}
