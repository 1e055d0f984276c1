/** Stands in renderer/index.html where protocol.ts puts the nonce of each response. */
export const nonceMark = '__NONCE__';
