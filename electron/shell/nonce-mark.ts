/** Stands in the built index.html (build/vite.mjs) where protocol.ts puts the nonce of each response. */
export const nonceMark = '__NONCE__';
