import { describe, expect, test } from 'vitest';
import { decrypt, encrypt, isEncrypted } from '../../../electron/services/scenario-files/encryption.ts';
import { documentOfBytes, scenarioBytes } from '../../../electron/services/scenario-files/scenario-file.ts';
import { about, smallDocument } from '../scenario-file/small-document.ts';

const passphrase = 'correct horse – batterie été';

describe('a file under a passphrase', () => {
  test('opens with it, typed in either form of its accents, and with nothing else', async () => {
    const bytes = await scenarioBytes(smallDocument(), about, passphrase);
    expect(isEncrypted(bytes)).toBe(true);
    const read = await documentOfBytes(bytes, passphrase.normalize('NFD'));
    expect(read.document).toEqual(smallDocument());
    expect(read.encrypted).toBe(true);
    await expect(documentOfBytes(bytes, null)).rejects.toMatchObject({ code: 'passphrase-needed' });
    await expect(documentOfBytes(bytes, '')).rejects.toMatchObject({ code: 'passphrase-needed' });
    await expect(documentOfBytes(bytes, 'Correct horse')).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });

  test('shows nothing of what it holds, and is never the same twice', async () => {
    const first = await encrypt(Buffer.from('Anyshire'.repeat(50)), passphrase);
    const second = await encrypt(Buffer.from('Anyshire'.repeat(50)), passphrase);
    expect(Buffer.from(first).includes('Anyshire')).toBe(false);
    expect(Buffer.from(first).equals(second)).toBe(false);
  });

  test('one changed byte is refused, wherever it is', { timeout: 120_000 }, async () => {
    const bytes = await encrypt(Buffer.from('some packed bytes'), passphrase);
    const line = bytes.indexOf(10);
    for (const at of [20, line - 5, line, line + 1, bytes.length - 17, bytes.length - 1]) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(decrypt(changed, passphrase), `byte ${at}`).rejects.toMatchObject({
        code: expect.stringMatching(/^(scenario-damaged|wrong-passphrase)$/),
      });
    }
    await expect(decrypt(bytes.subarray(0, line + 5), passphrase)).rejects.toMatchObject({ code: 'scenario-damaged' });
  });

  test('a later kind of protection is said to be newer', async () => {
    const line = '{"format":"outturn-scenario-encrypted","version":3,"kdf":"argon2"}\nabcdefghijklmnopqrstuvwxyz';
    await expect(decrypt(Buffer.from(line), passphrase)).rejects.toMatchObject({ code: 'scenario-newer' });
  });
});
