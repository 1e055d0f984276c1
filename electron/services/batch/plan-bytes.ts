import { createHash } from 'node:crypto';
import type { SimulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { engineVersion } from '../../../shared/model/engine.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

/** Lists of numbers of a plan, by the name they are written under; each as its bytes, little end first. */
const lists = { Float64Array, Float32Array, Int32Array, Uint8Array } as const;
type ListName = keyof typeof lists;
const markKey = '$list';

/** A plan as bytes that another process or machine reads back to the last bit; the same plan gives the same bytes. */
export function planBytes(plan: SimulationPlan): Buffer {
  return Buffer.from(
    JSON.stringify(plan, (_key, value: unknown) => {
      if (!ArrayBuffer.isView(value)) return value;
      const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
      return { [markKey]: value.constructor.name, bytes };
    }),
    'utf8',
  );
}

/** The plan that `planBytes` wrote. Throws `internal` where the bytes are none. */
export function planOf(bytes: Uint8Array): SimulationPlan {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'), (_key, value: unknown) => {
      if (value === null || typeof value !== 'object' || !Object.hasOwn(value, markKey)) return value;
      const { [markKey]: name, bytes: text } = value as { [markKey]: ListName; bytes: string };
      const raw = Buffer.from(text, 'base64');
      // A copy of its own: what Buffer gives may begin anywhere in a shared piece of memory.
      return new lists[name](Uint8Array.from(raw).buffer);
    }) as SimulationPlan;
  } catch {
    throw new OutturnError('internal', 'The plan of a batch cannot be read: it is damaged, or of another version.');
  }
}

/**
 * Names a plan: SHA-256 (hex) of its bytes, of the engine and of what computes. Two machines whose powers and logarithms
 * might differ in the last bit never share a name.
 */
export const planFingerprint = (bytes: Uint8Array): string =>
  createHash('sha256').update(`${computing()}\n`).update(bytes).digest('hex');

/** What a path's bits depend on besides its plan: the version of the mathematics and the machine that runs it. */
export const computing = (): string =>
  `engine ${engineVersion}, v8 ${process.versions.v8.split('.').slice(0, 2).join('.')}`;
