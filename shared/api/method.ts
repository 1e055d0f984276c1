import { z } from 'zod';
import { isYearLabel } from '../model/calendar.ts';
import { type RegisterName, registerNames } from '../model/registers.ts';

/** What every chapter of the api is written with. `out` types what our own services answer; it is not decoded again. */
export const out = <T>() => z.custom<T>();
export const nothing = z.strictObject({});
export const registerName = z.enum(registerNames as [RegisterName, ...RegisterName[]]);
export const year = z.string().refine(isYearLabel, 'A year is written as 2023/24');
export const token = z.string().regex(/^[0-9a-f]{32}$/);
export const versionId = z.string().regex(/^[0-9a-f]{16}$/);
export const rowId = z.number().int().positive();
export const cellValue = z.union([z.string().max(4000), z.number().refine(Number.isFinite), z.null()]);
export const values = z.record(z.string().max(60), cellValue);
export const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
