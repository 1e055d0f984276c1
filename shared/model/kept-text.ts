import { z } from 'zod';

/**
 * Text that is kept: at most so many characters, and whole ones. Half of a surrogate pair becomes another character in the
 * store, so that an undo would not find what it wrote.
 */
export const keptText = (longest: number): z.ZodString =>
  z
    .string()
    .max(longest)
    .refine((text) => text.isWellFormed(), 'Half a character (a lone surrogate)');

/** The highest id of a row: far over any there are, and low enough that there is always a next one. */
export const highestId = 2 ** 48;
