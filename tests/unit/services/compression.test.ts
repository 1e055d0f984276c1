import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { limits, pack, unpack as unpackBytes } from '../../../electron/services/scenario-files/compression.ts';

const unpack = async (packed: Uint8Array) => (await unpackBytes(packed)).toString();

describe('packing', () => {
  test('gives an ordinary gzip with nothing of the moment in it', async () => {
    const text = `£1,234 ${'x'.repeat(100_000)}`;
    expect(gunzipSync(pack(text)).toString()).toBe(text);
    expect(await unpack(pack(text))).toBe(text);
    expect(pack(text)).toEqual(pack(text));
    expect(await unpack(pack(''))).toBe('');
    expect(await unpack(pack('\ufeffkept'))).toBe('\ufeffkept');
  });

  test('a bomb is refused before it is unpacked, and one that lies about its size stops at its claim', async () => {
    const bomb = Buffer.from(pack('0'.repeat(40 * 2 ** 20)));
    expect(bomb.length).toBeLessThan(250_000);
    await expect(unpack(bomb)).rejects.toMatchObject({ code: 'file-too-large' });
    bomb.writeUInt32LE(1000, bomb.length - 4);
    const before = process.memoryUsage().arrayBuffers;
    await expect(unpack(bomb)).rejects.toMatchObject({ code: 'scenario-damaged' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
    const cut = bomb.subarray(0, 5000);
    await expect(unpack(cut)).rejects.toMatchObject({ code: 'scenario-damaged' });
    bomb.writeUInt32LE(limits.unpacked + 1, bomb.length - 4);
    await expect(unpack(bomb)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  test('a gzip of another program, trailing bytes, a second member and text that is no UTF-8 are refused', async () => {
    const good = Buffer.from(pack('some text'));
    await expect(unpack(gzipSync('some text', { level: 9 }))).rejects.toMatchObject({ code: 'not-a-scenario' });
    for (const bad of [Buffer.concat([good, Buffer.from([0])]), Buffer.concat([good, good]), good.subarray(0, 12)]) {
      await expect(unpack(bad)).rejects.toMatchObject({ code: 'scenario-damaged' });
    }
    const binary = Buffer.from(gzipSync(Buffer.from([0xff, 0xfe, 0x80])));
    good.copy(binary, 0, 0, 10);
    await expect(unpack(binary)).rejects.toMatchObject({ code: 'scenario-damaged' });
  });
});
