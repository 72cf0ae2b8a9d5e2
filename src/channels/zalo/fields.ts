import { z } from 'zod';
import { heardText } from '../../core/reading/heard.ts';

/**
 * An id of the platform, as a string. A number that JSON could not hold exactly is refused: rounded, it would be
 * somebody else's.
 */
export const Id = z.union([z.string().min(1), z.int()]).transform(String);

/** Milliseconds, as a number or as digits; anything else is read as if it were not there. */
export const Millis = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,15}$/).transform(Number)])
  .nullish().catch(undefined);

/** Words as they are heard; anything else is read as if it were not there. */
export const Words = z.string().transform(heardText).nullish().catch(undefined);

/** A number of an answer, which may come as a string. Nothing else: `null` must never become 0, which means done. */
export const Code = z.union([z.int(), z.string().regex(/^-?\d{1,9}$/).transform(Number)]);
