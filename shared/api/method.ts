import { z } from 'zod';
import { type RegisterName, registerNames } from '../model/registers.ts';

/** What every chapter of the api is written with. */
export /**
 * The one path between the window and the application. Every method is named here with a schema for its input;
 * main decodes the input, calls one service and answers `{ok, value}` or `{ok: false, error}`. The page never supplies
 * a path: files are opaque tokens handed out by main after a dialog. The command line calls the same services.
 *
 * Values that our own services make are typed, not decoded again, on the way out (`out<T>()`).
 */
const out = <T>() => z.custom<T>();
export const nothing = z.strictObject({});
export const registerName = z.enum(registerNames as [RegisterName, ...RegisterName[]]);
export const token = z.string().regex(/^[0-9a-f]{32}$/);
export const versionId = z.string().regex(/^[0-9a-f]{16}$/);
export const rowId = z.number().int().positive();
export const cellValue = z.union([z.string().max(4000), z.number().refine(Number.isFinite), z.null()]);
export const values = z.record(z.string().max(60), cellValue);
export const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
