import type { Rooms, WorkRow } from '../tasks/rooms.ts';
import type { Database, PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';

/** Ten wrong ones since the last right one: of a million numbers that is one in a hundred thousand. */
export const PIN_TRIES_MAX = 10;
/** An open page that nobody touches asks for the six digits again after this. */
const IDLE = "interval '5 minutes'";
/** And is over after this, whoever touches it. */
const OPEN_FOR = "interval '30 minutes'";

const IS_MEMBER = 'SELECT 1 FROM member m WHERE m.id = work_page.member_id AND m.left_at IS NULL';

// A try is counted before it is looked at, in one statement: of a thousand at once ten are looked at.
const COUNT = `
  WITH p AS (SELECT member_id FROM work_page WHERE id = $1 AND expires_at > $2 AND EXISTS (${IS_MEMBER})),
  k AS (UPDATE member_key SET tries = tries + 1 FROM p WHERE member_key.member_id = p.member_id
    AND pin_check IS NOT NULL AND locked_at IS NULL AND tries < ${PIN_TRIES_MAX}
    RETURNING member_key.member_id, pin_salt, pin_check)
  SELECT p.member_id, k.pin_salt, k.pin_check FROM p LEFT JOIN k ON k.member_id = p.member_id`;

// The token goes with the opening, and what is open is known by another secret from then on.
const OPEN = `
  WITH w AS (UPDATE work_page SET id = $2, seen_at = $3, opened_at = coalesce(opened_at, $3),
      expires_at = CASE WHEN opened_at IS NULL THEN $3::timestamptz + ${OPEN_FOR} ELSE expires_at END
    WHERE id = $1 AND expires_at > $3 AND EXISTS (SELECT 1 FROM member_key k
      WHERE k.member_id = work_page.member_id AND k.locked_at IS NULL) RETURNING member_id),
  k AS (UPDATE member_key SET tries = 0 FROM w WHERE member_key.member_id = w.member_id)
  SELECT member_id FROM w`;

const SPENT = `SELECT member_id FROM member_key
  WHERE member_id = $1 AND locked_at IS NULL AND tries >= ${PIN_TRIES_MAX}`;

const TOUCH = `UPDATE work_page SET seen_at = $2,
    acts = CASE WHEN $3::text = '' THEN acts ELSE array_append(acts, $3::text) END
  WHERE id = $1 AND opened_at IS NOT NULL AND expires_at > $2 AND seen_at > $2::timestamptz - ${IDLE}
    AND EXISTS (${IS_MEMBER}) AND NOT $3::text = ANY(acts) RETURNING member_id, case_id`;

const LOCK = `UPDATE member_key SET locked_at = $2
  WHERE member_id = $1 AND locked_at IS NULL AND tries >= ${PIN_TRIES_MAX} RETURNING member_id`;

const UNLOCK = `UPDATE member_key SET locked_at = NULL, tries = 0
  WHERE member_id = $1 AND (locked_at IS NOT NULL OR tries > 0) RETURNING member_id`;

// Held until the transaction ends: no new number is set while the old one is being locked.
const PIN = `SELECT locked_at IS NOT NULL AS locked, pin_check IS NOT NULL AS set FROM member_key
  WHERE member_id = $1 FOR UPDATE`;

/** How a try ended: the page is open, or nothing is; `spent` names a member whose tries have run out just now. */
export type PinTried = Readonly<{ open: boolean; spent: string | undefined }>;

export type WorkPageStore = Readonly<{
  /**
   * Tries six digits at a link, or at a page that has gone to sleep, and opens it as `page`. Used, lapsed, locked,
   * never there and wrong are alike in what is given and in how long it takes.
   */
  tryPin: (way: { secret: string; page: string; pin: string; at: number }) => Promise<PinTried>;
  /** Shuts a page that is open. */
  shut: (page: string) => Promise<void>;
}>;

/** Pages of a case, outside of a transaction. */
export function workPageStore({ query }: Pick<Database, 'query'>, keys: HouseKeys): WorkPageStore {
  const rows = async (text: string, values: readonly unknown[]): Promise<boolean> =>
    (await query(text, values)).length > 0;
  return {
    tryPin: async ({ secret, page, pin, at }) => {
      const [known] = await query(COUNT, [idOf(keys, secret), new Date(at)]);
      const memberId = String(known?.['member_id'] ?? '');
      const { pin_salt: salt, pin_check: check } = known ?? {};
      const made = await keys.pinCheck(memberId, pin, salt instanceof Uint8Array ? salt : keys.secrets.salt());
      const right = check instanceof Uint8Array && keys.secrets.same(made, check);
      if (right) {
        const values = [idOf(keys, secret), idOf(keys, page), new Date(at)];
        return { open: await rows(OPEN, values), spent: undefined };
      }
      const spent = await rows(SPENT, [memberId]);
      return { open: false, spent: spent ? memberId : undefined };
    },
    shut: async (page) => void await query('DELETE FROM work_page WHERE id = $1 AND opened_at IS NOT NULL', [
      idOf(keys, page),
    ]),
  };
}

type WorkRooms = Pick<Rooms, 'addWorkPage' | 'touchWorkPage' | 'shutWorkPages' | 'pinOf' | 'lockPin' | 'unlockPin'>;

/** Pages of a case and the six digits before them, in one transaction. */
export function workRooms(tx: PrismaTransaction, keys: HouseKeys): WorkRooms {
  const changed = async (text: string, ...values: unknown[]): Promise<boolean> =>
    (await tx.$queryRawUnsafe<unknown[]>(text, ...values)).length > 0;
  const touch = async (page: string, at: number, act: string): Promise<WorkRow | undefined> => {
    const [row] = await tx.$queryRawUnsafe<{ member_id: string; case_id: string }[]>(
      TOUCH, idOf(keys, page), new Date(at), act,
    );
    return row && { memberId: row.member_id, caseId: row.case_id, isNew: act !== '' };
  };
  return {
    addWorkPage: async ({ token, memberId, caseId, at, expiresAt }) => {
      await tx.workPage.deleteMany({ where: { memberId } });
      const times = { madeAt: new Date(at), seenAt: new Date(at), expiresAt: new Date(expiresAt) };
      await tx.workPage.create({ data: { id: idOf(keys, token), memberId, caseId, ...times } });
    },
    // The row is held by this, so of one form that is sent twice at once one is done.
    touchWorkPage: async ({ page, act, at }) => await touch(page, at, act) ?? (act ? touch(page, at, '') : undefined),
    shutWorkPages: async (memberId) => {
      await tx.workPage.deleteMany({ where: { memberId } });
    },
    pinOf: async (memberId) => {
      const [row] = await tx.$queryRawUnsafe<{ locked: boolean; set: boolean }[]>(PIN, memberId);
      if (row?.locked) return 'locked';
      return row?.set ? 'set' : 'none';
    },
    lockPin: (memberId, at) => changed(LOCK, memberId, new Date(at)),
    unlockPin: (memberId) => changed(UNLOCK, memberId),
  };
}

const idOf = ({ secrets }: HouseKeys, secret: string): string => secrets.keyed('receipt', `work:${secret}`);
