import { OutturnError } from '../../../shared/model/problem.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The bytes of a PNG the page has drawn. Throws `invalid-input` when they are anything else. */
export function pictureBytes(pngBase64: string): Uint8Array {
  const bytes = Buffer.from(pngBase64, 'base64');
  const whole = bytes.subarray(0, 8).equals(signature) && bytes.subarray(-8, -4).toString('latin1') === 'IEND';
  if (!whole)
    throw new OutturnError('invalid-input', 'The picture is not a whole PNG. Draw the chart again and save it.');
  return bytes;
}
