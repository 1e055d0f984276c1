import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

/**
 * Decrypts a database file by the published description of SQLCipher 4 (zetetic.net/sqlcipher/design), with nothing of
 * SQLite: AES-256-CBC and HMAC-SHA512 on each page of 4,096 bytes, 80 of them reserved for the IV and the HMAC. Throws
 * when a page does not authenticate. Gives a plain SQLite file of the same rows.
 */
export function decryptByHand(file: Uint8Array, secret: Uint8Array): Buffer {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const [page, reserve, ivBytes] = [4096, 80, 16];
  const salt = bytes.subarray(0, 16);
  const hmacKey = pbkdf2Sync(secret, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512');
  const pages: Buffer[] = [];
  for (let number = 1; number * page <= bytes.length; number += 1) {
    const at = (number - 1) * page;
    const start = number === 1 ? 16 : 0;
    const body = bytes.subarray(at + start, at + page - reserve);
    const iv = bytes.subarray(at + page - reserve, at + page - reserve + ivBytes);
    const mac = bytes.subarray(at + page - reserve + ivBytes, at + page);
    const order = Buffer.alloc(4);
    order.writeUInt32LE(number);
    const expected = createHmac('sha512', hmacKey).update(body).update(iv).update(order).digest();
    if (!timingSafeEqual(mac, expected)) throw new Error(`Page ${number} does not authenticate.`);
    const decipher = createDecipheriv('aes-256-cbc', secret, iv).setAutoPadding(false);
    const plain = Buffer.concat([decipher.update(body), decipher.final()]);
    const head = number === 1 ? Buffer.from('SQLite format 3\0', 'latin1') : Buffer.alloc(0);
    pages.push(Buffer.concat([head, plain, Buffer.alloc(reserve)]));
  }
  const whole = Buffer.concat(pages);
  // A file in WAL mode (2) is opened in memory as one in rollback mode (1).
  whole[18] = 1;
  whole[19] = 1;
  return whole;
}
