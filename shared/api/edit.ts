import { z } from 'zod';
import type { RegisterName } from '../model/registers.ts';
import { registerName, rowId, values } from './method.ts';

/** One edit of a register. `update` gives only the columns that change; `insert` all that are known. */
export const editSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('update'), register: registerName, id: rowId, values }),
  z.strictObject({ op: z.literal('insert'), register: registerName, values }),
  z.strictObject({ op: z.literal('delete'), register: registerName, id: rowId }),
]);

export type Edit = z.infer<typeof editSchema>;

/** Rows after a change: `row` null means the row is gone. */
export type ChangedRow = { register: RegisterName; id: number; row: Record<string, string | number | null> | null };

export type EditResult = {
  group: number;
  label: string;
  changed: ChangedRow[];
  /** More than rows of registers changed, such as settings: the snapshot is to be read again. */
  beyond?: boolean;
  /** The data date, where the rows have moved it. */
  dataDate?: string;
};
