import type { Request, Response, Router } from 'express';
import { readBody } from '../form.ts';
import { isSame, refuse } from '../gate.ts';
import type { PageWords } from '../pages.ts';
import { type Fields, readFields } from './fields.ts';
import type { ConsoleRoom, Door, Staff } from './room.ts';
import { type CookieNames, staffOf } from './staff.ts';

export type ConsoleOptions = Readonly<{
  door: Door; room: ConsoleRoom; words: PageWords; publicUrl: string | undefined;
  trouble: (error: unknown) => void;
}>;

/** What the pages of the console are made with. */
export type Desk = ConsoleOptions & Readonly<{ names: CookieNames }>;

type Acting = Readonly<{ staff: Staff; request: Request; response: Response; fields: Fields }>;

/** A form of a signed-in page; one that lacks what only this session's pages carry does nothing. */
export function act(router: Router, path: string, work: (acting: Acting) => Promise<void>): void {
  router.post(path, readBody, async (request, response) => {
    const [staff, fields] = [staffOf(request), readFields(request.body)];
    if (!isSame(fields.form, staff.form)) return refuse(response, 403);
    await work({ staff, request, response, fields });
  });
}
